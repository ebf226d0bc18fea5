"""Measuring every method of a field on the same damaged pictures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from core.batch import reseed
from core.batch_plan import PICTURES
from core.fields import FIELDS, find_method
from core.image import Image, from_pillow, pixel_hash, read_image, to_pillow
from core.jobs import Outcome
from core.method import Method
from core.peak import with_peak
from core.recipe import Recipe, Upload
from core.recipe_text import parse
from core.sentence import InputError, Sentence

LEVELS = (15.0, 25.0, 50.0)  # standard deviations of noise, of 255, as the literature has them
DAMAGE = {"denoising": "degradation.gaussian_noise(sigma={sigma})"}
UNTOUCHED = "no method"
WARM_UP = 64  # pixels; the first call also imports and compiles, which is not timed
REPEATS = 5
NETWORK = "denoising.unet"  # raced against the package too, in both number formats


@dataclass(frozen=True)
class Plan:
    """What is to be measured, and on what."""

    field: str
    folder: Path
    levels: tuple[float, ...] = LEVELS
    damage: str | None = None  # steps of a recipe; {sigma} is a level
    seed: int = 0
    grey: bool = False
    peer: str | None = None  # a package measured alongside

    @property
    def template(self) -> str:
        """The damage, or what the field's literature uses.

        Raises:
            InputError: There is neither.
        """
        if self.damage is None and self.field not in DAMAGE:
            raise InputError("Say with --damage what {field} is to mend.", field=self.field)
        return self.damage or DAMAGE[self.field]


@dataclass(frozen=True)
class Trial:
    """One method on one picture."""

    picture: Path
    damage: str
    level: float | None  # of the noise, where the damage leaves it open
    seed: int
    grey: bool
    method: str  # address, name of a package, or UNTOUCHED


@dataclass(frozen=True)
class Score:
    """How well and how fast it went."""

    psnr: float  # dB
    ssim: float
    seconds: float
    megabytes: float | None = None  # that it took at most, where the system tells


@dataclass(frozen=True)
class Row:
    """The mean over all pictures, or why there is none."""

    method: str
    level: float | None
    score: Score | None
    failure: Sentence | None = None


def trials(plan: Plan, only: Sequence[str] = ()) -> list[Trial]:
    """Return everything to measure.

    Args:
        plan: Its folder is not searched below.
        only: Ids of methods; all of the field where empty.

    Raises:
        InputError: The field, a method, a picture or the damage is missing.
    """
    if plan.field not in FIELDS:
        raise InputError(
            "There is no field {name}; there are {names}.",
            name=plan.field,
            names=", ".join(FIELDS),
        )
    pictures = sorted(p for p in plan.folder.glob("*") if p.suffix.lower() in (".png", *PICTURES))
    if not pictures:
        raise InputError("There are no pictures in {name}.", name=plan.folder)
    listed = [method.id for method in FIELDS[plan.field]]
    addresses = [find_method(f"{plan.field}.{name}").address for name in only or listed]
    peers = [_peer(plan.peer).name] if plan.peer else []
    damages = _damages(plan)
    for recipe in (_parse_damage(damage) for damage in damages.values()):
        if peers and "sigma" not in recipe.steps[-1].settings:
            raise InputError("{name} needs damage with a sigma.", name=plan.peer)
    return [
        Trial(picture, damage, level, plan.seed, plan.grey, method)
        for level, damage in damages.items()
        for method in (UNTOUCHED, *addresses, *peers)
        for picture in pictures
    ]


def _damages(plan: Plan) -> dict[float | None, str]:
    if "{sigma}" not in plan.template:
        return {None: plan.template}
    return {level: plan.template.replace("{sigma}", f"{level:g}") for level in plan.levels}


def measure(trial: Trial) -> Score:
    """Damage the picture, mend it, and compare."""
    from core.metrics import score

    clean = read_image(trial.picture).image
    if trial.grey:
        clean = from_pillow(to_pillow(clean).convert("L")).image
    recipe = reseed(_parse_damage(trial.damage), f"{trial.seed}/{trial.picture.name}")
    head = Upload(trial.picture.name, pixel_hash(clean))
    damaged = Recipe(head, recipe.steps).run({head.sha256: clean})
    mend = _mend(trial.method, recipe)
    mend(damaged[:WARM_UP, :WARM_UP])
    (mended, seconds), megabytes = with_peak(lambda: _timed(mend, damaged))
    scores = score(mended, clean)
    return Score(scores["psnr"], scores["ssim"], seconds, megabytes)


def _timed(mend: Callable[[Image], Image], damaged: Image) -> tuple[Image, float]:
    start = perf_counter()
    return mend(damaged), perf_counter() - start


def average(outcomes: Sequence[Outcome[Trial, Score]]) -> list[Row]:
    """Return the mean of each method at each level; one failure spoils a mean."""
    groups: dict[tuple[float | None, str], list[Outcome[Trial, Score]]] = {}
    for outcome in outcomes:
        groups.setdefault((outcome.item.level, outcome.item.method), []).append(outcome)
    rows = []
    for (level, method), group in groups.items():
        failures = [outcome.failure for outcome in group if outcome.failure is not None]
        scores = [outcome.value for outcome in group if outcome.value is not None]
        mean = None if failures else _mean(scores)
        rows.append(Row(method, level, mean, failures[0] if failures else None))
    return rows


def _mean(scores: Sequence[Score]) -> Score:
    """Return the mean of all but memory, of which the most counts."""
    known = [score.megabytes for score in scores if score.megabytes is not None]
    psnr, ssim, seconds = np.mean([(s.psnr, s.ssim, s.seconds) for s in scores], axis=0).tolist()
    return Score(psnr, ssim, seconds, max(known, default=None))


def true_settings(method: Method, recipe: Recipe) -> dict[str, Any]:
    """Return the damage's own settings, such as sigma, that the method has under the same name."""
    names = {p.name for p in method.parameters if not p.is_seed}
    return {k: v for k, v in recipe.steps[-1].settings.items() if k in names}


@dataclass(frozen=True)
class Race:
    """Seconds of a package and of ours on one picture."""

    theirs: str
    their_seconds: float
    ours: Mapping[str, float]


def race(name: str) -> Race:
    """Time ours and the package's, in turn, on a grey picture of 512 × 512; keep the fastest.

    Raises:
        InputError: The package is unknown or not installed.
    """
    from core.nn.precision import KINDS, computing_in
    from core.nn.weights import empty

    peer = _peer(name)
    recipe = parse(f'sample("camera") | {DAMAGE["denoising"].format(sigma=25)}')
    damaged = recipe.run()
    seconds: dict[str, list[float]] = {peer.rival: [], peer.name: []}
    for contestant in [*seconds] * (REPEATS + 1):
        seconds[contestant].append(_timed(_mend(contestant, recipe), damaged)[1])
    for kind in KINDS:
        with computing_in(kind):
            empty()
            runs = [_timed(_mend(NETWORK, recipe), damaged)[1] for _ in range(REPEATS + 1)]
        seconds[f"{NETWORK} in {kind}"] = runs
    empty()
    fastest = {name: min(times[1:]) for name, times in seconds.items()}  # the first prepares
    return Race(peer.name, fastest.pop(peer.name), fastest)


def _parse_damage(damage: str) -> Recipe:
    return parse(f'sample("camera") | {damage}')


def _mend(name: str, recipe: Recipe) -> Callable[[Image], Image]:
    if name == UNTOUCHED:
        return lambda damaged: damaged
    if "." not in name:
        sigma = float(recipe.steps[-1].settings["sigma"])
        return lambda damaged: _peer(name).run(damaged, sigma)
    method = find_method(name)
    settings = true_settings(method, recipe)
    return lambda damaged: method(damaged, **settings)


@dataclass(frozen=True)
class _Peer:
    name: str
    rival: str  # our method's address
    run: Callable[[Image, float], Image]


def _peer(name: str) -> _Peer:
    from importlib.util import find_spec

    peers = {"bm3d": _Peer("bm3d", "denoising.bm3d", _bm3d)}
    if name not in peers:
        names = ", ".join(peers)
        raise InputError("There is no peer {name}; there are {names}.", name=name, names=names)
    if find_spec(name) is None:
        raise InputError("The package {name} is not installed.", name=name)
    find_method(peers[name].rival)
    return peers[name]


def _bm3d(damaged: Image, sigma: float) -> Image:
    from bm3d import bm3d, bm3d_rgb

    is_grey = damaged.shape[2] == 1
    mended = bm3d(damaged[..., 0], sigma / 255) if is_grey else bm3d_rgb(damaged, sigma / 255)
    return np.asarray(mended, np.float32).reshape(damaged.shape)

"""Measuring every method of a field on the same damaged pictures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

from core.batch_plan import PICTURES
from core.benchmark_manners import MANNERS, UNTOUCHED, Manner, manner
from core.benchmark_peers import Race, find_peer
from core.chain import Given
from core.fields import find_field, find_method
from core.image import Image, from_pillow, pixel_hash, read_image, to_pillow
from core.jobs import Outcome
from core.peak import with_peak
from core.recipe import Recipe, Upload, step_of
from core.recipe_text import parse
from core.rewriting import reseed
from core.sentence import InputError, Sentence
from core.told import told

WARM_UP = 64  # pixels; the first call also imports and compiles, which is not timed
REPEATS = 5
NETWORK = "denoising.unet"  # raced against the package too, in both number formats


@dataclass(frozen=True)
class Plan:
    """What is to be measured, and on what."""

    field: str
    folder: Path
    levels: tuple[float, ...] = ()  # those of the field's literature where empty
    damage: str | None = None  # steps of a recipe; {sigma} or {scale} is a level
    seed: int = 0
    grey: bool = False
    peer: str | None = None  # a package measured alongside

    @property
    def template(self) -> str:
        """The damage, or what the field's literature uses.

        Raises:
            InputError: There is neither.
        """
        return self.damage or self.manner.damage

    @property
    def manner(self) -> Manner:
        """How the field is measured."""
        return manner(find_field(self.field))


@dataclass(frozen=True)
class Trial:
    """One method on one picture."""

    picture: Path
    damage: str
    level: float | None  # of the damage, where that leaves it open
    seed: int
    grey: bool
    method: str  # address, name of a package, or UNTOUCHED
    field: str = "denoising"


@dataclass(frozen=True)
class Score:
    """How well and how fast it went."""

    psnr: float  # dB
    ssim: float
    seconds: float
    megabytes: float | None = None  # that it took at most, where the system tells
    distance: float | None = None  # in features, where the field asks for it


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
    field, measured = find_field(plan.field), plan.manner
    pictures = sorted(p for p in plan.folder.glob("*") if p.suffix.lower() in (".png", *PICTURES))
    if not pictures:
        raise InputError("There are no pictures in {name}.", name=plan.folder)
    listed = [method.id for method in field.methods if method.is_scored]
    asked = [find_method(f"{plan.field}.{name}") for name in only or listed]
    for method in asked:
        if not method.is_scored:
            raise InputError(
                "{method} makes nothing that could be compared with a picture.",
                method=method.address,
            )
    addresses = [method.address for method in asked]
    peers = [find_peer(plan.peer).name] if plan.peer else []
    damages = _damages(plan)
    for recipe in (_parse_damage(damage) for damage in damages.values()):
        if peers and "sigma" not in recipe.steps[-1].settings:
            raise InputError("{name} needs damage with a sigma.", name=plan.peer)
    methods = dict.fromkeys((measured.baseline, *addresses, *peers))
    return [
        Trial(picture, damage, level, plan.seed, plan.grey, method, plan.field)
        for level, damage in damages.items()
        for method in methods
        for picture in pictures
    ]


def _damages(plan: Plan) -> dict[float | None, str]:
    if not plan.manner.is_open(plan.template):
        return {None: plan.template}
    levels = plan.levels or plan.manner.levels
    return {level: plan.manner.at(plan.template, level) for level in levels}


def measure(trial: Trial) -> Score:
    """Damage the picture, mend it, and compare."""
    clean = read_image(trial.picture).image
    if trial.grey:
        clean = from_pillow(to_pillow(clean).convert("L")).image
    recipe = reseed(_parse_damage(trial.damage), f"{trial.seed}/{trial.picture.name}")
    head = Upload(trial.picture.name, pixel_hash(clean))
    damaged = Recipe(head, recipe.steps).run({head.sha256: clean})
    mend = _mend(trial.method, recipe)
    mend(damaged[:WARM_UP, :WARM_UP])
    (mended, seconds), megabytes = with_peak(lambda: _timed(mend, damaged))
    scores = manner(find_field(trial.field)).score(mended, clean, recipe)
    return Score(scores["psnr"], scores["ssim"], seconds, megabytes, scores.get("distance"))


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
    far = [score.distance for score in scores if score.distance is not None]
    psnr, ssim, seconds = np.mean([(s.psnr, s.ssim, s.seconds) for s in scores], axis=0).tolist()
    distance = float(np.mean(far)) if far else None
    return Score(psnr, ssim, seconds, max(known, default=None), distance)


def race(name: str) -> Race:
    """Time ours and the package's, in turn, on a grey picture of 512 × 512; keep the fastest.

    Raises:
        InputError: The package is unknown or not installed.
    """
    from core.nn.precision import KINDS, computing_in
    from core.nn.weights import empty

    peer = find_peer(name)
    recipe = parse(f'sample("camera") | {MANNERS["mended"].damage.format(sigma=25)}')
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
        return lambda damaged: find_peer(name).run(damaged, sigma)
    method = find_method(name)
    step = step_of(method, told(recipe, method))
    return lambda damaged: step.run(Given((damaged,), {}))

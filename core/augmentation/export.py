"""A pipeline as a program that needs torch, torchvision and Pillow, and nothing of ours."""

import inspect

from core.augmentation.pairs import CLASSES, PAIRS
from core.augmentation.pipeline import SEEDS, STRIDE, Pipeline
from core.augmentation.transform import OWN, Call, Size

HEAD = """\"\"\"Augment a picture: python augment.py IN.png OUT.png SEED.\"\"\"

{imports}{own}
pipeline = v2.Compose(
    [
{calls}
    ]
)


def draw(picture, seed):
    \"\"\"Return what a seed draws, the same pixels as where the pipeline was built.

    picture is a tv_tensors.Image of bytes, (C, H, W). A training calls pipeline(picture) instead,
    or pipeline({{"picture": picture, "boxes": boxes, "mask": mask}}) with tv_tensors.
    \"\"\"
    for number, stage in enumerate(pipeline.transforms):
        torch.manual_seed((seed + {stride} * number) % {seeds})
        picture = stage(picture)
    return picture
{batch}

if __name__ == "__main__":
    source, target, seed = sys.argv[1:]
    picture = tv_tensors.Image(functional.pil_to_tensor(Pillow.open(source)))
    functional.to_pil_image(draw(picture, int(seed))).save(target)
"""
IMPORTS = """{standard}

import torch
from PIL import Image as Pillow
from torchvision import tv_tensors
from torchvision.transforms import v2
from torchvision.transforms.v2 import functional
"""
BATCH = """

CLASSES = 10  # of your data
# Mixes the pictures of a batch, as floats (N, C, H, W), and their labels, in a training's collate:
# pictures, labels = mix(pictures, labels)
mix = v2.Compose(
    [
{calls}
    ]
)
"""


def to_code(pipeline: Pipeline, height: int, width: int) -> str:
    """Return the program of a pipeline for pictures of a size.

    Its `pipeline` is a v2.Compose of the very transforms used here, and its `draw` gives the
    pixels of Pipeline.augment for the same seed and versions; MixUp and CutMix stand apart, since
    a training mixes whole batches.
    """
    made = [stage.call(Size(height, width)) for stage in pipeline.stages]
    mixing = [one for one in made if one.kind in PAIRS]
    alone = [one for one in made if one.kind not in PAIRS] or [Call("Identity")]
    own = [name for name in OWN if name in {one.kind for one in alone}]
    named = _lines(mixing).replace(f"num_classes={CLASSES}", "num_classes=CLASSES")
    return HEAD.format(
        imports=_imports(own),
        own="".join(f"\n\n{_source(name)}\n" for name in own) + "\n" * bool(own),
        calls=_lines(alone),
        batch=BATCH.format(calls=named) if mixing else "",
        stride=STRIDE,
        seeds=SEEDS,
    )


def _lines(calls: list[Call]) -> str:
    return "\n".join(f"        {made}," for made in calls)


def _imports(own: list[str]) -> str:
    standard = ["import io"] * ("Jpeg" in own) + ["import sys"]
    standard += ["from typing import Any"] * bool(own)
    return IMPORTS.format(standard="\n".join(standard))


def _source(name: str) -> str:
    from core.augmentation import own

    source = inspect.getsource(getattr(own, name)).rstrip()
    return source.replace("  # type: ignore[misc]", "")  # for us, who know no types of theirs

"""What was drawn, in words."""

from collections.abc import Sequence

from core.augmentation.pipeline import Drawn
from core.sentence import Sentence
from demos.words import say

NAMES: dict[str, Sentence] = {  # of what core.augmentation says was drawn
    "angle": Sentence("{value}°"),
    "scale": Sentence("size × {value}"),
    "brightness": Sentence("brightness × {value}"),
    "contrast": Sentence("contrast × {value}"),
    "saturation": Sentence("saturation × {value}"),
    "hue": Sentence("hue {value}"),
    "quality": Sentence("quality {value}"),
    "density": Sentence("density {value}"),
    "share": Sentence("share {value}"),
    "top": Sentence("top {value}"),
    "left": Sentence("left {value}"),
    "height": Sentence("height {value}"),
    "width": Sentence("width {value}"),
    "right": Sentence("{value} to the right"),
    "down": Sentence("{value} down"),
    "shear_x": Sentence("shear across {value}°"),
    "shear_y": Sentence("shear down {value}°"),
    "spread": Sentence("σ {value}"),
    "corner_shift": Sentence("corners by up to {value}"),
    "largest_shift": Sentence("pixels by up to {value}"),
}
UNCHANGED = Sentence("as it was")


def words_of(drawn: Drawn, language: str) -> str:
    """Return what a stage drew; the bare values, or whether it was applied."""
    if not drawn.applied:
        return say(UNCHANGED, language)
    said = [_value(name, value, language) for name, value in drawn.values.items()]
    return ", ".join(filter(None, said)) or say("applied", language)


def caption(drawn: Sequence[Drawn], language: str) -> str:
    """Return what all stages drew, short enough for a small picture's caption."""
    if len(drawn) == 1:
        return words_of(drawn[0], language)
    used = [_titled(one, language) for one in drawn if one.applied]
    return " · ".join(used) or say(UNCHANGED, language)


def _titled(drawn: Drawn, language: str) -> str:
    title = say(drawn.method.title, language)
    return f"{title} {words_of(drawn, language)}" if drawn.values else title


def _value(name: str, value: float | int | str, language: str) -> str:
    if isinstance(value, str):
        return value  # operations, by torchvision's names
    shown = f"{value:.3g}".replace("-", "−")
    return say(NAMES[name].template if name in NAMES else name + " {value}", language, value=shown)

"""Systems to start from, by name."""

from typing import TYPE_CHECKING, Literal

from core.lsystems.presets.curves import CURVES
from core.lsystems.presets.entry import Preset
from core.lsystems.presets.plants import PLANTS
from core.lsystems.presets.signals import SIGNALS
from core.lsystems.presets.tilings import TILINGS
from core.lsystems.presets.trees import TREES

KINDS = {
    "Curves": CURVES,
    "Tilings": TILINGS,
    "Plants": PLANTS,
    "Trees": TREES,
    "Signals": SIGNALS,
}
PRESETS: dict[str, Preset] = {name: p for kind in KINDS.values() for name, p in kind.items()}

if TYPE_CHECKING:
    PresetName = str
else:  # the names stand once, above
    PresetName = Literal[tuple(PRESETS)]

"""L-systems: strings rewritten all at once, and the turtle that draws what they say."""

from functools import partial

from core.field import Field
from core.lsystems.grow import grow
from core.lsystems.meadow import meadow
from core.lsystems.preset import preset
from core.lsystems.specimen import quick_orders
from core.method import Method

METHODS = (
    Method("Your own rules", grow, reach=partial(quick_orders, "grow")),
    Method("A known system", preset, reach=partial(quick_orders, "preset")),
    Method("Meadow", meadow, {"grass": 120, "trees": 2}, {"grass": 500, "flowers": 50}),
)

FIELD = Field(
    "lsystems", "L-systems", METHODS, makes="drawing", is_filmed=True, lessons=("lsystems",)
)

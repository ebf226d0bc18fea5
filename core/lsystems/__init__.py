"""L-systems: strings rewritten all at once, and the turtle that draws what they say."""

from core.lsystems.grow import grow
from core.lsystems.meadow import meadow
from core.lsystems.preset import preset
from core.method import Method

METHODS = (
    Method("Your own rules", grow),
    Method("A known system", preset),
    Method("Meadow", meadow, {"grass": 120, "trees": 2}, {"grass": 500, "flowers": 50}),
)

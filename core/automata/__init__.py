"""Cellular automata: pictures from local rules, from the simplest rule to the smoothest."""

from core.automata.cyclic import cyclic
from core.automata.elementary import elementary
from core.automata.generations import generations
from core.automata.gray_scott import gray_scott
from core.automata.greenberg_hastings import greenberg_hastings
from core.automata.larger_than_life import larger_than_life
from core.automata.lenia import lenia
from core.automata.life_like import life_like
from core.automata.majority import majority
from core.automata.neural.growing import neural
from core.automata.neural.textures import neural_texture
from core.automata.on_picture import cyclic_on_picture, life_on_picture
from core.automata.settings import modest
from core.automata.tables import rule_table
from core.automata.tasks import GROWING, TASKS, TEXTURES
from core.automata.wireworld import wireworld
from core.field import Field
from core.method import Method
from core.nn.pins import shipped

__all__ = ["FIELD", "METHODS", "TASKS"]

METHODS = (
    Method("Elementary automaton", elementary, reach=modest),
    Method("Game of Life and relatives", life_like, reach=modest),
    Method("Generations", generations, reach=modest),
    Method("Larger than Life", larger_than_life, reach=modest),
    Method("Cyclic automaton", cyclic, reach=modest),
    Method("Greenberg–Hastings waves", greenberg_hastings, reach=modest),
    Method("Majority vote", majority, reach=modest),
    Method("Wireworld", wireworld, reach=modest),
    Method("Rule table", rule_table, reach=modest),
    Method("Gray–Scott reaction", gray_scott, reach=modest),
    Method("Lenia", lenia, reach=modest),
    Method("Neural automaton", neural, weights=shipped(*(t.name for t in GROWING.values()))),
    Method(
        "Neural texture",
        neural_texture,
        weights=shipped(*(task.name for task in TEXTURES.values())),
    ),
    Method("Life on a picture", life_on_picture),
    Method("Cyclic waves on a picture", cyclic_on_picture),
)

FIELD = Field(
    "automata",
    "Automata",
    METHODS,
    makes="drawing",
    is_filmed=True,
    lessons=("automata",),
    learned_lesson="learned",
)

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
from core.automata.on_picture import cyclic_on_picture, life_on_picture
from core.automata.tables import rule_table
from core.automata.wireworld import wireworld
from core.method import Method

__all__ = ["METHODS"]

METHODS = (
    Method("Elementary automaton", elementary),
    Method("Game of Life and relatives", life_like),
    Method("Generations", generations),
    Method("Larger than Life", larger_than_life),
    Method("Cyclic automaton", cyclic),
    Method("Greenberg–Hastings waves", greenberg_hastings),
    Method("Majority vote", majority),
    Method("Wireworld", wireworld),
    Method("Rule table", rule_table),
    Method("Gray–Scott reaction", gray_scott),
    Method("Lenia", lenia),
    Method("Life on a picture", life_on_picture),
    Method("Cyclic waves on a picture", cyclic_on_picture),
)

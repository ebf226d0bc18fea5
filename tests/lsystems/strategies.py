"""Random L-systems: every kind of rule that the notation knows."""

from functools import cache

from hypothesis import strategies as st

from core.lsystems.expression import BINDING, Name, Number, Operation, Signed
from core.lsystems.grammar import LSystem, Module, Rule

SYMBOLS = ["A", "B", "F", "F_l", "0", "+", "!"]
COUNTS = [(0,) * 7, (1, 0, 1, 0, 0, 1, 1), (2, 1, 0, 0, 0, 0, 0), (1, 2, 2, 1, 0, 1, 0)]
ARITIES = [dict(zip(SYMBOLS, counts, strict=True)) for counts in COUNTS]
NUMBERS = st.sampled_from([0.0, 0.5, 1.0, 2.0, 3.25])


@cache
def expressions(names):
    """Trees over some names; values stay small."""
    leaves = st.one_of(NUMBERS.map(Number), *([st.sampled_from(names).map(Name)] if names else []))
    return st.recursive(
        leaves,
        lambda below: st.one_of(
            st.builds(Signed, st.sampled_from("-!"), below),
            st.builds(Operation, st.sampled_from(sorted(BINDING)), below, below),
        ),
        max_leaves=5,
    )


@cache
def tame(names):
    """Expressions that always have a finite value."""
    signs = st.sampled_from([">", "<=", "=", "!=", "&", "|", "+", "-"])
    leaves = st.one_of(NUMBERS.map(Number), *([st.sampled_from(names).map(Name)] if names else []))
    return st.recursive(
        leaves, lambda below: st.builds(Operation, signs, below, below), max_leaves=3
    )


@cache
def words(names, arity, values, longest=4):
    """Words whose brackets match; symbols carry as many values as the arity says."""
    module = st.sampled_from(SYMBOLS).flatmap(
        lambda symbol: st.tuples(*[values(names)] * dict(arity)[symbol]).map(
            lambda v: Module(symbol, v)
        )
    )
    plain = st.lists(module, max_size=longest).map(tuple)
    branch = plain.map(lambda inside: (Module("["), *inside, Module("]")))
    return st.lists(st.one_of(plain, branch), max_size=3).map(lambda parts: sum(parts, ()))


@st.composite
def systems(draw, values=expressions, weighted=True):
    """Systems whose symbols each have one number of parameters."""
    arity = draw(st.sampled_from(ARITIES))
    rules = []
    for number in range(draw(st.integers(1, 4))):
        names = []

        def formal(count, names=names):
            modules = []
            for _ in range(count):
                symbol = draw(st.sampled_from(SYMBOLS))
                own = [f"x{len(names) + i}" for i in range(arity[symbol])]
                names.extend(own)
                modules.append(Module(symbol, tuple(map(Name, own))))
            return tuple(modules)

        (predecessor,) = formal(1)
        left, right = formal(draw(st.integers(0, 2))), formal(draw(st.integers(0, 2)))
        if right and draw(st.booleans()):
            right = (Module("["), *right, Module("]"), *formal(draw(st.integers(0, 1))))
        condition = draw(st.none() | values(tuple(names)))
        successor = draw(words(tuple(names), tuple(arity.items()), values))
        rule = Rule(predecessor, successor, left, right, condition)
        alike = [
            r for r in rules if (r.predecessor.key, r.contexts) == (predecessor.key, rule.contexts)
        ]
        wants = weighted and (alike[0].weight is not None if alike else draw(st.booleans()))
        weight = Number(float(number + 1)) if wants else None
        rules.append(Rule(predecessor, successor, left, right, condition, weight))
    axiom = draw(words((), tuple(arity.items()), values, longest=6))
    ignored = frozenset(draw(st.sets(st.sampled_from(["+", "!", "0"]))))
    constants = draw(st.sampled_from([(), (("r", Number(1.456)),)]))
    return LSystem(axiom, tuple(rules), ignored, constants)

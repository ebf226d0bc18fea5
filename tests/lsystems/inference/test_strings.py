import pytest

from core.lsystems.growth import growth
from core.lsystems.inference.strings import from_strings
from core.lsystems.notation import parse
from core.lsystems.presets import PRESETS
from core.lsystems.rewrite import derive
from core.sentence import InputError

MOST = 1500  # symbols of a string


def is_d0l(system):
    return not system.is_random and all(
        rule.contexts == 0 and rule.condition is None and not rule.predecessor.arguments
        for rule in system.rules
    )


def strings(system, orders):
    return [str(step.modules) for step in derive(system, orders)]


D0L = [name for name, preset in PRESETS.items() if is_d0l(preset.system)]


@pytest.mark.parametrize("name", D0L)
def test_rules_of_a_known_system_follow_from_its_first_strings(name):
    system = PRESETS[name].system
    orders = max(size.order for size in growth(system, 5) if size.modules <= MOST)
    shown = strings(system, orders)
    found = from_strings(shown)
    assert strings(parse(found.text), orders) == shown
    if found.others == "none":
        images = {str(rule.predecessor): "".join(map(str, rule.successor)) for rule in system.rules}
        assert all("".join(word) == images.get(s, s) for s, word in found.rules)


def test_symbol_counts_alone_fix_lengths_that_both_ends_leave_open():
    # |h(a)| + |h(b)| = 3 and |h(a)| + 2 |h(b)| = 5: a becomes one symbol, b two.
    assert from_strings(["ab", "abb", "abbbb"]).text == ("axiom: ab\nb -> bb")


def test_it_says_when_other_rules_do_as_well():
    # a and b always stand together: a -> ab, b -> ε and a -> a, b -> b and others.
    assert from_strings(["ab", "ab"]).others == "some"


@pytest.mark.parametrize("lines", [["F"], [], ["F", "FF", "FFF"], ["ab", "ba", "bb"]])
def test_strings_without_rules_are_refused(lines):
    with pytest.raises(InputError):
        from_strings(lines)


def test_an_erased_symbol_is_found():
    found = from_strings(["AF", "A", "A"])
    assert dict(found.rules) == {"A": ("A",), "F": ()}

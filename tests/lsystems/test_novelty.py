from core.lsystems.growth import growth
from core.lsystems.notation import parse
from core.lsystems.novelty import FEWEST, MOST, find


def test_the_same_seed_finds_the_same_and_another_seed_another():
    first, again, other = find(3, 30), find(3, 30), find(4, 30)
    assert first == again and first.rules != other.rules


def test_what_is_found_can_be_drawn_and_has_some_size():
    found = find(7, 30)
    assert FEWEST <= growth(parse(found.rules), found.order)[-1].segments <= MOST


def test_looking_longer_finds_nothing_less_novel():
    assert find(5, 40).novelty >= find(5, 15).novelty > 0

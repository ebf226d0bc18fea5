from core.lsystems.growth import growth
from core.lsystems.notation import parse
from core.lsystems.novelty import FEWEST, MOST, find, random_plant, search


def test_the_same_seed_finds_the_same_and_another_seed_another():
    first, again, other = find(3, 30), find(3, 30), find(4, 30)
    assert first == again and first.rules != other.rules


def test_what_is_found_can_be_drawn_and_has_some_size():
    found = find(7, 30)
    assert FEWEST <= growth(parse(found.rules), found.order)[-1].segments <= MOST


def test_looking_longer_finds_nothing_less_novel():
    assert find(5, 40).novelty >= find(5, 15).novelty > 0


def test_a_search_never_gets_worse_and_ends_with_what_is_found():
    steps = list(search(5, 20))
    novelties = [found.novelty for found in steps]
    assert novelties == sorted(novelties) and steps[-1] == find(5, 20)


def test_random_plants_branch_and_each_number_is_a_plant_of_its_own():
    plants = [random_plant(0, number) for number in range(4)]
    assert all("[" in plant.rules for plant in plants) and len(set(plants)) == 4
    assert random_plant(0, 2) == plants[2] != random_plant(1, 2)

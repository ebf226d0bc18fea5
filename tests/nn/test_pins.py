import pytest

from core.nn import cards
from core.nn.pins import check_pin, names_repository, shipped
from core.sentence import InputError
from tests.nn.shelf import put, small_task


@pytest.fixture
def pin(shelf):
    for seed, name in enumerate(("one", "two")):
        put(shelf, small_task(name), seed)
    return shipped("one", "two")


def test_nothing_becomes_the_hash_of_every_file_in_turn(pin, shelf):
    hashes = [cards.file_hash(shelf / f"{name}.safetensors") for name in ("one", "two")]
    assert pin("") == f"{hashes[0][:8]}-{hashes[1][:8]}"
    assert pin(pin("")) == pin("")


def test_a_repository_stays_as_it_is(pin):
    assert pin("owner/name") == "owner/name" and pin("o/n@v1.0") == "o/n@v1.0"


def test_the_hash_of_other_weights_is_refused_in_one_sentence(pin):
    with pytest.raises(InputError) as refusal:
        pin("01234567-89abcdef")
    said = f"This was made with the weights 01234567-89abcdef; the ones here are {pin('')}."
    assert str(refusal.value) == said


@pytest.mark.parametrize("given", ["owner", "../name", "/etc/passwd", "a/b/c", "a/b@", "a/../b"])
def test_anything_else_is_refused_with_what_is_allowed(pin, given):
    assert not names_repository(given)
    with pytest.raises(InputError, match=r"empty .* or owner/name .* got "):
        pin(given)


def test_who_lacks_one_file_can_run_the_other(shelf):
    put(shelf, small_task("one"))
    pinned = shipped("one", "two")("")
    assert pinned.endswith("-00000000")
    check_pin("one", pinned)
    with pytest.raises(InputError, match=r"two\.json is missing"):
        check_pin("two", pinned)

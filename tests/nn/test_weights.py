from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from time import sleep

import pytest
import torch

from core.nn import cards, weights
from core.sentence import InputError
from tests.nn.shelf import Small, put, small_task

TASK = small_task()


def test_a_name_gives_the_trained_network_ready_to_run(shelf):
    made = put(shelf, TASK)
    network = weights.load(TASK)
    assert not network.training and not any(p.requires_grad for p in network.parameters())
    assert torch.equal(network.tail.weight.cpu(), made.tail.weight)


def test_thirty_who_ask_at_once_get_one_network_read_once(shelf, monkeypatch):
    put(shelf, TASK)
    read, reads, together = cards.read_weights, [], Barrier(30)

    def slowly(name, folder):
        reads.append(name)
        sleep(0.1)
        return read(name, folder)

    def ask(_):
        together.wait()
        return weights.load(TASK)

    monkeypatch.setattr(cards, "read_weights", slowly)
    with ThreadPoolExecutor(30) as pool:
        given = set(pool.map(ask, range(30)))
    assert len(given) == 1 and reads == ["small"]


def test_the_least_recently_used_leaves_when_room_runs_out(shelf, monkeypatch):
    monkeypatch.setattr(weights._kept, "getsizeof", lambda _: weights._kept.maxsize // 2)
    first, second, third = (small_task(name) for name in ("first", "second", "third"))
    for task in (first, second, third):
        put(shelf, task)
    for task in (first, second, first):
        weights.load(task)
    assert len(weights.residents()) == 2  # looking at the list is no use of a network
    weights.load(third)
    assert {resident.name for resident in weights.residents()} == {"first", "third"}


def test_one_larger_than_all_room_runs_but_is_not_kept(shelf, monkeypatch):
    put(shelf, TASK)
    monkeypatch.setattr(weights._kept, "getsizeof", lambda _: weights._kept.maxsize + 1)
    assert isinstance(weights.load(TASK), Small)
    assert weights.residents() == []


def test_what_is_resident_can_be_listed_and_emptied(shelf):
    made = put(shelf, TASK)
    network = weights.load(TASK)
    [resident] = weights.residents()
    size = sum(tensor.nbytes for tensor in made.state_dict().values())
    assert (resident.name, resident.device, resident.kind, resident.bytes) == (
        *("small", str(weights.network_device()), "float32", size),
    )
    weights.empty()
    assert weights.residents() == [] and weights.load(TASK) is not network


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (lambda file: file.unlink(), "The weights small.safetensors are missing."),
        (lambda file: file.write_bytes(b"other"), "are not those of their card"),
        (lambda file: file.with_suffix(".json").unlink(), "The card small.json is missing"),
        (lambda file: file.with_suffix(".json").write_text("{}"), "The card small.json .* damaged"),
    ],
)
def test_a_missing_or_altered_file_is_refused_and_a_mended_one_taken(shelf, harm, sentence):
    put(shelf, TASK)
    harm(shelf / "small.safetensors")
    cards.read_card.cache_clear()
    with pytest.raises(InputError, match=sentence):
        weights.load(TASK)
    put(shelf, TASK)
    weights.load(TASK)


def test_weights_of_another_network_are_refused(shelf):
    put(shelf, TASK)
    with pytest.raises(InputError, match="The weights small do not fit their network"):
        weights.load(small_task(build=lambda: Small(width=7)))


def test_a_hash_of_other_weights_is_refused_also_while_these_are_in_memory(shelf):
    put(shelf, TASK)
    digits = cards.read_card("small", shelf).sha256[:8]
    weights.load(TASK, f"00000000-{digits}")
    with pytest.raises(InputError, match=f"made with the weights 00000000; .* are {digits}"):
        weights.load(TASK, "00000000")


def test_a_network_that_must_be_exact_runs_in_float32(shelf, monkeypatch):
    monkeypatch.setattr(weights, "network_kind", lambda device: torch.bfloat16)
    task = replace(TASK, is_exact=True)
    put(shelf, task)
    loaded = weights.load(task)
    assert {p.dtype for p in loaded.parameters()} == {torch.float32}

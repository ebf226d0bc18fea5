import huggingface_hub
import pytest
import torch
from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

from core.nn import hub, weights
from core.sentence import InputError
from tests.nn.shelf import put, small_task

TASK = small_task()


class Missing(HfHubHTTPError):
    """An answer of the Hub, without a connection to it."""

    def __init__(self):
        Exception.__init__(self)


@pytest.fixture
def repository(shelf, tmp_path, monkeypatch):
    """A Hub that has one repository; what was asked of it."""
    far, asked = tmp_path / "far", []
    far.mkdir()
    put(far, TASK, seed=1)

    class Facts:
        size = 1000

    def facts(url, **_):
        asked.append(url)
        if "other/" in url:
            raise Missing
        return Facts

    monkeypatch.setattr(huggingface_hub, "get_hf_file_metadata", facts)
    monkeypatch.setattr(huggingface_hub, "hf_hub_download", lambda name, file, **_: far / file)
    return asked


def test_a_named_repository_gives_its_weights(repository, shelf):
    network = weights.load(TASK, "someone/something@v2")
    assert torch.equal(network.tail.weight.cpu(), put(shelf, TASK, seed=1).tail.weight)
    assert all("someone/something/resolve/v2/small." in url for url in repository)
    assert [resident.repository for resident in weights.residents()] == ["someone/something@v2"]


def test_shipped_weights_ask_no_hub(repository, shelf):
    put(shelf, TASK)
    weights.load(TASK)
    assert repository == []


def test_what_the_hub_lacks_is_named(repository):
    with pytest.raises(InputError, match=r"The Hub gives no small\.json of other/one"):
        weights.load(TASK, "other/one")


def test_a_file_too_large_is_not_fetched(repository, monkeypatch):
    monkeypatch.setattr(hub.settings, "hub_megabytes", 0)
    with pytest.raises(InputError, match=r"small.safetensors .* has 1 MB; at most 0"):
        weights.load(TASK, "someone/something")


def test_without_a_connection_only_what_was_fetched_before_is_there(repository, monkeypatch):
    def offline(url, **_):
        raise ConnectionError

    def from_disk(name, file, *, local_files_only, **_):
        assert local_files_only
        raise LocalEntryNotFoundError("not there")

    monkeypatch.setattr(huggingface_hub, "get_hf_file_metadata", offline)
    weights.load(TASK, "someone/something")
    monkeypatch.setattr(huggingface_hub, "hf_hub_download", from_disk)
    with pytest.raises(InputError, match="cannot be reached, and a/b has not been fetched"):
        weights.load(TASK, "a/b")

"""The section on networks in memory: what it lists, and that it empties them."""

import pytest

from core.nn import weights
from demos.panels import models


class Network:
    """Stands for a network; its section only tells its facts."""


@pytest.fixture
def kept(monkeypatch):
    """A cache of its own, with one network of 7.5 MB."""
    resident = weights.Resident("unet_grey", "", "cpu", "bfloat16", 15 * 2**19, Network())
    found = [resident]
    monkeypatch.setattr(models, "residents", lambda: list(found))
    monkeypatch.setattr(models, "empty", found.clear)
    return found


def test_every_network_is_listed_with_device_size_and_numbers(kept):
    said = models.show("en")
    assert all(fact in said for fact in (">unet_grey<", ">CPU<", ">bfloat16<", ">7.5<"))
    assert f"7.5 of {models.settings.model_megabytes} MB" in said


def test_a_network_from_the_hub_names_its_repository(kept):
    kept[0] = weights.Resident("unet_grey", "owner/name", "cuda", "float16", 1, Network())
    assert ">owner/name unet_grey<" in models.show("en") and ">CUDA<" in models.show("en")


def test_after_emptying_nothing_is_listed_and_that_is_said(kept):
    assert "No network is in memory" in models.forget("en") and kept == []


def test_the_list_is_told_in_chinese_too(kept):
    assert "网络" in models.show("zh-CN") and "网络" in models.forget("zh-CN")


def test_a_visitor_finds_the_section_folded_and_empties_it(page):
    page.click("#models button")
    page.wait_for_selector("#models-list p")
    page.click("#models-empty")
    page.wait_for_selector("#models-list .message >> text=No network is in memory")

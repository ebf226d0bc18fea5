import pytest
import torch

from core.nn import precision


@pytest.mark.parametrize(("whole", "half", "pays"), [(1.0, 0.5, True), (1.0, 0.95, False)])
def test_bfloat16_is_taken_only_where_it_is_clearly_faster(monkeypatch, whole, half, pays):
    times = {torch.float32: whole, torch.bfloat16: half}
    monkeypatch.setattr(precision, "_fastest", lambda device, kind: times[kind])
    precision.bf16_pays.cache_clear()
    assert precision.bf16_pays("cpu") is pays
    precision.bf16_pays.cache_clear()

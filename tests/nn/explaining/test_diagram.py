import pytest
from torch import nn

from core.denoising.networks.dncnn import DnCNN
from core.denoising.tasks import TASKS
from core.nn.explaining.diagram import _lanes, _place, draw_network
from core.nn.explaining.graph import stages, trace
from core.nn.explaining.names import name_of
from core.nn.explaining.rows import rows_of
from tests.nn.explaining.networks import (
    case,
    last_of_four,
    plain,
    small_recurrent,
    small_unet,
    told,
)

every_task = pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)


def built(task):
    return task.shipped(task.build()).eval(), told if "unet" in task.name else plain


def rows(network, run, channels=1):
    return rows_of(trace(network.eval(), run, channels, 64), network)


@every_task
def test_every_part_has_the_shape_that_it_gives(task):
    network, run = built(task)
    given = {}
    for path, module in stages(network):
        module.register_forward_hook(lambda _m, _i, made, path=path: given.update({path: made}))
    nodes = trace(network, run, task.channels, 64).nodes
    assert {n.path: n.shape for n in nodes if n.path} == {
        path: tuple(made.shape[1:]) for path, made in given.items()
    }


@every_task
def test_every_convolution_belongs_to_one_part(task):
    network, _ = built(task)
    inside = [m for _, stage in stages(network) for m in stage.modules()]
    kinds = nn.Conv2d | nn.ConvTranspose2d
    found = [m for m in inside if isinstance(m, kinds)]
    assert len(found) == len(set(found)) == sum(isinstance(m, kinds) for m in network.modules())


@every_task
def test_the_figure_names_every_part_with_its_shape(task):
    network, run = built(task)
    figure = draw_network(case(network, run, channels=task.channels))
    figure.draw_without_rendering()
    said = [text.get_text() for text in figure.axes[0].texts]
    for row in rows(network, run, task.channels):
        assert any(all(str(name) in text for name in row.names) for text in said)
        assert " × ".join(map(str, row.shape)) in said


def test_the_skips_of_a_u_net_lead_where_its_forward_leads_them():
    network = small_unet()
    nodes = trace(network, told, 1, 64).nodes
    sums = [[s.path for s in n.sources] for n in nodes if str(n.name) == "+ added"]
    assert sums == [["ups.1", "encoders.1"], ["ups.0", "encoders.0"]]
    assert [str(n.name) for n in nodes[:3]] == ["picture", "noise level", "joined side by side"]
    (residue,) = (n for n in nodes if str(n.name) == "− subtracted")
    assert nodes[0] in residue.sources


def test_blocks_with_a_skip_of_their_own_are_counted():
    (middle,) = (r for r in rows(small_unet(), told) if str(r.names[0]) == "middle")
    assert [str(d) for d in middle.details] == ["2 × residual block", "4 × convolution 3 × 3"]


def test_equal_layers_in_a_row_share_a_box():
    _, head, body, tail, *_ = rows(DnCNN(1, width=4).folded(), plain)
    assert [str(n) for n in body.names] == ["body 1", "body 15"] and body.count == 15
    assert [str(d) for d in body.details] == ["convolution 3 × 3", "ReLU"]
    assert (head.count, tail.count) == (1, 1)


def test_normalisation_and_rectifier_stand_with_their_convolution():
    _, _, body, *_ = rows(DnCNN(1, depth=3, width=4), plain)
    assert [str(d) for d in body.details] == ["convolution 3 × 3", "normalisation", "ReLU"]


def test_a_recurrent_network_leads_back():
    found = rows(small_recurrent(), last_of_four)
    (first,) = (r for r in found if str(r.names[0]) == "first")
    back = [r for r in first.sources if found.index(r) > found.index(first)]
    assert [str(r.names[0]) for r in back] == ["+ added"] and first.uses == 4


@every_task
def test_no_skip_crosses_a_box_or_runs_upon_another(task):
    network, run = built(task)
    boxes = _place(rows(network, run, task.channels), 64)
    lanes = _lanes(boxes)
    for start, end, x in lanes:
        assert all(x < box.left for box in boxes[start + 1 : end] if box.top > 0)
        others = [
            other for a, b, other in lanes if (a, b) != (start, end) and a < end and start < b
        ]
        assert all(abs(other - x) >= 4 for other in others)


def test_stages_go_by_readable_names():
    network = small_unet()
    paths = [path for path, _ in stages(network)]
    assert paths[:2] == ["head", "encoders.0"]
    assert str(name_of(network, "encoders.0", with_kind=False)) == "encoder 1"

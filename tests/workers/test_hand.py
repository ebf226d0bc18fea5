import pytest

from core.sentence import Sentence
from core.workers.folder import JobFolder
from core.workers.hand import Hand, Stopped


@pytest.fixture
def job(tmp_path):
    job = JobFolder(tmp_path / "job")
    job.create("toy", {"rate": 1})
    return job


def steps(job):
    return [report.step for report in job.reports()]


def test_reports_after_the_checkpoint_make_way_for_those_of_the_next_run(job):
    for step in range(5):
        Hand(job).report(step, 0)
    Hand(job).report(3, 0)
    assert steps(job) == [0, 1, 2, 3]


def test_reports_grow_sparse_before_they_grow_too_many(job, monkeypatch):
    monkeypatch.setattr("core.workers.hand.MOST_REPORTS", 8)
    hand = Hand(job)
    for step in range(100):
        hand.report(step, 0)
        assert len(steps(job)) <= 9 and steps(job)[-1] == step
    assert steps(job)[0] == 0 and len(steps(job)) >= 4


def test_a_note_keeps_its_gaps_so_that_it_can_be_translated(job):
    note = Sentence("{count} of {what}", {"count": 3, "what": Sentence("shoes")})
    Hand(job).report(1, 0.5, note=note)
    assert job.reports()[0].note == note


def test_before_a_pause_or_an_end_a_report_is_due(job):
    hand = Hand(job)
    assert hand.due(1e9) and not hand.due(1e9)
    job.order("stop")
    hand._look_at = 0  # as if the next look were due
    assert hand.due(1e9)
    with pytest.raises(Stopped):
        hand.check()


def test_a_checkpoint_is_saved_where_the_work_is_paused(job):
    hand = Hand(job)
    hand.keep(lambda path: path.write_text("kept"), every=1e9)
    for order in ("pause", "step"):
        job.order(order)
    hand.check()  # the step
    job.order("stop")
    with pytest.raises(Stopped):
        hand.check()
    hand.end("stopped")
    assert hand.checkpoint.read_text() == "kept" and job.read_state()["state"] == "stopped"


def test_who_goes_on_in_the_middle_of_a_step_is_told_to_be_running(job, monkeypatch):
    orders = iter(["step", "continue"])
    monkeypatch.setattr("core.workers.hand.sleep", lambda seconds: job.order(next(orders)))
    hand = Hand(job)
    job.order("pause")
    hand.check()  # rests until the step
    assert job.read_state()["state"] == "paused"
    job.order(next(orders))
    hand.check()
    assert job.read_state()["state"] == "running"

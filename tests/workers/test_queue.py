import os
import signal
import time

import numpy as np
import pytest

from core.sentence import InputError
from core.workers import JobQueue
from core.workers.folder import JobFolder
from core.workers.sweeping import sweep

KINDS = {
    name: f"tests.workers.toys:{name}" for name in ("count", "draw", "refuse", "fall", "ignore")
}


def queue_in(folder, **limits):
    return JobQueue(folder, kinds=KINDS, warm_up="tests.workers.toys:prepare", **limits)


@pytest.fixture
def queue(tmp_path):
    queue = queue_in(tmp_path)
    yield queue
    queue.close()


def count(queue, total, pause):
    return queue.submit("count", {"total": total, "pause": pause})


def wait_until(queue, job, condition):
    """Return the first status that is as it should be."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if condition(status := queue.status(job)):
            return status
        time.sleep(0.005)
    raise AssertionError(queue.status(job))


def wait_for(queue, job, *states):
    return wait_until(queue, job, lambda status: status.state in states)


def test_a_job_reports_and_hands_over_what_it_made(queue):
    job = queue.submit("draw", {"side": 3}, {"end.txt": b"that was it"})
    status = wait_for(queue, job, "finished")
    assert (status.step, status.share, status.position) == (1, 1, 0)
    (report,) = queue.reports(job)
    assert str(report.note) == "A square of 3" and report.numbers == {"area": 9}
    assert queue.reports(job, since=1) == []
    np.testing.assert_array_equal(queue.latest(job)["square"], np.ones((3, 3)))
    assert (queue.folder(job) / "end.txt").read_text() == "that was it"


def test_who_comes_later_waits_in_order_and_may_leave(queue):
    first = count(queue, 10_000, 0.005)
    wait_for(queue, first, "running")
    others = [count(queue, 1, 0) for _ in range(3)]
    assert [queue.status(job).position for job in others] == [1, 2, 3]
    queue.tell(others[0], "stop")
    assert [queue.status(job).position for job in others] == [0, 1, 2]
    queue.tell(first, "stop")
    wait_for(queue, others[2], "finished")
    states = [queue.status(job).state for job in (first, *others)]
    assert states == ["stopped", "stopped", "finished", "finished"]


def test_a_step_is_one_step_and_settings_change_meanwhile(queue):
    job = count(queue, 10_000, 0.005)
    wait_until(queue, job, lambda status: status.step > 0)
    queue.tell(job, "pause")
    start = wait_for(queue, job, "paused").step
    for number in (start + 1, start + 2):
        queue.tell(job, "step")
        assert wait_until(queue, job, lambda status, n=number: status.step >= n).step == number
    queue.tell(job, "change", {"pause": 0.002})
    queue.tell(job, "continue")
    wait_until(queue, job, lambda status: status.step > start + 9 and status.state == "running")
    assert queue.reports(job)[-1].numbers == {"pause": 0.002}
    assert queue.status(job).settings["pause"] == 0.002


def test_a_killed_worker_is_seen_and_its_job_goes_on_from_the_checkpoint(queue):
    job = count(queue, 10_000, 0.005)
    kept = queue.folder(job).parent / "checkpoint"
    wait_until(queue, job, lambda status: kept.exists())
    os.kill(queue._find(job).read_state()["pid"], signal.SIGKILL)
    wait_for(queue, job, "interrupted")
    number = int(kept.read_text())
    queue.tell(job, "pause")  # not for the next run
    queue.tell(job, "change", {"total": number + 2})
    queue.resume(job)
    status = wait_for(queue, job, "finished")
    steps = [report.step for report in queue.reports(job)]
    assert status.step == number + 2 and number > 0
    assert steps == sorted(set(steps))


def test_a_new_server_finds_the_jobs_of_the_old_one(queue, tmp_path):
    running, waiting = count(queue, 10_000, 0.005), count(queue, 2, 0)
    wait_until(queue, running, lambda status: status.step > 5)
    queue.close()  # its workers see what they see when it is killed
    new = queue_in(tmp_path)
    try:
        assert new.status(running).state == "interrupted"
        wait_for(new, waiting, "finished")
        new.tell(running, "change", {"total": 0})
        new.resume(running)
        assert wait_for(new, running, "finished").step > 5  # where it was put down
    finally:
        new.close()


def test_two_servers_start_a_job_once(queue, tmp_path):
    other = queue_in(tmp_path)
    try:
        jobs = [count(server, 3, 0.01) for server in (queue, other)]
        for job in jobs:
            assert wait_for(other, job, "finished").step == 3
    finally:
        other.close()


def test_failures_are_said_in_a_sentence(queue, capfd):
    queue.warm()
    refused, fallen = queue.submit("refuse", {"name": "cat"}), queue.submit("fall", {})
    assert str(wait_for(queue, refused, "failed").failure) == "There is no cat."
    assert "log says why" in str(wait_for(queue, fallen, "failed").failure)
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_a_job_makes_room_where_others_wait_and_can_go_on(tmp_path):
    queue = queue_in(tmp_path, minutes=0)
    try:
        long = count(queue, 10_000, 0.005)
        wait_for(queue, long, "running")
        short = count(queue, 1, 0)
        assert "make room" in str(wait_for(queue, long, "stopped").failure)
        wait_for(queue, short, "finished")
    finally:
        queue.close()


def test_work_that_does_not_heed_stop_is_killed(queue, monkeypatch):
    monkeypatch.setattr("core.workers.supervisor.STUBBORN", -1)
    job = queue.submit("ignore", {})
    wait_for(queue, job, "running")
    queue.tell(job, "stop")
    wait_for(queue, job, "stopped")


@pytest.mark.parametrize("job_id", ["../secrets", "0" * 32, "", "A" * 32])
def test_what_is_no_job_is_refused(queue, job_id):
    with pytest.raises(InputError, match="not kept"):
        queue.status(job_id)


def test_a_full_queue_turns_jobs_away(tmp_path):
    queue = queue_in(tmp_path, longest_queue=0)
    with pytest.raises(InputError, match="0 jobs wait"):
        count(queue, 1, 0)


def test_jobs_nobody_asks_for_are_deleted_and_so_are_the_oldest_when_all_are_too_large(tmp_path):
    names = [digit * 32 for digit in "abcd"]
    for age, name in enumerate(names):
        job = JobFolder(tmp_path / name)
        job.create("count", {})
        job.checkpoint.write_bytes(bytes(600_000))
        then = time.time() - age * 3600
        os.utime(job.path / "job.json", (then, then))
    sweep(tmp_path, hours=2.5, megabytes=1, busy=[names[2]])
    assert sorted(path.name for path in tmp_path.iterdir()) == [names[0], names[2]]

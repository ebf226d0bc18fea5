import numpy as np
import pytest

from core.augmentation import METHODS, study_data
from core.augmentation.pipeline import Pipeline, Stage
from core.augmentation.study import Study, work
from core.augmentation.study_data import Split, few, held_back
from core.augmentation.study_generated import generated
from core.augmentation.study_plan import MOST_TRAININGS, Size, plan_of, settings_of
from core.augmentation.study_results import Results, judgement
from core.augmentation.study_training import augmented
from core.data import Collection, drawn
from core.sentence import InputError
from core.workers.folder import JobFolder
from core.workers.hand import Hand, Stopped

METHOD = {method.id: method for method in METHODS}
UPSIDE_DOWN = Stage.of(METHOD["flip"], direction="vertical", probability=1)
SMALL = Size(per_class=5, seeds=2, steps=5)
SETTINGS = settings_of(SMALL, Pipeline((UPSIDE_DOWN,)))


@pytest.fixture
def split():
    return Split(drawn(8, side=16), drawn(2, side=16, seed=1))


def finished(study, jobs=1):
    for _ in study.train(jobs):
        pass
    return study.results


def results(accuracies):
    """Return results of two classes with ten pictures each, by arm and seed."""
    found = Results.empty(len(accuracies), len(accuracies[0]), 2, 1)
    right = np.rint(10 * np.array(accuracies)).astype(int)
    for k in range(2):
        found.confusion[:, :, k, k], found.confusion[:, :, k, 1 - k] = right, 10 - right
    found.done[:] = True
    return found


def test_a_plan_survives_json_and_compares_a_method_once():
    pipeline = Pipeline((UPSIDE_DOWN, Stage.of(METHOD["rotate"])))
    again = [UPSIDE_DOWN.seeded(7), Stage.of(METHOD["rotate"], degrees=90)]
    plan = plan_of(settings_of(SMALL, pipeline, again, generated=True))
    kinds = [arm.kind for arm in plan.arms]
    assert kinds == ["without", "stage", "stage", "pipeline", "chosen", "generated"]
    assert str(plan.arms[4].title) == "Rotation (2)" and plan.trainings == 12


def test_plans_that_compare_nothing_or_too_much_are_refused():
    with pytest.raises(InputError, match="nothing to compare"):
        plan_of(settings_of(SMALL, Pipeline()))
    with pytest.raises(InputError, match=f"at most {MOST_TRAININGS}"):
        plan_of(settings_of(Size(seeds=10), Pipeline((UPSIDE_DOWN,) * 9)))


def test_the_figures_of_a_confusion_matrix():
    found = judgement(np.array([[3, 1], [2, 4]]))
    assert found.accuracy == pytest.approx(0.7)
    assert found.precision == pytest.approx((3 / 5 + 4 / 5) / 2)
    assert found.recall == pytest.approx((3 / 4 + 4 / 6) / 2)


def test_what_the_seeds_have_in_common_drops_out_of_a_difference():
    found = results([[0.5, 0.7, 0.9], [0.6, 0.8, 1.0]])
    gain = found.difference(1)
    assert (gain.mean, gain.low, gain.high) == pytest.approx((0.1, 0.1, 0.1)) and gain.is_clear
    assert found.figure(1, "accuracy").low < found.figure(0, "accuracy").mean
    assert [change.mean for change in found.class_difference(1)] == pytest.approx([0.1, 0.1])


def test_only_seeds_that_both_have_are_compared():
    found = results([[0.5, 0.7], [0.6, 0.9]])
    found.done[1, 1] = False
    assert found.difference(1).mean == pytest.approx(0.1)
    assert not found.difference(1).is_clear  # a single seed proves nothing


def test_each_picture_is_augmented_whole(split):
    made = augmented(split.test, Pipeline((UPSIDE_DOWN,)), seed=3)
    assert np.array_equal(made, split.test.pictures[:, ::-1])


def test_a_study_put_down_and_taken_up_ends_as_if_it_had_not_been(split):
    plan = plan_of(SETTINGS)
    whole = finished(Study.new(plan, split), jobs=2)
    second = Study.new(plan, split)
    for name, kept in whole.arrays().items():
        getattr(second.results, name)[:, 0] = kept[:, 0]  # the first seed is done
    again = finished(second)
    assert whole.done.all() and whole.confusion.sum() == 2 * 2 * len(split.test)
    for name, kept in whole.arrays().items():
        assert np.array_equal(kept, getattr(again, name)), name


def test_a_stop_ends_all_trainings(split):
    def stop():
        raise Stopped

    study = Study.new(plan_of(SETTINGS), split, stop)
    with pytest.raises(Stopped):
        finished(study, jobs=2)
    assert not study.results.done.any()


def test_the_work_reports_what_it_found(tmp_path, monkeypatch):
    monkeypatch.setattr(study_data, "DRAWN", 6)
    monkeypatch.setattr(study_data, "DRAWN_TEST", 1)
    job = JobFolder(tmp_path / "job")
    job.create("augmentation_study", SETTINGS)
    work(Hand(job))
    found = Results.read(job.read_arrays())
    assert found.done.all() and job.reports()[-1].share == 1
    assert job.reports()[-1].numbers == {"trainings": 4, "of": 4}


def test_own_pictures_are_judged_by_others_than_were_learned_from():
    pictures = np.arange(40, dtype=np.uint8).repeat(256).reshape(40, 16, 16, 1)
    own = Collection("own", pictures, np.arange(40) % 3, ("a", "b", "c"))
    parts = held_back(own)
    seen, judged = (set(part.pictures[:, 0, 0, 0]) for part in (parts.train, parts.test))
    assert not seen & judged and len(seen | judged) == 40
    assert set(parts.train.labels) == set(parts.test.labels) == {0, 1, 2}
    assert len(few(parts, 200, seed=0)) == 3 * min(np.bincount(parts.train.labels))


def test_generated_pictures_are_of_every_class_alike(monkeypatch):
    monkeypatch.setattr("core.augmentation.study_generated.STEPS", 2)
    pictures = drawn(2, side=16)
    made = generated("drawn", pictures, seed=1)
    assert made.pictures.shape == (5 * len(pictures), 16, 16, 1)
    assert set(np.bincount(made.labels)) == {10}

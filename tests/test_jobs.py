import os

import pytest

from core.jobs import each
from core.sentence import InputError


def square(number):
    if number == 3:
        raise InputError("There is no {number}.", number=number)
    if number == 4:
        raise ZeroDivisionError("four\nlines")
    return number**2


def die(number):
    os._exit(1)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_failure_does_not_stop_the_others(jobs):
    outcomes = list(each(square, range(6), jobs=jobs, ordered=True))
    assert [outcome.value for outcome in outcomes] == [0, 1, 4, None, None, 25]
    assert str(outcomes[3].failure) == "There is no 3."
    assert str(outcomes[4].failure) == "Unexpected ZeroDivisionError: four"


def test_results_without_order_are_all_there():
    outcomes = each(square, range(3), jobs=2, backend="threading")
    assert {outcome.item: outcome.get() for outcome in outcomes} == {0: 0, 1: 1, 2: 4}


def test_asking_for_what_failed_raises():
    (outcome,) = each(square, [3])
    with pytest.raises(InputError, match="There is no 3"):
        outcome.get()


def test_one_job_takes_items_only_as_they_are_needed():
    outcomes = each(square, iter([1, 2, *"x"]))
    assert [next(outcomes).value, next(outcomes).value] == [1, 4]


@pytest.mark.filterwarnings("ignore")
def test_a_process_that_dies_is_said():
    with pytest.raises(InputError, match="killed"):
        list(each(die, range(2), jobs=2))


def test_an_unknown_backend_is_refused():
    with pytest.raises(InputError, match="no backend cloud; there are loky"):
        list(each(square, [1], backend="cloud"))

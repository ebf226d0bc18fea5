import numpy as np
import pytest

from core.metrics.generative import NAMES, Seen, compare, figures


class Mean:
    """Four features of a picture, and two kinds: dark or bright."""

    name, kind = "four means", "classifier"

    def see(self, pictures):
        quarters = pictures.reshape(len(pictures), 4, -1).mean(2)
        bright = quarters.mean(1)
        return Seen(quarters.astype(np.float64), np.stack([1 - bright, bright], 1))


def pictures(count, seed, brightness=1.0):
    return brightness * np.random.default_rng(seed).random((count, 8, 8, 1))


def test_every_figure_comes_with_its_interval_and_numbers():
    found = compare(pictures(200, 0), pictures(150, 1), Mean(), resamples=50)
    assert tuple(figure.name for figure in found) == NAMES["classifier"]
    for figure in found:
        assert (figure.real_n, figure.n, figure.refusal) == (200, 150, None)
        assert figure.low <= figure.value <= figure.high


def test_made_ones_that_differ_are_found_worse_in_all_that_looks_at_real_ones():
    real = pictures(200, 0)
    same = compare(real, pictures(200, 1), Mean(), resamples=50)
    darker = compare(real, pictures(200, 1, 0.5), Mean(), resamples=50)
    for place in (0, 1):
        assert darker[place].low > same[place].high
    assert darker[3].high < same[3].low


def test_the_same_seed_gives_the_same_figures():
    one, two = (compare(pictures(120, 0), pictures(120, 1), Mean(), 5, 20) for _ in range(2))
    assert one == two


@pytest.mark.parametrize(("count", "features", "refused"), [(99, 2, 5), (150, 150, 1)])
def test_what_means_nothing_is_refused_and_says_from_how_many_on(count, features, refused):
    rng = np.random.default_rng(0)
    seen = Seen(rng.normal(size=(count, features)), rng.dirichlet([1, 1], count))
    found = list(figures(seen, seen, "classifier", resamples=5))
    said = [str(figure.refusal) for figure in found if figure.refusal is not None]
    assert len(said) == refused
    assert str(max(100, features + 1)) in said[0] and str(count) in said[0]
    assert np.isnan(found[0].value)


def test_no_figure_goes_by_the_name_of_a_published_one():
    names = {name for every in NAMES.values() for name in every}
    assert not names & {"FID", "KID", "Inception Score"}

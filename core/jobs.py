"""Independent pieces of work, one after another or at once: here, or on a cluster by one option."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Generic, TypeVar, cast

from core.sentence import InputError, Sentence

Item = TypeVar("Item")
Value = TypeVar("Value")

CLUSTERS = {"dask": "distributed", "ray": "ray"}  # backend: the package it needs
BACKENDS = ("loky", "threading", *CLUSTERS)


@dataclass(frozen=True)
class Outcome(Generic[Item, Value]):
    """What became of one piece: a value, or the sentence that says why there is none."""

    item: Item
    value: Value | None = None
    failure: Sentence | None = None

    def get(self) -> Value:
        """Return the value.

        Raises:
            InputError: There is none.
        """
        if self.failure is not None:
            raise InputError(self.failure.template, **self.failure.values)
        return cast(Value, self.value)


def each(
    function: Callable[[Item], Value],
    items: Iterable[Item],
    *,
    jobs: int = 1,
    backend: str = "loky",
    ordered: bool = False,
) -> Iterator[Outcome[Item, Value]]:
    """Yield what the function makes of each item, as soon as it is made.

    An item that fails does not stop the others.

    Args:
        function: Importable by name, so that other processes find it.
        items: Taken a few at a time, so they may be many.
        jobs: Pieces at the same time; one works in this process, -1 takes every core.
        backend: loky and threading work on this machine, dask and ray on their cluster.
        ordered: Whether results come in the order of the items.

    Raises:
        InputError: There is no such backend, its package is not installed, or a process died.
    """
    from joblib import Parallel, delayed, parallel_config
    from joblib.externals.loky.process_executor import TerminatedWorkerError

    _cluster = _connect(backend)  # closed when no one refers to it
    if jobs == 1 and backend not in CLUSTERS:
        yield from (_attempt(function, item) for item in items)
        return
    eager = backend in CLUSTERS  # theirs give nothing back before the end
    returned = "list" if eager else "generator" if ordered else "generator_unordered"
    with parallel_config(backend=backend, n_jobs=jobs):  # Parallel alone knows no clusters
        parallel = Parallel(return_as=returned, max_nbytes=None)
    try:
        yield from parallel(delayed(_attempt)(function, item) for item in items)
    except TerminatedWorkerError:
        raise InputError(
            "A process was killed, most likely for lack of memory: try fewer jobs."
        ) from None


def check_backend(name: str) -> None:
    """Refuse a backend that does not exist.

    Raises:
        InputError: There is none of that name.
    """
    if name not in BACKENDS:
        names = ", ".join(BACKENDS)
        raise InputError("There is no backend {name}; there are {names}.", name=name, names=names)


def _attempt(function: Callable[[Item], Value], item: Item) -> Outcome[Item, Value]:
    try:
        return Outcome(item, function(item))
    except InputError as error:
        return Outcome(item, failure=error.sentence)
    except Exception as error:
        values = {"kind": type(error).__name__, "message": _first_line(error)}
        return Outcome(item, failure=Sentence("Unexpected {kind}: {message}", values))


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), "no message")[:200]


def _connect(backend: str) -> Any:
    """Tell joblib about a cluster, joining the one that the environment names."""
    check_backend(backend)
    try:
        if backend == "dask":
            return import_module("distributed").Client()
        if backend == "ray":
            return import_module("ray.util.joblib").register_ray()
    except ImportError:
        raise InputError(
            "The backend {name} needs the package {package}, which is not installed.",
            name=backend,
            package=CLUSTERS[backend],
        ) from None
    return None

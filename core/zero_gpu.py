"""ZeroGPU, the Spaces whose GPU is lent by the call: all that it asks of us, in one place.

What it lends the GPU to runs in another process, so that only names, numbers and pictures go
there and come back; networks must be on the GPU before the server starts.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, TypeVar

from core.device import lent_gpu, on_zero_gpu
from core.fields import find_method
from core.image import Image
from core.method import Frame
from core.recipe import Step
from core.sentence import InputError, Sentence
from core.trainings import TASKS

Function = TypeVar("Function", bound=Callable[..., Any])
START = 10.0  # seconds until the GPU is there and its kernels are chosen
PER_MEGAPIXEL = 5.0  # seconds, generously


def lend(function: Function, seconds: Callable[..., float]) -> Function:
    """Return a generator function that runs where the GPU is; elsewhere it stays as it is.

    Args:
        function: At the top of its module; what it takes and yields travels by pickle.
        seconds: Takes the same arguments and returns how long it may take.
    """
    if not on_zero_gpu():
        return function
    borrowed: Function = import_module("spaces").GPU(function, duration=seconds)
    return borrowed


def is_lent_for(step: Step) -> bool:
    """Tell whether a step runs on a GPU that is lent for it."""
    return on_zero_gpu() and step.method.is_learned


def frames(step: Step, images: Sequence[Image]) -> Iterator[Frame]:
    """Yield a step's frames, on a lent GPU where it is a learned one and that is to be had.

    Raises:
        InputError: The method refuses, or no GPU is lent.
    """
    if not is_lent_for(step):
        yield from step.frames(*images)
        return
    try:
        for look in _lent(step.method.address, dict(step.settings), tuple(images)):
            if isinstance(look, Sentence):
                raise InputError(look.template, **look.values)
            yield look
    except InputError:
        raise
    except Exception as error:  # its own class is gradio's, which core does not know
        logging.warning("ZeroGPU", exc_info=True)
        reason = getattr(error, "message", None) or error
        raise InputError("No GPU was lent for this: {reason}", reason=reason) from None


def preload() -> None:
    """Bring all shipped networks to the GPU; in the main thread, before the server starts."""
    import torch

    from core.nn.weights import load

    for task in TASKS:
        try:
            load(task, device=torch.device("cuda"))
        except InputError as error:
            logging.warning("%s", error)


def _run(
    address: str, settings: Mapping[str, Any], images: tuple[Image, ...]
) -> Iterator[Frame | Sentence]:
    """Yield the frames where the GPU is; of errors only gradio's own would come back whole."""
    try:
        with lent_gpu():
            yield from find_method(address).frames(*images, **settings)
    except InputError as error:
        yield error.sentence


def _seconds(address: str, settings: Mapping[str, Any], images: tuple[Image, ...]) -> float:
    pixels = sum(image.shape[0] * image.shape[1] for image in images)
    return START + PER_MEGAPIXEL * pixels / 1e6


_lent = lend(_run, _seconds)

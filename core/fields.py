"""All fields and their methods, by the addresses that recipes use."""

from core import (
    augmentation,
    automata,
    degradation,
    denoising,
    generation,
    lsystems,
    superresolution,
)
from core.method import Method
from core.sentence import InputError

FIELDS: dict[str, tuple[Method, ...]] = {
    "degradation": (*degradation.METHODS, *degradation.SHRINKING),
    "denoising": denoising.METHODS,
    "superresolution": superresolution.METHODS,
    "generation": generation.METHODS,
    "augmentation": augmentation.METHODS,
    "automata": automata.METHODS,
    "lsystems": lsystems.METHODS,
}


def find_method(address: str) -> Method:
    """Return the method at an address such as denoising.median.

    Raises:
        InputError: There is no such field, or no such method in it.
    """
    field, _, name = address.partition(".")
    if field not in FIELDS:
        fields = ", ".join(FIELDS)
        raise InputError("There is no field {name}; there are {names}.", name=field, names=fields)
    for method in FIELDS[field]:
        if method.id == name:
            return method
    names = ", ".join(method.id for method in FIELDS[field])
    raise InputError(
        "There is no method {name} in {field}; there are {names}.",
        name=name,
        field=field,
        names=names,
    )

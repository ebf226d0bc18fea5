"""All fields and their methods, by the addresses that recipes use."""

from core import (
    augmentation,
    automata,
    degradation,
    denoising,
    generation,
    inpainting,
    kernels,
    lsystems,
    masks,
    superresolution,
)
from core.field import Field
from core.method import Method
from core.sentence import InputError

FIELDS: tuple[Field, ...] = (
    degradation.FIELD,
    denoising.FIELD,
    superresolution.FIELD,
    inpainting.FIELD,
    generation.FIELD,
    augmentation.FIELD,
    automata.FIELD,
    lsystems.FIELD,
    masks.FIELD,
    kernels.FIELD,
)


def all_methods() -> tuple[Method, ...]:
    """Return the methods of all fields."""
    return tuple(method for field in FIELDS for method in field.methods)


def find_field(name: str) -> Field:
    """Return the field of that name.

    Raises:
        InputError: There is none.
    """
    for field in FIELDS:
        if field.name == name:
            return field
    fields = ", ".join(field.name for field in FIELDS)
    raise InputError("There is no field {name}; there are {names}.", name=name, names=fields)


def find_method(address: str) -> Method:
    """Return the method at an address such as denoising.median.

    Raises:
        InputError: There is no such field, or no such method in it.
    """
    before, _, name = address.partition(".")
    field = find_field(before)
    for method in field.methods:
        if method.id == name:
            return method
    names = ", ".join(method.id for method in field.methods)
    raise InputError(
        "There is no method {name} in {field}; there are {names}.",
        name=name,
        field=field.name,
        names=names,
    )

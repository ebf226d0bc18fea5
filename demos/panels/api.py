"""One named endpoint of the site's API for every method."""

import inspect
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

import gradio as gr
from gradio.components.api_component import Api
from PIL import Image as Pillow

from core import __version__
from core.chain import Chain
from core.image import Image, to_pillow
from core.method import Frame, Method, Parameter
from core.recipe import Pictures, Recipe, step_of
from core.sentence import InputError
from demos.panels.events import HEAVY
from demos.panels.source import uploaded
from demos.panels.upload_box import UploadedImage
from demos.panels.work import Workshop

KINDS = {int: "integer", float: "number", bool: "boolean"}


def add_endpoints(methods: Iterable[Method], workshop: Workshop) -> None:
    """Offer methods one by one; what they are given is judged by their own checks.

    Nothing of it is seen: it belongs on a page of its own, which no visitor's browser asks for.
    """
    result = gr.Image(visible=False, format="png", label="result", buttons=[])
    first, other = (picture_in(label) for label in ("image", "picture"))
    for method in methods:
        asked = [other if p.fits is not None else setting_in(p) for p in method.parameters]
        gr.on(
            [],  # nothing on the page sets it off
            endpoint(method, workshop),
            [*([first] if method.takes_image else []), *asked],
            result,
            api_name=method.address.replace(".", "_"),
            api_description=describe(method),
            api_visibility="public",
            **HEAVY,
        )


def picture_in(label: str) -> UploadedImage:
    """Return what takes a program's file; nothing that is shown is its default."""
    return UploadedImage(visible=False, type="filepath", label=label, image_mode=None)


def setting_in(parameter: Parameter) -> Api:
    """Return what takes a setting from a program, and tells its type, bounds and choices."""
    default = "" if parameter.is_needed else parameter.default
    return Api(default, _schema(parameter), parameter.label)


def _schema(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": KINDS.get(parameter.type, "string")}
    if parameter.range is not None:
        schema |= {"minimum": parameter.range.low, "maximum": parameter.range.high}
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    return schema


def endpoint(method: Method, workshop: Workshop) -> Any:
    """Return the function behind an endpoint: settings and perhaps a file in, a picture out."""
    names = [*(["image"] if method.takes_image else []), *(p.name for p in method.parameters)]

    def call(*values: Any) -> Any:
        try:
            recipe, pictures = _asked(method, dict(zip(names, values, strict=True)))
            for look in workshop.watch(recipe, pictures):
                yield gr.skip() if isinstance(look, Frame) else carrying(look.image, str(recipe))
        except InputError as error:
            raise gr.Error(str(error), print_exception=False) from None

    call.__name__ = method.address.replace(".", "_")
    call.__doc__ = describe(method)
    call.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(n, inspect.Parameter.POSITIONAL_OR_KEYWORD) for n in names]
    )
    return call


def _asked(method: Method, values: dict[str, Any]) -> tuple[Recipe, Pictures]:
    """Return what an endpoint is to do, and the picture that it starts from."""
    pictures: dict[str, Image] = {}
    for parameter in method.parameters:
        if parameter.fits is not None:
            file = values.pop(parameter.name)
            if file is not None:
                source, _ = uploaded(*file)
                pictures |= source.pictures
                values[parameter.name] = Chain(source.recipe.head)
    if not method.takes_image:
        return Recipe(None, (step_of(method, values),)), pictures
    image = values.pop("image")
    if image is None:
        raise InputError("A picture is missing.")
    source, _ = uploaded(*image)
    return source.recipe.then(method, values), {**source.pictures, **pictures}


def describe(method: Method) -> str:
    """Return a docstring that tells a stranger, or a program, what the endpoint does."""
    lines = ["    image: Picture file."] if method.takes_image else []
    lines += [f"    {p.name}: {_meaning(p)}" for p in method.parameters]
    return "\n".join([method.docstring.summary, "", "Args:", *lines])


def _meaning(parameter: Parameter) -> str:
    if parameter.range is None:
        return parameter.help
    return f"{parameter.help} In [{parameter.range.low}, {parameter.range.high}]."


def carrying(image: Any, recipe: str) -> Pillow.Image:
    """Return a picture that carries its recipe, and a unique mark that keeps its file its own."""
    picture = to_pillow(image)
    picture.info = {
        "Recipe": recipe,
        "Software": f"Pixel Atelier {__version__}",
        "Run": uuid4().hex,
    }
    return picture

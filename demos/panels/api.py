"""One named endpoint of the page's API, and one tool of its MCP server, for every method."""

import inspect
from typing import Any
from uuid import uuid4

import gradio as gr
from PIL import Image as Pillow

from core import __version__
from core.chain import Chain
from core.image import Image, to_pillow
from core.method import Frame, Method, Parameter
from core.recipe import Pictures, Recipe, step_of
from core.sentence import InputError
from demos.panels.controls import Controls
from demos.panels.events import HEAVY
from demos.panels.page import Page
from demos.panels.source import uploaded
from demos.panels.upload_box import UploadedImage
from demos.panels.work import Workshop


def add_endpoints(page: Page) -> None:
    """Offer every method of the page, on the page's own widgets, with the same checks.

    Pictures come in through widgets of their own: what the page shows is nobody's default.
    """
    result = gr.Image(visible=False, format="png", label="result", buttons=[])
    first, other = (  # the picture that is worked on, and whichever setting is one
        UploadedImage(visible=False, type="filepath", label=label, image_mode=None)
        for label in ("image", "picture")
    )
    for controls in (*page.bench.damages.values(), *page.bench.methods.values()):
        pictures = [first] if controls.method.takes_image else []
        asked = [
            other if p.fits is not None else controls.widgets[p.name]
            for p in controls.method.parameters
        ]
        gr.on(
            [],  # nothing on the page sets it off
            endpoint(controls, page.workshop),
            [*pictures, *asked],
            result,
            api_name=controls.method.address.replace(".", "_"),
            api_description=describe(controls.method),
            api_visibility="public",
            **HEAVY,
        )


def endpoint(controls: Controls, workshop: Workshop) -> Any:
    """Return the function behind an endpoint: settings and perhaps a file in, a picture out."""
    method = controls.method
    names = [*(["image"] if method.takes_image else []), *controls.widgets]

    def call(*values: Any) -> Any:
        try:
            recipe, pictures = _asked(method, dict(zip(names, values, strict=True)))
            for look in workshop.watch(recipe, pictures):
                yield gr.skip() if isinstance(look, Frame) else _carrying(look.image, str(recipe))
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


def _carrying(image: Any, recipe: str) -> Pillow.Image:
    """Return a picture that carries its recipe, and a unique mark that keeps its file its own."""
    picture = to_pillow(image)
    picture.info = {
        "Recipe": recipe,
        "Software": f"Pixel Atelier {__version__}",
        "Run": uuid4().hex,
    }
    return picture

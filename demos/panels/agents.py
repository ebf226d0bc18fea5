"""The few tools of the MCP server, which are endpoints of the API as well."""

import asyncio
from collections.abc import Callable
from typing import Any

import gradio as gr
from gradio.components.api_component import Api
from PIL import Image as Pillow

from core.denoising.noise_level import estimate_sigma
from core.fields import FIELDS, find_method
from core.image import Image
from core.method import Method
from core.metrics import psnr, ssim
from core.recipe import Pictures, Recipe
from core.recipe_text import parse
from core.sentence import InputError
from core.told import told
from demos.panels.api import carrying, describe, picture_in
from demos.panels.events import HEAVY
from demos.panels.source import uploaded
from demos.panels.work import Workshop

TOOLS = {"run_recipe", "compare", "list_methods", "describe_method", "estimate_noise"}
File = tuple[str, str] | None  # where it lies, and what it is called


def add_tools(workshop: Workshop) -> None:
    """Draw what programs call, on a page that nobody sees."""
    image = picture_in("image")
    text = {"type": "string"}
    recipe = Api('sample("camera") | denoising.median(radius=2)', text, "recipe")
    address = Api("denoising.median", text, "method")
    made = gr.Image(visible=False, format="png", label="result", buttons=[])
    answer = Api(None, {}, "answer")
    tools: tuple[tuple[Callable[..., Any], list[Any], list[Any]], ...] = (
        (_run_recipe(workshop), [recipe, image], [made, answer]),
        (_compare(workshop), [recipe, image], [answer]),
        (list_methods, [], [answer]),
        (describe_method, [address], [answer]),
        (estimate_noise, [image], [answer]),
    )
    for tool, inputs, outputs in tools:
        gr.on(
            [], tool, inputs, outputs, api_name=tool.__name__, api_description=tool.__doc__,
            api_visibility="public", **HEAVY,
        )  # fmt: skip


def few_tools(site: gr.Blocks) -> None:
    """Leave agents the few tools: the schema of an endpoint per method is longer than most read."""
    server = site.mcp_server_obj
    if server is None:
        return

    async def outputs(job: Any) -> list[Any]:  # Gradio hands several on as one
        made = await asyncio.to_thread(job.result)
        return list(made) if isinstance(made, tuple) else [made]

    every = server.tool_to_endpoint.items()
    server.tool_to_endpoint = {name: e for name, e in every if e.removeprefix("/") in TOOLS}
    server._execute_tool_without_progress = outputs  # type: ignore[method-assign]


def _run_recipe(workshop: Workshop) -> Callable[..., Any]:
    def run_recipe(recipe: str, image: File = None) -> tuple[Pillow.Image, dict[str, Any]]:
        """Make the picture of a recipe, and score it where the truth is known.

        Args:
            recipe: A picture and steps, as sample("camera") | denoising.median(radius=2); with
                an image, the steps alone. list_methods tells what there is.
            image: Picture file that the steps work on.
        """
        try:
            asked, pictures = _read(recipe, image)
            made = workshop.result(asked, pictures).image
            scores = _scores(workshop, asked, made, pictures)
        except InputError as error:
            raise _refusal(error) from None
        return carrying(made, str(asked)), {"recipe": str(asked), **scores}

    return run_recipe


def _compare(workshop: Workshop) -> Callable[..., Any]:
    def compare(recipe: str, image: File = None) -> list[dict[str, Any]]:
        """Put every method of its field in the place of a recipe's last step, and score each.

        Args:
            recipe: As for run_recipe.
            image: As for run_recipe.
        """
        try:
            asked, pictures = _read(recipe, image)
            if not asked.steps:
                raise InputError("There is no step to compare.")
            methods = asked.steps[-1].method.field.methods
            return [_row(workshop, asked.before(), method, pictures) for method in methods]
        except InputError as error:
            raise _refusal(error) from None

    return compare


def _row(workshop: Workshop, before: Recipe, method: Method, pictures: Pictures) -> dict[str, Any]:
    try:
        recipe = before.then(method, told(before, method))
        result = workshop.result(recipe, pictures)
        scores = _scores(workshop, recipe, result.image, pictures)
    except InputError as error:
        return {"method": method.address, "refused": str(error)}
    return {"method": method.address, **scores, "seconds": round(result.seconds, 3)}


def list_methods() -> dict[str, dict[str, str]]:
    """Return all methods by field and address, each with what it does in a sentence."""
    return {field.name: {m.address: m.docstring.summary for m in field.methods} for field in FIELDS}


def describe_method(method: str) -> str:
    """Return what a method does, its settings with their bounds and defaults, and its source.

    Args:
        method: Its address, as denoising.median.
    """
    try:
        found = find_method(method)
    except InputError as error:
        raise _refusal(error) from None
    defaults = ", ".join(f"{p.name}={p.default!r}" for p in found.parameters if not p.is_needed)
    return f"{describe(found)}\n\nDefaults: {defaults}\n\n{found.docstring.source}"


def estimate_noise(image: File) -> float:
    """Return the standard deviation of a picture's noise, of 255.

    Args:
        image: Picture file.
    """
    try:
        if image is None:
            raise InputError("A picture is missing.")
        return round(float(estimate_sigma(uploaded(*image)[1])), 2)
    except InputError as error:
        raise _refusal(error) from None


def _read(text: str, image: File) -> tuple[Recipe, Pictures]:
    """Return a recipe, which works on the image if there is one, and its pictures."""
    if image is None:
        return parse(text), {}
    source, _ = uploaded(*image)
    return parse(f"{source.text} | {text}"), source.pictures


def _scores(
    workshop: Workshop, recipe: Recipe, image: Image, pictures: Pictures
) -> dict[str, float]:
    """Return what a result scores, where it can be scored and the truth is known."""
    if recipe.steps and not recipe.steps[-1].method.is_scored:
        return {}
    truth = workshop.truth(recipe, pictures)
    if truth is None or image.shape != truth.shape:
        return {}
    return {
        "psnr": round(float(psnr(image, truth)), 2),
        "ssim": round(float(ssim(image, truth)), 4),
    }


def _refusal(error: InputError) -> gr.Error:
    return gr.Error(str(error), print_exception=False)

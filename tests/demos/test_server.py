"""The server under a class of thirty, under hostile requests, and as an API."""

import asyncio
import io
import json
import re
import secrets
from concurrent.futures import ThreadPoolExecutor

import httpx
import numpy as np
import pytest
from gradio_client import Client, handle_file
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from PIL import Image as Pillow

from core import degradation, superresolution
from core.fields import FIELDS
from core.image import to_pillow
from core.metrics import psnr
from core.recipe_text import parse
from demos.panels.agents import TOOLS

CLASS = 30


def offered():
    """The methods of the fields that have a page, and the damages that pages deal."""
    paged = [field for field in FIELDS if field.lessons]
    return [*(m for f in paged for m in f.methods), *degradation.METHODS, *degradation.SHRINKING]


@pytest.fixture
def client(site):
    return Client(site, verbose=False)


async def press_run(http, site, config):
    """Do as the page does when Run is pressed with nothing changed; return the result's bytes."""
    run = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "run")
    event = next(
        d for d in config["dependencies"] if [run, "click"] in d["targets"] and d["backend_fn"]
    )
    values = {c["id"]: c["props"].get("value") for c in config["components"]}
    session = secrets.token_hex(5)
    body = {
        "data": [values[i] for i in event["inputs"]],
        "fn_index": event["id"],
        "session_hash": session,
        "trigger_id": run,
    }
    (await http.post(f"{site}gradio_api/queue/join", json=body)).raise_for_status()
    url = f"{site}gradio_api/queue/data?session_hash={session}"
    address = None
    async with http.stream("GET", url) as stream:
        async for line in stream.aiter_lines():
            found = re.search(r'"after"[\],:{\s]+"src":\s*"([^"]+)"', line)
            address = found[1] if found else address
            if '"process_completed"' in line:
                break
    return (await http.get(site.rstrip("/") + address)).content


def test_thirty_who_press_run_at_once_all_get_the_whole_picture(site):
    async def everybody():
        async with httpx.AsyncClient(timeout=60, limits=httpx.Limits(max_connections=99)) as http:
            config = (await http.get(f"{site}config")).json()
            return await asyncio.gather(*(press_run(http, site, config) for _ in range(CLASS)))

    with ThreadPoolExecutor() as pool:  # the browser tests leave a loop in this thread
        pictures = pool.submit(asyncio.run, everybody()).result()
    recipe = 'sample("camera") | degradation.gaussian_noise(sigma=25, seed=0)'
    expected = np.asarray(to_pillow(parse(recipe + " | denoising.unet()").run()))
    for content in pictures:
        np.testing.assert_array_equal(np.asarray(Pillow.open(io.BytesIO(content))), expected)


def test_an_oversized_body_is_refused(site):
    body = json.dumps({"data": ["x" * (30 * 2**20)], "fn_index": 0, "session_hash": "a"})
    assert httpx.post(f"{site}gradio_api/queue/join", content=body).status_code == 413


@pytest.mark.parametrize("path", ["pyproject.toml", "/etc/passwd", "core/image.py"])
def test_files_of_the_server_are_not_served(site, path):
    assert httpx.get(f"{site}gradio_api/file={path}").status_code in (403, 404)


def test_the_folder_of_made_pictures_keeps_its_secret(site):
    from demos.panels.publish import FOLDER, SECRET, publish

    address = publish("for this test", "a.txt", lambda: b"x")
    assert httpx.get(site + address.lstrip("/")).content == b"x"
    assert httpx.get(f"{site}gradio_api/file={FOLDER / SECRET}").status_code == 403


def test_every_method_is_one_named_endpoint(client):
    names = set(client.view_api(return_format="dict", print_info=False)["named_endpoints"])
    assert names == {f"/{m.field_id}_{m.id}" for m in offered()} | {f"/{t}" for t in TOOLS}


def test_an_endpoint_gives_the_pixels_of_the_package(client, tmp_path):
    image = parse('sample("cat")').run()
    to_pillow(image).save(tmp_path / "cat.png")
    made = client.predict(handle_file(tmp_path / "cat.png"), 2, api_name="/denoising_median")
    expected = to_pillow(parse('sample("cat") | denoising.median(radius=2)').run())
    np.testing.assert_array_equal(np.asarray(Pillow.open(made)), np.asarray(expected))


def test_an_endpoint_takes_a_file_for_a_setting_that_is_a_picture(client, tmp_path):
    for name in ("cat", "moon"):
        to_pillow(parse(f'sample("{name}")').run()).save(tmp_path / f"{name}.png")
    files = [handle_file(tmp_path / f"{name}.png") for name in ("cat", "moon")]
    made = client.predict(*files, 1.0, 1.0, 3, api_name="/augmentation_mixup")
    text = 'sample("cat") | augmentation.mixup(other=sample("moon"), seed=3)'
    expected = np.asarray(to_pillow(parse(text).run()))
    np.testing.assert_array_equal(np.asarray(Pillow.open(made)), expected)


@pytest.mark.parametrize("name", ["denoising_median", "superresolution_bicubic"])
def test_an_endpoint_without_a_picture_says_so(client, site, name):
    with pytest.raises(Exception, match="icture is missing"):
        client.predict(None, 2, api_name=f"/{name}")
    body = {"data": [None, 2]}
    called = httpx.post(f"{site}gradio_api/call/{name}", json=body).json()
    told = httpx.get(f"{site}gradio_api/call/{name}/{called['event_id']}").text
    assert "event: error" in told and "event: complete" not in told


def test_no_endpoint_has_a_picture_of_its_own(client):
    named = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
    for endpoint in named.values():
        for parameter in endpoint["parameters"]:
            if parameter["component"] == "Image":
                assert not parameter.get("parameter_default"), endpoint


def test_an_endpoint_checks_its_settings(client, tmp_path):
    Pillow.new("L", (9, 9)).save(tmp_path / "dot.png")
    with pytest.raises(Exception, match="999"):
        client.predict(handle_file(tmp_path / "dot.png"), 999, api_name="/denoising_median")


def test_an_agent_is_offered_few_tools(site):
    schema = httpx.get(f"{site}gradio_api/mcp/schema")
    assert {tool["name"] for tool in schema.json()} == {f"{tool}" for tool in TOOLS}
    assert len(schema.content) < 12_000


def test_an_agent_sees_the_picture_that_it_made_and_its_scores(site):
    async def call():
        async with (
            streamable_http_client(f"{site}gradio_api/mcp/") as (incoming, outgoing, _),
            ClientSession(incoming, outgoing) as session,
        ):
            await session.initialize()
            recipe = 'sample("camera") | degradation.gaussian_noise() | denoising.median()'
            return await session.call_tool("run_recipe", {"recipe": recipe})

    with ThreadPoolExecutor() as pool:
        content = pool.submit(asyncio.run, call()).result().content
    assert content[0].type == "image"
    assert "psnr" in content[-1].text


def test_no_visitor_downloads_the_endpoints(site):
    named = httpx.get(f"{site}config").json()
    own = set(named["page"][""]["dependencies"])
    public = {d["id"] for d in named["dependencies"] if d["api_visibility"] == "public"}
    assert public and not public & own


def test_an_agent_makes_describes_compares_and_measures(client, tmp_path):
    dirty = 'sample("camera") | degradation.gaussian_noise(sigma=25, seed=0)'
    made, told = client.predict(f"{dirty} | denoising.median(radius=2)", api_name="/run_recipe")
    image = parse(told["recipe"]).run()
    np.testing.assert_array_equal(np.asarray(Pillow.open(made)), np.asarray(to_pillow(image)))
    assert told["psnr"] == round(psnr(image, parse('sample("camera")').run()), 2)
    to_pillow(parse(dirty).run()).save(tmp_path / "dirty.png")
    file = handle_file(tmp_path / "dirty.png")
    again, _ = client.predict("denoising.median(radius=2)", file, api_name="/run_recipe")
    assert Pillow.open(again).size == image.shape[1::-1]
    assert abs(client.predict(file, api_name="/estimate_noise") - 25) < 3
    described = client.predict("denoising.median", api_name="/describe_method")
    assert "radius" in described
    assert "denoising.median" in client.predict(api_name="/list_methods")["denoising"]


@pytest.mark.parametrize("recipe", ["nonsense", "denoising.median()", 'sample("camera") | a.b()'])
def test_an_agent_is_refused_in_a_sentence(client, recipe):
    with pytest.raises(Exception, match=r"\w+ .*\."):
        client.predict(recipe, api_name="/run_recipe")


def test_an_agent_compares_the_methods_of_a_field(client):
    recipe = 'sample("cat") | degradation.shrink(scale=4) | superresolution.bicubic(scale=4)'
    rows = client.predict(recipe, api_name="/compare")
    assert {row["method"] for row in rows} == {m.address for m in superresolution.METHODS}
    assert all(row.get("psnr", 99) > 10 for row in rows)

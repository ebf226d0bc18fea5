"""The whole site: masthead, tabs, links that restore a page, limits, and its launch."""

import threading
from collections.abc import Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import gradio as gr
from starlette.middleware import Middleware

from core import __version__, degradation
from core.device import on_zero_gpu
from core.fields import FIELDS
from core.method import Method
from core.recipe import Recipe
from core.recipe_text import parse
from core.sentence import InputError
from core.settings import settings
from core.zero_gpu import preload
from demos import TABS
from demos.documents import Documents, words_route
from demos.panels.agents import add_tools, few_tools
from demos.panels.api import add_endpoints
from demos.panels.choosers import Radio
from demos.panels.events import QUIET, connect_together, follow
from demos.panels.page import Page
from demos.panels.publish import FOLDER, SECRET
from demos.panels.source import Others
from demos.panels.text import message
from demos.panels.viewer import viewer_head
from demos.panels.well_events import offer_results
from demos.panels.work import Workshop
from demos.theme import theme
from demos.words import LANGUAGES, say, translations, word

ASSETS = Path(__file__).resolve().parents[1] / "assets"
TITLE = "Pixel Atelier"
PROGRAMS = "programs"  # page of the endpoints; no navigation shows it


def build(shown: Sequence[Any] = TABS) -> tuple[gr.Blocks, list[Page]]:
    """Draw the site, or some of its tabs; return it with its pages."""
    workshop = Workshop()
    with gr.Blocks(title=TITLE, analytics_enabled=False, delete_cache=(3600, 3600)) as site:
        language = _masthead(shown)
        pages: dict[str, Page] = {}
        with gr.Tabs(elem_id="tabs") as tabs:
            heads: dict[str, gr.Tab] = {}
            for tab in shown:
                with gr.Tab(word(tab.TITLE), id=tab.ID) as head:
                    page = tab.build(language, workshop)
                heads[tab.ID] = head
                if isinstance(page, Page):
                    pages[tab.ID] = page
        offer_results(pages, {tab.ID: tab.TITLE for tab in shown})
        _connect(site, tabs, language, heads, pages)
        follow(language, partial(_name_tabs, shown), [language], list(heads.values()))
        connect_together(language)
    with site.route("Programs", PROGRAMS, show_in_navbar=False):
        add_endpoints(_callable(), workshop)
        add_tools(workshop)
    return site, list(pages.values())


def _callable() -> list[Method]:
    """Return every method that a page can show, and every damage."""
    paged = [method for field in FIELDS if field.lessons for method in field.methods]
    damages = [m for m in (*degradation.METHODS, *degradation.SHRINKING) if m not in paged]
    return [*paged, *damages]


def _name_tabs(shown: Sequence[Any], language: str) -> list[Any]:
    # Gradio leaves the heads of tabs that are not open in the old language.
    return [gr.update(label=say(tab.TITLE, language)) for tab in shown]


def _masthead(shown: Sequence[Any]) -> gr.Radio:
    with gr.Row(elem_classes="masthead"):
        names = " ".join(tab.ID for tab in shown)  # for what opens a tab in the browser
        gr.HTML(
            f"<p data-tabs='{names}'><b>{TITLE}</b> "
            f"<span>{word('make pictures, mend pictures, see why')}</span></p>"
        )
        language = Radio(
            [(name, code) for code, name in LANGUAGES.items()],
            value="en",
            show_label=False,
            label="Language",
            container=False,
            elem_id="language",
            elem_classes="chips",
        )
    # Before all that the server words anew: the browser takes one event after the other.
    language.change(None, language, None, js="(code) => { atelier.speak(code) }", **QUIET)
    return language


def _connect(
    site: gr.Blocks,
    tabs: gr.Tabs,
    language: gr.Radio,
    heads: Mapping[str, gr.Tab],
    pages: Mapping[str, Page],
) -> None:
    """Restore a linked page, or show the first one's example; follow the language."""
    first = next(iter(pages.values()))
    widgets = [w for page in pages.values() for w in (*page.restorable, page.arrived)]
    opened = gr.Textbox(visible=False)  # name of the page that is to show its result

    def restore(chosen: str, request: gr.Request) -> dict[Any, Any]:
        query = dict(request.query_params)
        updates: dict[Any, Any] = {language: chosen, opened: _mark(first)}
        if "recipe" not in query:
            return updates
        try:
            return updates | _restore(tabs, opened, pages, query, chosen)
        except InputError as error:
            return updates | {first.arrived: message(say(error.sentence, chosen), "error")}

    def move(brought: tuple[str, str | None, Others, str] | None) -> dict[Any, Any]:
        if brought is None:
            return {opened: gr.skip()}
        text, path, others, said = brought
        return _show(tabs, opened, pages, parse(text), path, message(said), others)

    stands = site.load(
        restore, language, [tabs, language, opened, *widgets], js="() => atelier.open()",
        queue=False, **QUIET,
    )  # fmt: skip
    moves = [
        page.doors.leave.click(
            move, page.doors.elsewhere, [tabs, opened, *widgets], queue=False, **QUIET
        )
        for page in pages.values()
    ]
    for event in (stands, *moves):
        event.then(None, opened, None, js="(mark) => atelier.arrive(mark)", **QUIET)
    for name, page in pages.items():
        page.welcome()
        heads[name].select(None, js=f"() => atelier.visit('{page.name}')", **QUIET)
        page.follow_language()


def _mark(page: Page) -> str:
    """Return the page's name with a mark that tells each arrival from the last."""
    return f"{page.name} {uuid4().hex}"


def _restore(
    tabs: gr.Tabs,
    opened: gr.Textbox,
    pages: Mapping[str, Page],
    query: Mapping[str, str],
    language: str,
) -> dict[Any, Any]:
    recipe = parse(query["recipe"])
    said, made = "", query.get("version", __version__)
    if made != __version__:
        template = "This link was made by version {made}; this is {ours}."
        said = message(say(template, language, made=made, ours=__version__))
    return _show(tabs, opened, pages, recipe, None, said)


def _show(
    tabs: gr.Tabs,
    opened: gr.Textbox,
    pages: Mapping[str, Page],
    recipe: Recipe,
    path: str | None,
    said: str,
    others: Others = (),
) -> dict[Any, Any]:
    """Return the updates that open the page of a recipe's last method, set as the recipe says."""
    for name, page in pages.items():
        if recipe.steps and page.bench.offers(recipe.steps[-1].method):
            chosen = {tabs: gr.update(selected=name), opened: _mark(page), page.arrived: said}
            return chosen | page.restore(recipe, path, others)
    raise InputError("No page here shows {recipe}.", recipe=str(recipe)[:60])


def launch() -> None:
    """Start the server; GRADIO_SERVER_NAME and GRADIO_SERVER_PORT say where."""
    site, pages = build()
    site.queue(max_size=settings.queue_size, default_concurrency_limit=1)
    if on_zero_gpu():
        preload()
    else:
        threading.Thread(target=warm_up, args=[pages], daemon=True).start()
    site.launch(prevent_thread_lock=True, **launch_options())
    few_tools(site)
    site.block_thread()


def launch_options() -> dict[str, Any]:
    """Return the options of gr.Blocks.launch, for tests as well."""
    scripts = (ASSETS / "page.js").read_text(encoding="utf-8")
    return {
        "theme": theme(),
        "css": (ASSETS / "style.css").read_text(encoding="utf-8"),
        "head": f"{viewer_head()}\n<script>\n{scripts}\n</script>",
        "i18n": translations(),
        "allowed_paths": [str(FOLDER)],
        "blocked_paths": [str(FOLDER / SECRET)],
        "max_file_size": f"{settings.max_megabytes}mb",
        "app_kwargs": {
            "max_body_size": (settings.max_megabytes + 2) * 2**20,
            "middleware": [Middleware(Documents, pages=(PROGRAMS,))],
            "routes": [words_route()],
        },
        "state_session_capacity": 500,
        "footer_links": ["api", "settings"],
        "run_history": False,
        "enable_monitoring": False,
        "show_error": False,
        "ssr_mode": False,
        "pwa": False,
        "mcp_server": True,
    }


def warm_up(pages: Sequence[Page]) -> None:
    """Make the first examples, and import what the first click would wait for."""
    for page in pages:
        page.warm_up()
    for name in ("matplotlib.figure", "torch"):
        import_module(name)

"""Small pieces of the page as HTML."""

from html import escape

from gradio.i18n import I18nData

from demos.words import say


def cell_head(number: int, title: I18nData) -> str:
    """Return the heading of a cell, numbered but for 0."""
    return f'<h2 class="cell-head"><span>{number or ""}</span> {title}</h2>'


def message(text: str, kind: str = "note") -> str:
    """Return a sentence for the status line; an error is announced to screen readers."""
    if not text:
        return ""
    role = "alert" if kind == "error" else "status"
    return f'<p class="message {kind}" role="{role}">{escape(text)}</p>'


def progress_bar(text: str, share: float) -> str:
    """Return a bar that is filled to a share of one, with a sentence beside it."""
    label = escape(text)
    return (
        f'<p class="message" role="status"><progress max="1" value="{share:.3f}" '
        f'aria-label="{label}"></progress> {label}</p>'
    )


def big_figures(figures: list[tuple[str, str, str, str]], how: str) -> str:
    """Return scores as large figures: name, value, unit, and what it was before."""
    rows = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}<small> {escape(unit)}</small></dd>"
        f"<dd class='from'>{escape(before)}</dd></div>"
        for name, value, unit, before in figures
    )
    told = f'<p class="how">{escape(how)}</p>' if how else ""
    return f'<dl class="scores">{rows}</dl>{told}'


def code_cell(code: str, language: str) -> str:
    """Return Python as the page prints it, with a button that copies it."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    shown = highlight(code.strip(), PythonLexer(), HtmlFormatter(nowrap=True))
    return (
        f'<div class="code"><button type="button" class="button" data-copy-code '
        f'data-done="{escape(say("Copied", language))}">{escape(say("Copy", language))}</button>'
        f'<pre tabindex="0"><code>{shown}</code></pre></div>'
    )


def table(heads: list[tuple[str, bool]], rows: list[list[tuple[str, float | str]]]) -> str:
    """Return a table that the visitor can sort by each column.

    Args:
        heads: Title of each column, and whether it holds numbers.
        rows: For each row its cells: what is shown, and what is sorted by.
    """
    head = "".join(
        f'<th scope="col"{" class=number" if number else ""}><button type="button">{escape(title)}'
        "</button></th>"
        for title, number in heads
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<td{" class=number" if number else ""} data-key="{escape(str(key))}">'
            f"{escape(shown)}</td>"
            for (shown, key), (_, number) in zip(row, heads, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return f'<table class="sortable"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def take_away(recipe_query: str, picture: str, notebook: str, name: str, language: str) -> str:
    """Return the buttons that take the result home."""
    return (
        '<div class="take">'
        f'<a class="button" href="{escape(notebook)}" download="{escape(name)}.ipynb">'
        f"{escape(say('Download notebook', language))}</a>"
        f'<button type="button" class="button" data-copy-link="{escape(recipe_query)}" '
        f'data-done="{escape(say("Link copied", language))}">'
        f"{escape(say('Copy link', language))}</button>"
        f'<a class="button" href="{escape(picture)}" download="{escape(name)}.png">'
        f"{escape(say('Download picture', language))}</a></div>"
    )

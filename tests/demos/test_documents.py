"""What a browser asks for first: made once, compressed, in one language, for the right visitor."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from starlette.responses import PlainTextResponse

from demos.documents import AT_MOST, Documents
from demos.words import catalogue


class Site:
    """An app that tells what it was asked, and counts."""

    def __init__(self) -> None:
        self.asked = 0
        self.status = 200

    async def __call__(self, scope, receive, send):
        self.asked += 1
        await asyncio.sleep(0)
        who = dict(scope["headers"])
        text = "page " * 99 + who[b"host"].decode() + who.get(b"cookie", b"").decode()
        await PlainTextResponse(text, self.status)(scope, receive, send)


def ask(app, *requests):
    """Return the answers to requests that come all at once."""

    async def everybody():
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as http:
            return await asyncio.gather(*(http.get(path, headers=h) for path, h in requests))

    with ThreadPoolExecutor(1) as pool:  # the browser of other tests has a loop in this thread
        return pool.submit(asyncio.run, everybody()).result()


def test_thirty_who_come_at_once_are_answered_by_one_document():
    site = Site()
    answers = ask(Documents(site), *[("/", {})] * 30)
    assert site.asked == 1
    assert {a.text for a in answers} == {answers[0].text}


@pytest.mark.parametrize("coding", ["br", "gzip", "identity"])
@pytest.mark.parametrize("path", ["/", "/config", "/gradio_api/info"])
def test_a_document_comes_in_the_coding_that_was_asked_for(coding, path):
    app = Documents(Site())
    for _ in range(2):
        (answer,) = ask(app, (path, {"accept-encoding": coding}))
        assert answer.headers.get("content-encoding", "identity") == coding
        assert answer.text == "page " * 99 + "here"


@pytest.mark.parametrize(
    "header",
    [
        {"host": "there"},
        {"x-forwarded-host": "there"},
        {"x-forwarded-proto": "https"},
        {"authorization": "Basic x"},
        {"cookie": "access-token-1=x"},
    ],
)
def test_who_comes_by_another_address_or_name_gets_a_document_of_their_own(header):
    site = Site()
    app = Documents(site)
    ask(app, ("/", {}))
    ask(app, ("/", header))
    assert site.asked == 2


def test_what_does_not_change_the_document_does_not_make_it_anew():
    site = Site()
    app = Documents(site)
    for path in ("/", "/?recipe=x", "/?__theme=dark"):
        ask(app, (path, {"cookie": "a=b"}))
    assert site.asked == 1


def test_what_is_no_document_or_failed_is_asked_for_each_time():
    site = Site()
    app = Documents(site)
    ask(app, *[("/?deep_link=x", {})] * 2, *[("/gradio_api/file=x", {})] * 2)
    site.status = 500
    ask(app, *[("/", {})] * 2)
    assert site.asked == 6


def test_who_has_the_document_is_only_told_so():
    app = Documents(Site())
    (first,) = ask(app, ("/", {}))
    (again,) = ask(app, ("/", {"if-none-match": first.headers["etag"]}))
    assert (again.status_code, again.content) == (304, b"")


def test_no_visitor_can_fill_the_memory():
    app = Documents(Site())
    ask(app, *[("/", {"host": f"host{i}"}) for i in range(2 * AT_MOST)])
    assert len(app.kept) == AT_MOST


def test_the_words_of_a_language_come_when_asked_for_and_not_in_the_document(denoising_site):
    words = httpx.get(f"{denoising_site}words/zh-CN.json", headers={"accept-encoding": "gzip"})
    assert words.json() == catalogue("zh-CN")
    config = httpx.get(f"{denoising_site}config", headers={"accept-encoding": "br"})
    assert config.headers["content-encoding"] == "br"
    assert config.json()["i18n_translations"] == {"en": {}}
    assert httpx.get(f"{denoising_site}words/xx.json").json() == {}


def test_brotli_is_taken_where_both_are_offered():
    (answer,) = ask(Documents(Site()), ("/", {"accept-encoding": "gzip, deflate, br"}))
    assert answer.headers["content-encoding"] == "br"

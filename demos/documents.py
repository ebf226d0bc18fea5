"""What every visitor's browser asks for first, compressed and kept ready.

Gradio makes its document anew for each visitor and sends it as it is; it is the same for all who
come by the same address.
"""

import asyncio
import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

import brotli
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from demos.words import catalogue

PATHS = {"", "config", "gradio_api/info"}  # and the names of the site's pages
MATTERS = ("host", "x-forwarded-host", "x-forwarded-proto", "authorization")  # to what is made
ASKED = ("page", "all_endpoints")  # of the query
AT_MOST = 64  # documents kept, used longest ago leave first
LEFT_OUT = {"content-length", "content-encoding", "set-cookie", "date"}


@dataclass(frozen=True)
class Document:
    """An answer as it goes out."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    tag: str

    def response(self, request: Headers) -> Response:
        """Return the answer; without its body for who has it already."""
        headers = dict(self.headers) | {"etag": self.tag, "vary": "accept-encoding, cookie"}
        headers["cache-control"] = "private, no-cache"
        if request.get("if-none-match") == self.tag:
            return Response(status_code=304, headers=headers)
        return Response(self.body, headers=headers)


class Documents:
    """Answers for documents from what it keeps; all else passes through."""

    def __init__(self, app: ASGIApp, pages: tuple[str, ...] = ()) -> None:
        """Stand before an app.

        Args:
            app: What makes the documents.
            pages: Paths of the site's pages beside the first.
        """
        self.app = app
        self.paths = PATHS | set(pages)
        self.kept: OrderedDict[Any, Document] = OrderedDict()
        self.one = asyncio.Lock()  # thirty who ask at once wait for the first

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if not self._is_document(scope):
            return await self.app(scope, receive, send)
        headers, key = Headers(scope=scope), _key(scope)
        found: Document | list[Message] | None = self.kept.get(key)
        if found is None:
            async with self.one:
                found = self.kept.get(key) or await self._make(scope, receive, key)
        if isinstance(found, Document):
            self.kept.move_to_end(key)
            return await found.response(headers)(scope, receive, send)
        for message in found:  # not a document after all
            await send(message)
        return None

    def _is_document(self, scope: Scope) -> bool:
        if scope["type"] != "http" or scope["method"] != "GET":
            return False
        path = scope["path"].removeprefix(scope.get("root_path", "")).strip("/")
        return path in self.paths and b"deep_link" not in scope["query_string"]

    async def _make(self, scope: Scope, receive: Receive, key: Any) -> Document | list[Message]:
        messages: list[Message] = []

        async def note(message: Message) -> None:
            messages.append(message)

        await self.app(scope, receive, note)
        headers = Headers(raw=messages[0]["headers"])
        if messages[0]["status"] != 200 or "content-encoding" in headers:
            return messages
        body = b"".join(message.get("body", b"") for message in messages[1:])
        coding = key[0]
        packed = await asyncio.to_thread(_pack, body, coding)
        sent = [(k, v) for k, v in headers.items() if k not in LEFT_OUT]
        sent += [("content-encoding", coding)] if coding else []
        tag = f'"{hashlib.sha256(packed).hexdigest()[:32]}"'
        made = self.kept[key] = Document(tuple(sent), packed, tag)
        while len(self.kept) > AT_MOST:
            self.kept.popitem(last=False)
        return made


def _key(scope: Scope) -> Any:
    """Return all that a document depends on; first how it is compressed."""
    headers = Headers(scope=scope)
    accepted = headers.get("accept-encoding", "")
    coding = next((c for c in ("br", "gzip") if c in accepted), "")
    asked = parse_qs(scope["query_string"].decode("latin-1"))
    cookies = Request(scope).cookies
    logins = tuple(sorted(c for c in cookies.items() if c[0].startswith("access-token")))
    return (
        coding, scope["path"], scope.get("root_path", ""), scope["scheme"], logins,
        *(headers.get(name) for name in MATTERS), *(str(asked.get(name)) for name in ASKED),
    )  # fmt: skip


def _pack(body: bytes, coding: str) -> bytes:
    if coding == "br":
        return bytes(brotli.compress(body, quality=9))
    return gzip.compress(body, 9) if coding else body


def words_route() -> Route:
    """Return the address of a language's words, which a browser fetches when it is chosen."""

    async def words(request: Request) -> Response:
        response = JSONResponse(catalogue(request.path_params["language"]))
        tag = f'"{hashlib.sha256(response.body).hexdigest()[:32]}"'
        headers = {"etag": tag, "cache-control": "no-cache"}
        response.headers.update(headers)
        known = request.headers.get("if-none-match") == tag
        return Response(status_code=304, headers=headers) if known else response

    return Route("/words/{language}.json", words)

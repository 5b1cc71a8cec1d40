"""Who may speak to the server: this machine's own pages and programs; and no client may hang on."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST_SECONDS = 10.0
"""A request has come in whole within this time, or its connection is closed."""
SEND_SECONDS = 30.0
"""A client that reads nothing for this long is given up."""
CONNECTIONS = 400
"""Open at once; for the next one, the one that has idled longest is closed (a process has 1,024 files)."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """ASGI middleware: checks Host, Origin and Sec-Fetch-Site, sets the security headers, and gives
    up on clients that do not read.  origins: other pages that may ask (--cors)."""

    def __init__(self, app: ASGIApp, hosts: Collection[str], origins: Collection[str] = ()) -> None:
        self.app, self.hosts, self.origins = app, frozenset(hosts), frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        refusal = self._refusal(scope["method"], headers)
        guarded = _Sender(send, self._headers(headers))
        if refusal is not None:
            await _plain(guarded, *refusal)
            return
        if scope["method"] == "OPTIONS":
            await _plain(guarded, 204, "", {"Allow": "GET, HEAD, POST, OPTIONS"})
            return
        await self.app(scope, receive, guarded)

    def _refusal(self, method: str, headers: dict[str, str]) -> tuple[int, str] | None:
        """Status and reason, or None where the request may pass."""
        if headers.get("host", "").lower() not in self.hosts:
            return 421, f"this server answers to {' or '.join(sorted(self.hosts))} only"
        origin = headers.get("origin")
        own = {f"http://{host}" for host in self.hosts}
        if origin is not None and origin not in own | self.origins:
            return 403, "other pages may not ask this server; kg serve --cors ORIGIN lets one in"
        site = headers.get("sec-fetch-site", "none")
        link = headers.get("sec-fetch-mode") == "navigate" and method == "GET"
        if site not in ("none", "same-origin") and not link and origin not in self.origins:
            return 403, "requests that another page starts are refused"
        if method not in ("GET", "HEAD", "POST", "OPTIONS"):
            return 405, "GET, HEAD and POST are answered"
        return None

    def _headers(self, headers: dict[str, str]) -> dict[str, str]:
        origin = headers.get("origin", "")
        if origin not in self.origins:
            return {**HEADERS, "Content-Security-Policy": POLICY}
        cors = {"Access-Control-Allow-Origin": origin, "Vary": "Origin", "Access-Control-Allow-Headers": "content-type"}
        return {**HEADERS, "Cross-Origin-Resource-Policy": "cross-origin", "Content-Security-Policy": POLICY, **cors}


class _Sender:
    """Adds headers that the response does not set itself, and waits for no client longer than SEND_SECONDS."""

    def __init__(self, send: Send, headers: dict[str, str]) -> None:
        self.send, self.headers = send, headers

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            have = {name.lower() for name, _ in message.get("headers", ())}
            extra = [(n.lower().encode(), v.encode("latin-1")) for n, v in self.headers.items()]
            kept = [pair for pair in extra if pair[0] not in have]
            message = {**message, "headers": [*message.get("headers", ()), *kept]}
        await asyncio.wait_for(self.send(message), SEND_SECONDS)


async def _plain(send: _Sender, status: int, text: str, headers: dict[str, str] | None = None) -> None:
    body = f"{text}\n".encode() if text else b""
    told = {"content-type": "text/plain; charset=utf-8", "content-length": str(len(body)), **(headers or {})}
    pairs = [(name.lower().encode(), value.encode()) for name, value in told.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": body})


class Deadline(H11Protocol):
    """uvicorn's HTTP protocol with what it lacks: a deadline for receiving a request's head, and a
    number of connections above which the one that has idled longest is closed."""

    _look: asyncio.TimerHandle | None = None
    _since = 0.0
    _warned = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._since = self.loop.time()
        self._look = self.loop.call_later(REQUEST_SECONDS / 2, self._look_again)
        if len(self.connections) > CONNECTIONS:
            waiting = [one for one in self.connections if isinstance(one, Deadline) and one._waits()]
            if waiting:
                min(waiting, key=lambda one: one._since).transport.abort()

    def _waits(self) -> bool:
        """Whether no request of this connection is being answered."""
        return self.cycle is None or self.cycle.response_complete

    def _look_again(self) -> None:
        """Closes the connection where the head of a request has been coming in for two looks."""
        begun = self.cycle is None or (self.cycle.response_complete and bool(self.conn.trailing_data[0]))
        if begun and self._warned:
            self.transport.abort()
            return
        self._warned = begun
        self._look = self.loop.call_later(REQUEST_SECONDS / 2, self._look_again)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._look is not None:
            self._look.cancel()
        super().connection_lost(exc)

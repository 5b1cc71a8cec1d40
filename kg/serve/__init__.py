"""kg serve: one graph, its pages and its SPARQL endpoint, on this machine only."""

from __future__ import annotations

import contextlib
import re
import resource
import socket
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp

from kg import engine, export, ontology, pages
from kg.engine import Limits
from kg.model import Knowledge, Page
from kg.serve.catalogue import Catalogue
from kg.serve.guard import Deadline, Guard
from kg.serve.nursery import Nursery
from kg.serve.protocol import ENDPOINT_LIMITS
from kg.serve.site import Site

NOTHING = Knowledge((), (), (), (), ())
_BASE = re.compile(r"@base <([^>]*/)> \.")


@dataclass(frozen=True, slots=True)
class Served:
    """A graph ready to be served: its nursery, what the pages know, the IRIs' base, the number of triples."""

    nursery: Nursery
    catalogue: Catalogue
    base: str
    triples: int
    limits: Limits = ENDPOINT_LIMITS


def prepare(
    graphs: Sequence[Path], folders: Sequence[str | Path] = (), seconds: float = ENDPOINT_LIMITS.seconds
) -> Served:
    """Loads the graphs and forks the nursery; call it before any thread is started.

    The pages show the first graph that kg build wrote, the endpoint answers from all.  folders:
    where the newspaper pages lie, so that articles can be shown in full.  seconds: for one query.
    OSError or ValueError (file, line, column) where a graph cannot be read.
    """
    store = engine.load(graphs)
    nursery = Nursery(store)
    triples = len(store)
    del store
    knowledge, base = NOTHING, ontology.BASE
    for path in graphs:
        with contextlib.suppress(ValueError):  # another graph: the endpoint alone serves it
            knowledge, base = export.read(path), _base(path)
            break
    wanted = {source.sha256: source.name for source in knowledge.pages}
    found = (page for page in pages.read(list(folders)) if isinstance(page, Page)) if folders else ()
    texts = {wanted[page.sha256]: page.text for page in found if page.sha256 in wanted}
    return Served(nursery, Catalogue(knowledge, texts), base, triples, replace(ENDPOINT_LIMITS, seconds=seconds))


def _base(path: Path) -> str:
    with path.open(encoding="utf-8") as file:
        match = _BASE.match(file.readline())
    return match[1] if match else ontology.BASE


def application(served: Served, hosts: Collection[str], origins: Collection[str] = ()) -> ASGIApp:
    """The whole site as an ASGI application that answers to these hosts (name:port) only."""

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        served.nursery.close()

    site = Site(served.nursery, served.catalogue, served.base, served.triples, served.limits)
    app = Starlette(routes=site.routes(), lifespan=lifespan)
    return Guard(app, hosts, origins)


def listen(port: int) -> socket.socket:
    """A socket on loopback; OSError where the port is busy.  Port 0 is any free one."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
        listening.listen(256)
    except OSError:
        listening.close()
        raise
    return listening


def run(served: Served, listening: socket.socket, origins: Collection[str], ready: Callable[[int], None]) -> None:
    """Serves until interrupted; calls ready(port) once clients can connect."""
    port = listening.getsockname()[1]
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(max(soft, 4096), hard), hard))
    hosts = [f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")]
    if port == 80:
        hosts += ["127.0.0.1", "localhost"]
    config = uvicorn.Config(
        application(served, hosts, origins),
        http=Deadline,
        lifespan="on",
        log_level="warning",
        timeout_keep_alive=5,
        timeout_graceful_shutdown=2,
        server_header=False,
        access_log=False,
    )
    ready(port)
    uvicorn.Server(config).run(sockets=[listening])

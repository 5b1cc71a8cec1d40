"""One function per command.  Only this module prints, asks for files to be written, and exits.

Results go to stdout, notes and progress to stderr.  Exit status: 0 all done, 3 done but some input
was skipped, 2 nothing could be done, 1 what was asked for is not so (a check that fails).
"""

from __future__ import annotations

import dataclasses
import json
import os
import sqlite3
import sys
import time
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click
from rich.console import Console

from kg import installed, telling
from kg.model import Skipped
from kg.ontology import BASE
from kg.pages import printable

if TYPE_CHECKING:
    from kg.edition import Options, Outcome

DONE, DIFFERENT, FAILED, SKIPPED = 0, 1, 2, 3

notes = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
"""Standard error, for people."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="pressgraph", prog_name="kg")
def main() -> None:
    """Chinese newspaper pages in, one knowledge graph out.

    \b
    kg build ~/pages --out ~/graph
    """


def fail(message: str, status: int = FAILED) -> NoReturn:
    """Says on stderr what is wrong and what would be right, and exits."""
    notes.print(f"kg: {message}")
    sys.exit(status)


@main.command()
@click.argument("inputs", nargs=-1, metavar="[INPUT]…")
@click.option("--out", type=click.Path(path_type=Path), default="export", show_default=True, help="Folder to write to.")
@click.option("--base", default=BASE, show_default=True, help="IRI that the names of things begin with.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out facts below it (0 to 1).")
@click.option("--jobs", type=click.IntRange(1), help="Pages read at the same time.  [default: the cores]")
@click.option("--page-timeout", type=click.FloatRange(0.1), default=60.0, show_default=True, help="Seconds a page.")
@click.option("--cache", type=click.Path(path_type=Path), help="Keep what pages yield here.  [default: in --out]")
@click.option("--no-cache", is_flag=True, help="Read every page anew and keep nothing.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def build(
    inputs: tuple[str, ...],
    out: Path,
    base: str,
    min_confidence: float,
    jobs: int | None,
    page_timeout: float,
    cache: Path | None,
    no_cache: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Read pages and write their graph: Turtle, GraphML, CSV, a report and an interactive page.

    INPUT is a file, a folder, or - for standard input; without one, seeds/ or the demo corpus is built.
    Only pages that changed since the last build into the same folder are read again.

    \b
    kg build ~/pages --out ~/graph
    """
    from kg import edition, workers

    given = inputs or (_demo(quiet),)
    missing = [one for one in given if one != "-" and not os.path.lexists(one)]
    if missing:
        fail(f"{printable(missing[0])}: no such file or folder")
    options = edition.Options(
        base=base,
        min_confidence=Decimal(str(min_confidence)),
        jobs=jobs or workers.jobs(),
        page_timeout=page_timeout,
        cache=cache,
        remember=not no_cache,
    )
    started = time.monotonic()
    with telling.Progress(notes, shown=not quiet and not as_json) as progress:
        outcome = _edition(given, out, options, progress)
    for note in outcome.notes:
        notes.print(f"kg: {note}")
    _tell_skipped(outcome.skipped)
    if as_json:
        skipped = [{"name": one.name, "reason": one.reason} for one in outcome.skipped]
        told = {
            "out": str(out),
            "files": outcome.files,
            "counts": outcome.counts,
            "skipped": skipped,
            "quarantined": len(outcome.refused),
            "read_anew": outcome.fresh,
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    elif not quiet:
        results = Console(highlight=False, markup=False, soft_wrap=True)
        results.print(telling.summary(outcome, time.monotonic() - started))
        results.print(f"{out}: {' '.join(name for name in outcome.files if '/' not in name)}")
    sys.exit(SKIPPED if outcome.skipped else DONE)


def _demo(quiet: bool) -> str:
    """seeds/ of this folder, or else the demo corpus that came with the package; says which."""
    folder = Path("seeds") if Path("seeds").is_dir() else installed.folder("seeds")
    if not quiet:
        notes.print(f"no INPUT given: building the demo corpus in {folder}")
    return str(folder)


def _edition(given: Sequence[str], out: Path, options: Options, progress: telling.Progress) -> Outcome:
    """Runs the build; what ends it is told in a sentence, with exit status 2."""
    from kg import edition, outputs, workers

    try:
        return edition.run(given, out, options, progress.show)
    except edition.NothingRead as error:
        progress.stop()
        _tell_skipped(error.skipped)
        fail(f"no page could be read in {', '.join(map(printable, given))}; nothing was written to {out}")
    except workers.NoWorkers as error:
        fail(f"worker processes cannot start: {error}")
    except sqlite3.Error as error:
        fail(f"the cache cannot be used: {error}; try --no-cache or --cache FILE; {out} is as it was")
    except OSError as error:
        fail(f"{error.filename or out}: {error.strerror or error}; {out} is as it was")
    except (outputs.Busy, ValueError) as error:
        fail(str(error))


def _tell_skipped(skipped: Sequence[Skipped]) -> None:
    for line in telling.skipped(skipped):
        notes.print(line)


@main.command()
@click.argument("page", metavar="PAGE")
@click.option("--text", default="", help="Only sentences that hold these words.")
def explain(page: str, text: str) -> None:
    """Show how PAGE is read: sentences, mentions, claims, figures and triples, with rules and places.

    PAGE is a file that kg build reads, or - for standard input.

    \b
    kg explain ~/pages/a.txt --text 第11位
    """
    from kg import explain as explaining
    from kg import pages

    if page != "-" and not os.path.lexists(page):
        fail(f"{printable(page)}: no such file")
    shown = 0
    status = DONE
    for one in pages.read([page]):
        if isinstance(one, Skipped):
            _tell_skipped([one])
            status = SKIPPED
            continue
        for line in explaining.lines(one, text):
            shown += 1
            click.echo(printable(line))
    if not shown:
        fail(f"{printable(page)}: " + (f"no sentence holds {text!r}" if text else "nothing to explain"))
    sys.exit(status)


@main.command(add_help_option=False, context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, type=click.UNPROCESSED, metavar="[NAME] GRAPH ...")
def analyse(words: tuple[str, ...]) -> None:
    """Answer an editor's questions on a graph: who is central, who leads, who shares what.

    \b
    kg analyse export                          most connected, shared awards, components
    kg analyse leaders export --level 省级      one question (kg analyse --list)
    """
    from kg.analyses.command import analyse as questions  # on call: networkx is not for every command

    questions.main(args=list(words) or ["--help"], prog_name="kg analyse")


@main.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the differences as JSON.")
def diff(old: Path, new: Path, as_json: bool) -> None:
    """Say what two builds differ in: pages, entities, names, relations, figures.

    OLD and NEW are output folders or their graph.ttl.  Exit status 1 where they differ.

    \b
    kg diff graph-may graph-june
    """
    from kg import diff as differing

    try:
        found = differing.between(differing.load(old), differing.load(new))
    except OSError as error:
        fail(f"{error.filename or old}: {error.strerror or error}; a folder that kg build wrote is needed")
    except ValueError as error:
        fail(str(error))
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(one) for one in found], ensure_ascii=False, indent=1))
    else:
        for one in found:
            click.echo(printable(str(one)))
    sys.exit(DIFFERENT if found else DONE)


@main.command()
@click.argument("graph", type=click.Path(path_type=Path))
@click.option("--out", default="graph.html", show_default=True, help="The page to write, or - for standard output.")
@click.option("--focus", metavar="NAME", help="Only the neighbourhood of this entity: its name, short name or id.")
@click.option("--steps", type=click.IntRange(1), default=2, show_default=True, help="Links from --focus.")
@click.option("--title", default="", help="The page's title.")
@click.option("--open", "opened", is_flag=True, help="Open the page in the browser.")
def view(graph: Path, out: str, focus: str | None, steps: int, title: str, opened: bool) -> None:
    """Make the page to browse for GRAPH: one file, works offline.

    GRAPH is a graph.ttl of ours or the folder of a build.

    \b
    kg view export --focus 青岛市 --steps 2 --out qingdao.html --open
    """
    from kg import export, outputs
    from kg import view as viewing

    path = outputs.graph_file(graph)
    try:
        page = viewing.page(export.read(path), focus=focus, steps=steps, title=title)
    except OSError as error:
        fail(f"{printable(str(path))}: {error.strerror or error}; a graph.ttl that kg build wrote is needed")
    except ValueError as error:
        fail(str(error))
    if out == "-":
        sys.stdout.buffer.write(page.encode("utf-8"))
        return
    try:
        viewing.write(Path(out), page)
    except OSError as error:
        fail(f"{printable(out)}: {error.strerror or error}; give another --out")
    notes.print(f"wrote {printable(out)}")
    if opened:
        click.launch(str(Path(out).resolve()))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Say whether a graph keeps the shapes of the ontology; exit status 1 where it does not.

    \b
    kg check export/graph.ttl
    """
    from kg import check as checking
    from kg import outputs

    path = outputs.graph_file(file)
    try:
        found = checking.findings(path)
    except OSError as error:
        fail(f"{path}: {error.strerror or error}; a Turtle file is needed")
    except ValueError as error:
        fail(str(error))
    for finding in found:
        click.echo(printable(str(finding)))
    notes.print(f"{path}: {len(found)} findings" if found else f"{path}: all is well")
    sys.exit(DIFFERENT if found else DONE)


ROWS_FORMATS = ("csv", "tsv", "json", "xml")
GRAPH_FORMATS = ("turtle", "ntriples", "rdfxml", "jsonld")


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, type=click.UNPROCESSED, metavar="[GRAPH ...] QUERY [--PARAMETER VALUE ...]")
@click.option("--list", "listed", is_flag=True, help="Show the built-in questions and their parameters.")
@click.option("--show", is_flag=True, help="Print the SPARQL instead of running it.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", *ROWS_FORMATS, *GRAPH_FORMATS]),
    help="Format of the answer.  [default: table, or turtle for CONSTRUCT and DESCRIBE]",
)
@click.option("--store", type=click.Path(path_type=Path), help="Keep the graph in a store here: faster when large.")
@click.option("--timeout", type=click.FloatRange(0.1), default=120.0, show_default=True, help="Seconds for the query.")
def query(
    words: tuple[str, ...], listed: bool, show: bool, form: str | None, store: Path | None, timeout: float
) -> None:
    """Ask a graph: a built-in question by name, a .rq file, or SPARQL (prefixes are declared).

    GRAPH is a Turtle file or a build's folder; without one, export/ is asked.

    \b
    kg query awards-of --name 海尔
    kg query graph.ttl 'SELECT ?x { ?x a pg:Award } LIMIT 5' --format csv
    """
    from kg import asking

    sys.exit(asking.command(words, listed=listed, show=show, form=form, store=store, seconds=timeout))


@main.command()
@click.argument("graphs", nargs=-1, type=click.Path(path_type=Path), metavar="[GRAPH ...]")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="0: any free port.")
@click.option("--pages", "folders", multiple=True, help="Folder of the newspaper pages, to show articles in full.")
@click.option("--cors", "origins", multiple=True, metavar="ORIGIN", help="Let pages of this origin ask the endpoint.")
@click.option("--timeout", type=click.FloatRange(0.1), default=10.0, show_default=True, help="Seconds for one query.")
def serve(
    graphs: tuple[Path, ...], port: int, folders: tuple[str, ...], origins: tuple[str, ...], timeout: float
) -> None:
    """Open a graph in the browser: questions, search, entities with their sentences, SPARQL.

    GRAPH is a Turtle file or a build's folder; without one, export/ is served.  Only this machine
    can reach the server.

    \b
    kg serve export --pages seeds
    """
    if not hasattr(os, "fork"):
        fail("kg serve needs Linux or macOS; on Windows run it in WSL")
    try:
        from kg import serve as serving
    except ModuleNotFoundError as error:
        fail(f"kg serve needs {error.name}; install it with: pip install 'pressgraph[serve]'")
    from kg.asking import graph_file

    try:
        listening = serving.listen(port)
    except OSError as error:
        fail(f"port {port}: {error.strerror or error}; choose another with --port, or --port 0 for any free one")
    try:
        served = serving.prepare([graph_file(path) for path in graphs or (Path("export"),)], folders, timeout)
    except (OSError, ValueError) as error:
        fail(str(error))
    serving.run(served, listening, origins, lambda port: click.echo(f"http://127.0.0.1:{port}/  (Ctrl+C ends it)"))


@main.command()
@click.argument("graph", type=click.Path(path_type=Path))
@click.option("--endpoint", required=True, metavar="URL", help="The store's address for this way of loading.")
@click.option("--graph", "name", default="", metavar="IRI", help="Named graph to fill.  [default: the default graph]")
@click.option(
    "--way",
    type=click.Choice(["store", "update"]),
    default="store",
    show_default=True,
    help="Graph Store Protocol or SPARQL Update.",
)
@click.option("--replace", is_flag=True, help="Empty the graph first.")
@click.option("--batch", type=click.IntRange(1), default=5000, show_default=True, help="Triples at a time.")
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
def push(graph: Path, endpoint: str, name: str, way: str, replace: bool, batch: int, quiet: bool) -> None:
    """Send a graph to another triple store, in batches; run it again to go on after a failure.

    Authentication comes from PRESSGRAPH_TOKEN, or PRESSGRAPH_USER and PRESSGRAPH_PASSWORD.

    \b
    kg push export --endpoint http://localhost:7878/store
    """
    from kg import push as pushing
    from kg.asking import graph_file

    try:
        path = graph_file(graph)
        target = pushing.target(endpoint, name, way)
        with notes.status("") as status:
            sent = pushing.push(path, target, batch, replace, lambda total, _: status.update(f"{total:,} triples sent"))
    except (OSError, ValueError, pushing.Refused) as error:
        fail(str(error))
    if not quiet:
        notes.print(f"{sent:,} triples are in {endpoint}")


@main.command()
@click.argument("graph", required=False, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="File to write.  [default: standard output]")
def ontology(graph: Path | None, out: Path | None) -> None:
    """Write the ontology as an HTML page, with examples from a graph where one is given.

    \b
    kg ontology export --out ontology.html
    """
    from kg import export, ontology_page
    from kg.asking import graph_file

    try:
        made = ontology_page.page(export.read(graph_file(graph)) if graph else None)
        if out is not None:
            out.write_text(made, encoding="utf-8")
            return
    except (OSError, ValueError) as error:
        fail(str(error))
    click.echo(made)

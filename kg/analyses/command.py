"""`kg analyse`: every registered question as a command, made from its signature.

`kg analyse NAME GRAPH …` asks one, `kg analyse GRAPH` gives the overview, `kg analyse all GRAPH` the report.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import networkx as nx
from rich.console import Console

import kg
from kg.analyses import QUESTIONS, Answer, Question, Unanswerable, words
from kg.analyses.output import FORMATS, columns
from kg.analyses.question import nearest, require
from kg.pages import printable

FAILED = 2
HELP = {
    "by": "the measure, or what is shared (award, program, both)",
    "of": "whose board (district, organisation); for links: guesses about this entity alone",
    "to": "only those like this one",
    "type": "only entities of this type (Organisation, District …)",
    "exact": "exact betweenness at any size (may take long)",
    "pivots": "sources sampled for betweenness on large graphs",
    "limit": "rows at most, 0 for all (paths, for path; rows of each kind, for changes)",
    "across": "what the groups are: district, trade or kind",
    "least": "leave out what is smaller than this",
    "own": "a district's own awards alone, not its organisations'",
    "level": "only awards of this level: 国际级 国家级 省级 市级 区县级",
    "year": "only awards of this year",
    "within": "only districts inside this one",
    "roll_up": "count for a district what the districts inside it have",
    "steps": "how far around the entity",
    "longer": "also paths so many steps longer than the shortest",
    "since": "first day of the later period (2024, 2024-05 or 2024-05-06)",
    "until": "last day of the later period",
    "before": "an earlier graph of ours to compare with",
    "unit": "only figures in this unit",
}
EXAMPLES = {
    "central": "--by betweenness --limit 10",
    "brokers": "--across trade",
    "leaders": "--level 省级 --within 青岛市",
    "ego": "青岛市 --steps 2",
    "path": "城阳区 青岛市 --longer 1",
    "figures": "高新技术企业",
    "changes": "--since 2024-07",
    "alike": "--to 海尔集团 --format csv",
}
OVERVIEW = ("connected", "districts", "components")


class Failed(click.ClickException):
    """What is wrong and what would be right, on stderr; exit status 2."""

    exit_code = FAILED

    def show(self, file: Any = None) -> None:
        click.echo(f"kg: {printable(self.message)}", err=True)


def read(path: Path) -> nx.MultiDiGraph[str]:
    """The graph in a file or build folder; raises Failed with the reason where it is none of ours."""
    try:
        graph = kg.load(path)
    except FileNotFoundError as error:
        where = error.filename or path
        raise Failed(f"no graph at {where}: give graph.ttl, graph.graphml or a build folder") from error
    except OSError as error:
        raise Failed(f"{path}: {error.strerror or error}") from error
    except ValueError as error:
        raise Failed(str(error)) from error
    return graph


def answer(question: Callable[..., Answer[Any]], *given: Any, **options: Any) -> Answer[Any]:
    """The answer; raises Failed where there is none."""
    try:
        return question(*given, **options)
    except Unanswerable as error:
        raise Failed(str(error)) from error


class Analyse(click.Group):
    """Commands by the names of questions; a path instead of a name asks for the overview."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*sorted(QUESTIONS), "all"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name == "all":
            return everything
        return _command(QUESTIONS[cmd_name]) if cmd_name in QUESTIONS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        first = args[0]
        if first in self.list_commands(ctx) or first.startswith("-"):
            return super().resolve_command(ctx, args)
        if len(args) == 1 or args[1].startswith("-") or Path(first).exists():
            return "overview", overview, args
        near = nearest(first, self.list_commands(ctx))
        raise Failed(f"no analysis {first!r}{'; nearest: ' + ', '.join(near) if near else ''}; see kg analyse --list")


def _list(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    """Prints every question and ends."""
    if wanted:
        width = max(map(len, QUESTIONS))
        for name, question in sorted(QUESTIONS.items()):
            click.echo(f"{name:{width}}  {question.summary}")
        ctx.exit()


@click.group(
    cls=Analyse,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    subcommand_metavar="[NAME] GRAPH [ARGS]...",
)
@click.option("--list", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="Print every question.")
def analyse() -> None:
    """Answers an editor's questions on a graph: a Turtle or GraphML file of ours, or a build folder.

    \b
    kg analyse export                          most connected, shared awards, components
    kg analyse leaders export --level 省级      one question
    kg analyse all export --out report         the whole report, with charts
    """


_graph = click.argument("graph", type=click.Path(path_type=Path))
_format = click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="table", show_default=True, help="how rows are shown"
)


@click.command()
@_graph
@_format
def overview(graph: Path, form: str) -> None:
    """The most connected entities, shared awards between districts, and components.

    \b
    kg analyse export
    """
    loaded = read(graph)
    answers = []
    for name in OVERVIEW:
        try:
            answers.append((name, QUESTIONS[name].answer(loaded)))
        except Unanswerable as error:
            if name == "connected":
                raise Failed(str(error)) from error
            click.echo(f"{name}: {printable(str(error))}", err=True)
    for name, found in answers:
        click.echo(f"# {words.say(f'question.{name}')}\n" if form in ("table", "md") else "", nl=False)
        _print(found, QUESTIONS[name], form)
        click.echo()


def _print(found: Answer[Any], question: Question, form: str) -> None:
    """Rows on stdout, notes on stderr (JSON holds them itself)."""
    click.echo(FORMATS[form](found, question.row), nl=False)
    if not found.rows and form == "table":
        click.echo("nothing found", err=True)
    for note in found.notes if form != "json" else ():
        click.echo(f"note: {printable(words.note(note))}", err=True)


def _command(question: Question) -> click.Command:
    """A question's command: its names as arguments, its keyword-only parameters as options."""

    def run(graph: Path, form: str, **given: Any) -> None:
        loaded = read(graph)
        named = [given.pop(parameter.name) for parameter in question.names]
        if given.get("before") is not None:
            given["before"] = read(given["before"])
        _print(answer(question.answer, loaded, *named, **given), question, form)

    command = click.command(question.name, help=_help(question), short_help=question.summary)(_format(run))
    command.params = [
        click.Argument(["graph"], type=click.Path(path_type=Path)),
        *(click.Argument([parameter.name]) for parameter in question.names),
        *map(_option, question.options),
        *command.params,
    ]
    return command


def _help(question: Question) -> str:
    """The docstring, the columns, and an example that runs."""
    names = " ".join(parameter.name.upper() for parameter in question.names)
    example = f"kg analyse {question.name} export {EXAMPLES.get(question.name, names)}".rstrip()
    shown = ", ".join(columns(question.row))
    return f"{inspect.getdoc(question.answer)}\n\nColumns: {shown}.\n\n\b\n{example}"


def _option(parameter: inspect.Parameter) -> click.Option:
    """An option from a keyword-only parameter and its default."""
    flag = f"--{parameter.name.replace('_', '-')}"
    told = HELP[parameter.name]
    if parameter.name == "before":
        return click.Option([flag], type=click.Path(path_type=Path), help=told)
    if isinstance(parameter.default, bool):
        return click.Option([flag], is_flag=True, help=told)
    kind = click.IntRange(min=0) if isinstance(parameter.default, int) else click.STRING
    shown = parameter.default != ""
    return click.Option([flag], type=kind, default=parameter.default, show_default=shown, help=told)


@click.command("all")
@_graph
@click.option("--out", type=click.Path(path_type=Path), default="report", show_default=True, help="a folder of its own")
@click.option("--png", is_flag=True, help="also OUT/pictures/*.png, for print (extra png)")
def everything(graph: Path, out: Path, png: bool) -> None:
    """Every question in one report: OUT/index.html with charts, and OUT/rows/*.csv.

    \b
    kg analyse all export --out report
    """
    from kg.analyses import picture, report  # on call: nothing else needs the templates

    loaded = read(graph)
    try:
        require(loaded)
        with Console(stderr=True).status("") as status:  # shown on a terminal alone
            written = report.save(loaded, graph, out, png, lambda question: status.update(question))
    except (Unanswerable, report.Occupied, picture.NoPicture) as error:
        raise Failed(str(error)) from error
    except OSError as error:
        raise Failed(f"{out}: {error.strerror or error}") from error
    click.echo(str(written))

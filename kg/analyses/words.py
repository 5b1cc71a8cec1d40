"""What reports and notes say, in Chinese and English: templates/report/words.tsv and the ontology's labels."""

from __future__ import annotations

from functools import cache
from importlib import resources

from kg import ontology
from kg.analyses.question import Note

LANGUAGES = ("zh", "en")


@cache
def _words() -> dict[str, tuple[str, str]]:
    """key → (Chinese, English)."""
    text = (resources.files("kg") / "templates" / "report" / "words.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.split("\n") if line and not line.startswith("#")]
    return {key: (chinese, english) for key, chinese, english in rows}


def has(key: str) -> bool:
    """Whether there is such a text."""
    return key in _words()


def say(key: str, language: str = "en", **values: str) -> str:
    """A text in a language with its values filled in; raises KeyError for an unknown key."""
    return _words()[key][LANGUAGES.index(language)].format(**values)


def note(told: Note, language: str = "en") -> str:
    """A note as a sentence."""
    return say(f"note.{told.key}", language, **dict(told.values))


def qualifier(told: str, language: str = "en") -> str:
    """ "status Nominated" in words: 提名状态 提名."""
    name, _, said = told.partition(" ")
    return f"{ontology.label(name, language)} {ontology.label(said, language)}"


def value(column: str, text: str, language: str = "en") -> str:
    """A value of a column in words: types and predicates by the ontology, the rest by value.*, else as it is."""
    if column in ("type", "predicate", "predicates"):
        return ontology.label(text, language)
    return say(f"value.{text}", language) if has(f"value.{text}") else text

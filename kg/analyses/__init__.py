"""Questions an editor asks of a graph: one function each, typed rows in an Answer.

>>> from kg import analyses
>>> for row in analyses.leaders(graph, level="省级"): print(row.rank, row.name, row.awards)

QUESTIONS holds them all by name; `kg analyse --list` prints them.  Unanswerable says what would be right.
"""

from __future__ import annotations

from kg.analyses.awards import alike, districts, ladders, leaders, matrix, years
from kg.analyses.central import bridges, brokers, central, connected
from kg.analyses.changes import changes
from kg.analyses.communities import communities, components
from kg.analyses.figures import figures, indicators
from kg.analyses.quality import quality, suspects
from kg.analyses.question import QUESTIONS, Answer, Note, Question, Unanswerable, find
from kg.analyses.ties import ego, links, path

__all__ = [
    "QUESTIONS",
    "Answer",
    "Note",
    "Question",
    "Unanswerable",
    "alike",
    "bridges",
    "brokers",
    "central",
    "changes",
    "communities",
    "components",
    "connected",
    "districts",
    "ego",
    "figures",
    "find",
    "indicators",
    "ladders",
    "leaders",
    "links",
    "matrix",
    "path",
    "quality",
    "suspects",
    "years",
]

"""issued: who publishes, draws up or signs a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import triggers
from kg.claims.reading import Reading, pattern
from kg.model import Claim

ISSUES = triggers.choice("triggers_documents", "issues")
ISSUING = pattern(rf"(?P<verb>{ISSUES})(?:了|过)?(?P<gap>~14‹Ⓓ›)(?P<document>Ⓣ)")
MORE = pattern(r"(?:~4[、和及]?~4)Ⓣ")
OWN = pattern(r"(?P<who>[ⓄⒹ])(?P<document>Ⓣ)")
WITH = re.compile("(?:会同|联合|与|和|同|携手)([ⓄⒹ])(?:共同|联合|等部门|等)?$")
YEAR = re.compile(r"((?:19|20)\d\d)年")


def issues(reading: Reading) -> Iterator[Claim]:
    """Ⓞ印发Ⓣ; Ⓓ出台Ⓣ、Ⓣ."""
    folded = reading.folded
    for found in ISSUING.finditer(folded.text):
        places = [found.start("document")]
        while more := MORE.match(folded.text, places[-1] + 1):
            places.append(more.end() - 1)
        who = reading.subject(found.start(), "ⓄⒹ")
        partner = WITH.search(folded.text[: found.start()])
        if partner:
            who += tuple(m for m in folded.groups[partner.start(1)] if m not in who)
        clause = reading.clauses[reading.clause_at(found.start())]
        if not clause.carried and clause.subject and clause.subject[0].type == "Person":
            body = reading.discourse.bodies.get(clause.subject[0])
            who = (body,) if body else who
        year = YEAR.findall(folded.text[: found.start()])
        for place in places:
            yield from reading.claims(
                who, "issued", folded.groups[place], "issues", found["verb"], year=year[-1] if year else None
            )


BY = pattern(rf"(?P<document>Ⓣ)~8由(?P<who>[ⓄⒹ])~8(?P<verb>{ISSUES})")
OF = pattern(rf"由(?P<who>[ⓄⒹ])~8(?P<verb>{ISSUES})的~6(?P<document>Ⓣ)")
MOVED = pattern(r"(?:把|将)(?P<document>Ⓣ)~6(?P<verb>发到|发给|发放|送到|下发|印发|公布|发布|提交|寄给)")


def issued_by(reading: Reading) -> Iterator[Claim]:
    """Ⓣ由Ⓞ发布; Ⓞ把Ⓣ发到企业."""
    folded = reading.folded
    for form in (BY, OF):
        yield from reading.simply(form, "who", "issued", "document", "issued_by")
    for found in MOVED.finditer(folded.text):
        who = reading.subject(found.start(), "ⓄⒹ")
        yield from reading.claims(who, "issued", folded.groups[found.start("document")], "issued_by", found["verb"])


def owns(reading: Reading) -> Iterator[Claim]:
    """落实市政府办公室《…》: the body before the title."""
    yield from reading.simply(OWN, "who", "issued", "document", "owns")


RULES = (issues, issued_by, owns)


def find(reading: Reading) -> Iterator[Claim]:
    """Every document the sentence says someone issues."""
    if "Ⓣ" not in reading.raw.text:
        return
    for rule in RULES:
        yield from rule(reading)

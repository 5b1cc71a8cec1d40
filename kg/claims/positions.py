"""holdsPosition: who holds which post where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import shapes, triggers
from kg.claims.reading import Group, Reading, pattern
from kg.model import Claim, Mention
from kg.shapes import Post

LIST_AFTER = re.compile(r"(?:[、和]Ⓝ)+")
GOVERNMENT = re.compile(
    r"(?:副|常务|代|原|前|时任|现任|[一-龥]{0,4})?(?:市长|区长|县长|省长|州长|盟长|旗长|镇长|乡长|村长|市领导|区领导|县领导|省领导)$"
)
PARTY = re.compile(r"(?:书记|常委|委员)$")
LEVEL = {
    "市": "市",
    "区": "区",
    "县": "县",
    "省": "省",
    "州": "州",
    "盟": "盟",
    "旗": "旗",
    "镇": "镇",
    "乡": "乡",
    "村": "村",
}
COMMITTEE = re.compile(r"(?:委|委员会|党委|党工委|工委)$")


def _persons(reading: Reading, at: int) -> Group:
    """The person sign and those listed straight after it: 副市长Ⓝ、Ⓝ."""
    found = list(reading.raw.groups[at])
    after = LIST_AFTER.match(reading.raw.text, at + 1)
    if after:
        found += [m for i in range(*after.span()) for m in reading.raw.groups[i]]
    return tuple(found)


def _place_of(reading: Reading, role: str, body: Mention | None, at: int) -> Mention | None:
    """The district a mayor governs: the committee's own, else the last one of that level named."""
    level = next((end for end in "市区县省州盟旗镇乡村" if re.search(end + "(?:长|领导)$", role)), "")
    districts = [m for m in reading.discourse.everything if m.type == "District"]
    if body is not None:
        stem = COMMITTEE.sub("", re.sub(r"^中共", "", body.name))
        same = [m for m in districts if m.name == stem or (len(m.name) >= 2 and m.name == stem[:-1])]
        if same:
            return same[0]
        within = [m for m in districts if len(stem) > 1 and m.name.endswith(stem)]
        if within:
            return within[0]
    committees = [
        m for i in range(at) for m in reading.raw.groups[i] if m.type == "Organisation" and COMMITTEE.search(m.name)
    ]
    if body is None and committees:
        return _place_of(reading, role, committees[-1], at)
    known = [m for m in reading.discourse.seen.get("District", []) if m.name.endswith(level)]
    if known:
        return known[-1]
    return next((m for m in districts if m.name.endswith(level)), None)


COMPANY = re.compile(r"公司|集团|厂|企业|药业|科技|股份|控股|银行|酒店|农场|合作社")
CALLED = re.compile(
    r"(?:该|本)?(公司|集团|企业|农场|景区|学校|医院|园区|中心|研究院|研究所|协会|学院|大学|法院|酒庄|银行|港口|社区|项目)$"
)


def _called_body(reading: Reading, at: int) -> Mention | None:
    """The body of 公司党委书记Ⓝ, 景区总经理Ⓝ: whom the text is about, of that kind."""
    called = CALLED.search(reading.raw.text[:at])
    if not called:
        return None
    word = called[1]
    fits = COMPANY if word in ("公司", "集团", "企业") else re.compile(word)
    number = max(
        n
        for n, clause in enumerate(reading.clauses)
        if n == 0 or reading.folded.offsets[clause.start] <= reading.raw.offsets[at - 1]
    )
    for clause in [*reading.before, *reading.clauses[:number]][::-1]:
        if (
            clause.subject
            and fits.search(clause.subject[0].name)
            and clause.subject[0].type in ("Organisation", "District")
        ):
            return clause.subject[0]
    seen = [
        m for kind in ("Organisation", "District") for m in reading.discourse.seen.get(kind, []) if fits.search(m.name)
    ]
    return seen[-1] if seen else None


def _topic_body(reading: Reading, at: int) -> Mention | None:
    """The organisation a post without one belongs to: whom the text was about (总经理Ⓝ坦言)."""
    offset = reading.raw.offsets[at]
    number = next(
        (n for n, c in enumerate(reading.clauses) if reading.folded.offsets[c.start] >= offset), len(reading.clauses)
    )
    clause = reading.clauses[number - 1] if number else None
    here = [m for i in range(at) for m in reading.raw.groups[i] if m.type == "Organisation"]
    if here:
        return here[-1]
    if clause and clause.subject and clause.subject[0].type == "Organisation":
        return clause.subject[0]
    carried = reading.carried(number, "Ⓞ")
    return carried[0] if carried else reading.discourse.last("Organisation")


def titled(reading: Reading) -> Iterator[Claim]:
    """Ⓞ党委书记、董事长Ⓝ; 市委副书记、市长Ⓝ holds two posts in two bodies."""
    text = reading.raw.text
    for at, sign in enumerate(text):
        if sign != "Ⓝ":
            continue
        posts = shapes.posts_before(text, at)
        for body, role, trigger in _settled(reading, posts):
            for person in _persons(reading, at):
                yield from reading.claim(person, "holdsPosition", body, "titled", trigger, role=role)


OFFICIAL = re.compile("(?:[市区县省州]?委|政府|人大|政协|管委会|办事处|党工委|工委)")


def _settled(reading: Reading, posts: tuple[Post, ...]) -> Iterator[tuple[Mention, str, str]]:
    """(body, role, printed) with the posts in one body joined by 、."""
    body: Mention | None = None
    joined: dict[Mention, list[str]] = {}
    for post in posts:
        if post.unknown:
            body = _called_body(reading, post.start)
            if body is None:
                continue
            joined.setdefault(body, []).append(post.role)
            continue
        if post.body is not None:
            body = reading.raw.groups[post.body][-1]
            if body.type == "District" and OFFICIAL.match(post.role):
                return
            here: Mention | None = body
        elif GOVERNMENT.search(post.role) and (body is None or COMMITTEE.search(body.name)):
            here = _place_of(reading, post.role, body, post.start)
        else:
            here = body or _topic_body(reading, post.start)
            body = here
        if here is not None:
            joined.setdefault(here, []).append(post.role)
    for where, roles in joined.items():
        yield where, "、".join(roles), "、".join(roles)


FORMERLY = pattern(
    r"Ⓝ~6(?P<when>曾任|历任|现任|时任|担任|出任|兼任|任|当选为?|当选|调任|转任|升任)(?P<body>[ⓄⒹ])"
    rf"(?P<role>~12{triggers.choice('triggers_roles', 'head')})"
)


def appointed(reading: Reading) -> Iterator[Claim]:
    """Ⓝ曾任Ⓞ所长 → role 所长（曾任）."""
    for found in FORMERLY.finditer(reading.raw.text):
        person = reading.raw.groups[found.start()][0]
        body = reading.raw.groups[found.start("body")][0]
        former = found["when"] in ("曾任", "历任", "时任")
        role = found["role"] + ("（" + found["when"] + "）" if former else "")
        yield from reading.claim(person, "holdsPosition", body, "appointed", found["when"], role=role)


WORKED = pattern(
    rf"Ⓝ?~8曾?在Ⓞ~3(?:当了|当过|当|担任|做过|任|从事)~6(?P<role>{triggers.choice('triggers_roles', 'head')})"
)


def worked(reading: Reading) -> Iterator[Claim]:
    """Ⓝ…，曾在Ⓞ当了15年工程师."""
    for found in WORKED.finditer(reading.folded.text):
        persons = reading.subject(found.end() - 1, "Ⓝ")
        place = reading.folded.text.index("Ⓞ", found.start())
        yield from reading.claims(
            persons[:1], "holdsPosition", reading.folded.groups[place], "worked", found["role"], role=found["role"]
        )


NAMED = pattern(r"Ⓝ(?P<role>老师|教授|院长|校长|医生|主任|馆长|书记|厂长|董事长|总经理)")


def called(reading: Reading) -> Iterator[Claim]:
    """Ⓝ老师: the post follows the name, the body is whom the text is about."""
    for found in NAMED.finditer(reading.raw.text):
        if shapes.posts_before(reading.raw.text, found.start()):
            continue
        body = _topic_body(reading, found.start())
        if body is not None:
            yield from reading.claim(
                reading.raw.groups[found.start()][0], "holdsPosition", body, "called", found["role"], role=found["role"]
            )


RULES = (titled, appointed, worked, called)


def find(reading: Reading) -> Iterator[Claim]:
    """Every post that the sentence gives a person."""
    if "Ⓝ" not in reading.raw.text:
        return
    for rule in RULES:
        yield from rule(reading)

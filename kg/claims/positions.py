"""holdsPosition: who holds which post where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from kg import lexicon, shapes, triggers
from kg.claims.reading import Group, Reading, denied, named, pattern
from kg.forms import wants
from kg.model import Claim, Mention
from kg.shapes import LONGEST_TITLE, Post

ROLE = triggers.choice("triggers_roles", "head")
MODIFIER = triggers.choice("triggers_roles", "modifier")
LIST_AFTER = re.compile(r"(?:[、和]Ⓝ)+")
GOVERNMENT = re.compile(
    r"(?:副|常务|代|原|前|时任|现任|[一-龥]{0,4})?(?:市长|区长|县长|省长|州长|盟长|旗长|镇长|乡长|村长|市领导|区领导|县领导|省领导)$"
)
GOVERNS = re.compile("([市区县省州盟旗镇乡村])(?:长|领导)$")
COMMITTEE = re.compile(r"(?:委|委员会|党委|党工委|工委)$")
BRANCH = re.compile("(?:党总支|党支部|党委|党组|党工委|纪委|工会|团委|妇联)(?=[副书主委常成])")
UNNAMED = re.compile("[一-龥]{2}[省市县区州旗镇乡]$")
"""A place straight before a post that is no mention: the post is there, not in another place of the article."""
BODIES = ("Organisation", "District")


def _persons(reading: Reading, at: int) -> Group:
    """The person sign and those listed straight after it: 副市长Ⓝ、Ⓝ."""
    found = list(reading.raw.groups[at])
    after = LIST_AFTER.match(reading.raw.text, at + 1)
    if after:
        found += [m for i in range(*after.span()) for m in reading.raw.groups[i]]
    return tuple(found)


def _place_of(reading: Reading, role: str, body: Mention | None, at: int) -> Mention | None:
    """The district a mayor governs: the committee's own, else the one of that level that the article names most."""
    governs = GOVERNS.search(role)
    level = governs[1] if governs else ""
    districts = [m for m in reading.discourse.everything if m.type == "District"]
    committees = [
        m for i in range(at) for m in reading.raw.groups[i] if m.type == "Organisation" and COMMITTEE.search(m.name)
    ]
    if body is None and committees:
        body = committees[-1]
    if body is None and UNNAMED.search(reading.raw.text, max(0, at - 6), at):
        return None
    if body is not None:
        stem = COMMITTEE.sub("", re.sub(r"^中共", "", body.name))
        same = [m for m in districts if m.name == stem or (len(m.name) >= 2 and m.name == stem[:-1])]
        if same:
            return same[0]
        within = [m for m in districts if len(stem) > 1 and m.name.endswith(stem)]
        if within:
            return within[0]
    fitting = [m for m in districts if _is_of_level(m.name, level)]
    counted = Counter(_full_name(m.name, level) for m in fitting)
    return max(fitting, key=lambda m: counted[_full_name(m.name, level)], default=None)


def _full_name(name: str, level: str) -> str:
    """徐州 → 徐州市, where level is 市."""
    return name if name.endswith(level) else name + level


def _is_of_level(name: str, level: str) -> bool:
    """Whether a place is a 市 (level 市), a 县 …: by its last character, or as the short name of one."""
    if name.endswith(level):
        return True
    return any(division.name == name + level for division in lexicon.division_shorts().get(name, ()))


KINDS = tuple(
    (re.compile(triggers.choice("triggers_roles", kind + "_post") + "$"), re.compile(bodies))
    for kind, bodies in (
        ("court", triggers.choice("triggers_roles", "court_body")),
        ("school", triggers.choice("triggers_roles", "school_body")),
        ("clinic", triggers.choice("triggers_roles", "clinic_body")),
        ("firm", f"^(?!.*{triggers.choice('triggers_roles', 'public_body')}$)"),
    )
)
"""Posts that only bodies of one kind have: 法官 a court, 校长 a school, 董事长 what is no public body."""
HEAD_OF = re.compile("([院局厅所馆行社台站园庭校厂店村镇乡])长$")
SCHOOL = re.compile(triggers.choice("triggers_roles", "school_body"))
CLINIC = re.compile(triggers.choice("triggers_roles", "clinic_body"))
VILLAGE, ITS_POST = re.compile("(?:村|社区)$"), re.compile("(?:书记|主任|支书|委员)$")


def _may_have(role: str, body: Mention) -> bool:
    """Whether a body may have a post of this name: 局长 a 局, 法官 a court, 书记 also a village; others any body."""
    if body.type == "District":
        return bool(VILLAGE.search(body.name) and ITS_POST.search(role))
    for posts, bodies in KINDS:
        if posts.search(role):
            return bodies.search(body.name) is not None
    head = HEAD_OF.search(role)
    return head is None or head[1] in body.name


CALLED = re.compile(triggers.choice("triggers_roles", "called") + "$")
CALLED_SO = re.compile(
    "(?:该|本|这[家所座个])(?P<word>(?:[一-龥]{0,2}(?:公司|集团|企业|学校|医院|法院|中心|协会|大学|学院|实验室|研究[院所])"
    "|[院校局厅所馆行社台站厂庭关会委])(?=.{0,6}$)|.{1,4}$)"
)
"""该|院|检测: the kind of body, a department may follow; else the words before the post."""


ITS_OWN = ("其", "它的")
JOINT = re.compile(rf"{MODIFIER}*{ROLE}(?=兼)")
"""A first post that a second is joined to without 、: 副总经理兼|首席质量官."""


def _called_body(reading: Reading, at: int, role: str) -> Mention | None:
    """The body of 公司党委书记Ⓝ, 该校校长Ⓝ, 管委会副主任Ⓝ: whom the text is about, of a kind that has the post."""
    words = reading.raw.text[max(0, at - 8) : at]
    if words.endswith(ITS_OWN):
        return _nearest(reading, at, lambda body: body.type == "Organisation" and _may_have(role, body))
    so = CALLED_SO.search(words)
    called = so["word"] if so else (CALLED.search(words) or [""])[0]
    if called in ("公司", "集团", "企业"):
        return _nearest(reading, at, lambda body: body.type == "Organisation" and _may_have("董事长", body))
    if called in ("校", "学校"):
        return _nearest(reading, at, lambda body: SCHOOL.search(body.name) is not None)
    if not called:
        return None
    return _nearest(reading, at, lambda body: called in body.name) or _named_later(reading, called)


def _named_later(reading: Reading, called: str) -> Mention | None:
    """The one body of the whole article that is called so: 管委会副主任Ⓝ, where the article names one 管委会."""
    bodies = [m for m in reading.discourse.everything if m.type == "Organisation" and m.name.endswith(called)]
    return bodies[0] if len({m.name for m in bodies}) == 1 else None


NOT_IT = re.compile(r"(?:被|由|经|受|获|向|对|与|同|和|据|给|从|于|比|前身[是为][^，。；]{0,8})$")
GOVERNED_BACK = 12


QUOTED = re.compile("“[^“”]*[，。；？！…]”")
"""A quotation of a whole clause: whom it names is not whose post is told after it."""


def _spoken(text: str, at: int) -> frozenset[int]:
    """The places in text before at that stand in what someone says: “…Ⓞ…。”董事长Ⓝ说."""
    return frozenset(i for found in QUOTED.finditer(text, 0, at) for i in range(*found.span()))


def _nearest(reading: Reading, at: int, fits: Callable[[Mention], bool]) -> Mention | None:
    """The body that the words at raw.text[at] go with; it fits always.

    One named before them in the sentence that no preposition governs, else whom the text is or was about, else the
    one that the article has named most often.
    """
    spoken = _spoken(reading.raw.text, at)
    here = [
        m
        for i in range(at)
        if i not in spoken and not NOT_IT.search(reading.raw.text, max(0, i - GOVERNED_BACK), i)
        for m in reading.raw.groups[i]
        if m.type == "Organisation" and fits(m)
    ]
    if here:
        return here[-1]
    offset = reading.raw.offsets[min(at, len(reading.raw.offsets) - 1)]
    number = sum(1 for clause in reading.clauses if reading.folded.offsets[clause.start] < offset)
    topics = [clause.subject[0] for clause in [*reading.before, *reading.clauses[:number]][::-1] if clause.subject]
    about = [m for m in topics if m.type in BODIES and fits(m)]
    if about and about[0].sentence == reading.sentence:
        return about[0]
    main = told_of(reading)
    if main is not None and fits(main):
        return main
    if about and about[0].sentence.paragraph == reading.sentence.paragraph:
        return about[0]
    seen = [m for kind in BODIES for m in reading.discourse.seen.get(kind, ()) if fits(m)]
    counted = Counter(m.name for m in seen)
    return max(seen, key=lambda m: (counted[m.name], m.sentence.number, m.start), default=None)


TIMES_NAMED = 3
"""So often an article names a body that it tells of, at least."""


def told_of(reading: Reading) -> Mention | None:
    """The body that the article tells of, if it has named it before: named twice as often as any other."""
    body = reading.discourse.article.mains.get("Organisation")
    if body is None or body not in reading.discourse.seen.get(body.type, ()):
        return None
    counts = reading.discourse.article.counts
    times = counts[named(body)]
    rival = max((n for one, n in counts.items() if one[0] == body.type and one != named(body)), default=0)
    return body if times >= TIMES_NAMED and times >= 2 * rival else None


def _topic_body(reading: Reading, at: int, role: str) -> Mention | None:
    """The body a post without one belongs to: whom the text was about (总经理Ⓝ坦言), if it may have such a post."""
    branch = BRANCH.match(role)
    if branch:
        own = [m for m in reading.discourse.seen.get("Organisation", ()) if m.name.endswith(branch[0])]
        if own:
            return own[-1]
    return _nearest(reading, at, lambda body: _may_have(role, body))


ALSO = pattern(rf"Ⓝ~2(?:是|系|为|现任|现为)~2[ⓄⒹ]~12{ROLE}")


FIRST_OF_TWO = re.compile(rf"(?P<role>{MODIFIER}*{ROLE})兼任?$")
"""A post before one that names its body: 副市长兼|Ⓞ书记Ⓝ."""


def titled(reading: Reading) -> Iterator[Claim]:
    """Ⓞ党委书记、董事长Ⓝ; 市委副书记、市长Ⓝ holds two posts in two bodies."""
    text = reading.raw.text
    for at, sign in enumerate(text):
        if sign != "Ⓝ":
            continue
        posts = shapes.posts_before(text, at)
        told = ALSO.match(text, at) is not None
        first = FIRST_OF_TWO.search(text, max(0, posts[0].start - LONGEST_TITLE), posts[0].start) if posts else None
        if first:
            posts = (Post(first.start("role"), first.end("role"), None, first["role"]), *posts)
        for body, role, trigger in _settled(reading, posts, told):
            for person in _persons(reading, at):
                yield from reading.claim(person, "holdsPosition", body, "titled", trigger, role=role)


DEPARTMENT = re.compile(
    "^(?:进出口|市场|营销|销售|生产|技术|研发|人力资源|人事|财务|质量|质管|品质|品管|品控|采购|运营|客服|工程|综合|外贸|行政|项目|企划"
    "|法务|护理|医务|教务|后勤|保卫|信息|安环|物流|仓储|设备|安全|党群|品牌|业务|综合业务)(?:管理)?(?:部|处|科|办公室|室|车间)$"
)
"""A department by its bare name: its head holds the post in the body it is a part of."""


def _has_department(name: str) -> Callable[[Mention], bool]:
    """Whether a body may have a department so called: 教务处 a school, 护理部 a hospital, others any."""
    kind = SCHOOL if name.startswith("教务") else CLINIC if name[:2] in ("护理", "医务") else None
    return lambda one: kind.search(one.name) is not None if kind else not DEPARTMENT.match(one.name)


OFFICIAL = re.compile("(?:[市区县省州]?委|政府|人大|政协|管委会|办事处|党工委|工委)")


FIRM_HEAD = re.compile("副?(?:董事长|总经理|总裁|首席执行官|董事局主席|厂长|创始人|合伙人|掌门人)")
PUBLIC = re.compile("(?:[局厅署委]|政府|委员会|办公室|法院|检察院)$")
TRADING = re.compile(
    "^中[建铁交冶核电水]|(?:工程|隧道|航[道务]|供电|铁路|石油(?:管理)?|邮政|烟草(?:专卖)?|[一二三四五六七八九十])局$"
)
"""Firms that are called 局: 中建三局, 深圳供电局."""
OFFICE_HEAD = re.compile("副?(?:[局厅署省市县区州旗镇乡]长|检察长|审判长)")
FIRM = re.compile("(?:公司|集团|股份|厂|银行)$")


def _cannot_have(role: str, body: Mention) -> bool:
    """Whether no body of this kind has the post: no 局 a 董事长, no 公司 a 局长; another body stands unseen between."""
    if FIRM_HEAD.match(role):
        if body.type == "District":
            return body.name in lexicon.division_names()
        return PUBLIC.search(body.name) is not None and TRADING.search(body.name) is None
    return body.type == "Organisation" and OFFICE_HEAD.match(role) is not None and FIRM.search(body.name) is not None


NO_POST = re.compile("代表(?!处)")
"""省人大代表 is no post; nor is a retired teacher's where he lives."""


def _settled(reading: Reading, posts: tuple[Post, ...], told: bool) -> Iterator[tuple[Mention, str, str]]:
    """(body, role, printed) with the posts in one body joined by 、; told says that the sentence goes on to name the
    body (带队教师Ⓝ是Ⓞ副院长), so that none is looked for."""
    body: Mention | None = None
    joined: dict[Mention, list[str]] = {}
    for post in posts:
        if post.unknown and not reading.raw.text.endswith("的", 0, post.start):
            first = JOINT.search(reading.raw.text, max(0, post.start - LONGEST_TITLE), post.start + 1)
            start = first.start() if first else post.start
            role = reading.raw.text[start : post.start] + post.role
            body = _called_body(reading, start, role) or (_topic_body(reading, start, role) if first else None)
            if body is None:
                continue
            joined.setdefault(body, []).append(role)
            continue
        if post.body is not None:
            body = reading.raw.groups[post.body][-1]
            if body.type == "District" and OFFICIAL.match(post.role):
                body, told = None, True
                continue
            none = NO_POST.match(post.role) or _cannot_have(post.role, body)
            if none or (body.type == "District" and post.role.startswith("退休")):
                body = None
                continue
            here: Mention | None = body
            if DEPARTMENT.match(body.name):
                here = body = _nearest(reading, post.body, _has_department(body.name)) or body
        elif GOVERNMENT.search(post.role) and (body is None or COMMITTEE.search(body.name)):
            here = _place_of(reading, post.role, body, post.start)
        else:
            if body is None and not told:
                body = _called_body(reading, post.start, post.role) or _topic_body(reading, post.start, post.role)
            here = body
        if here is not None:
            joined.setdefault(here, []).append(post.role)
    for where, roles in joined.items():
        yield where, "、".join(roles), "、".join(roles)


POSTS = rf"(?P<body>[ⓄⒹ])(?!的)(?P<role>~12{ROLE}(?:、~8{ROLE})*)"
HOLDS = pattern(rf"Ⓝ~6(?P<when>{triggers.choice('triggers_roles', 'holds')})~2{POSTS}")
NAMED_TO = pattern(rf"{triggers.choice('triggers_roles', 'names')}(?:了)?Ⓝ(?P<when>为|担任|出任|任){POSTS}")
AFTER = pattern(rf"Ⓝ(?P<when>，)(?:系|为|是|现任)?{POSTS}(?=[，。；]|$)")
FORMER = re.compile("^(?:曾|历|时|原)")
ALSO_IS = pattern(
    rf"(?P<who>Ⓝ)[^。；ⓃⓄⒹ]{{0,24}}，~6(?P<when>即|也是|还是|又是|同时是|又任|还任|兼任|身兼|还兼任|又兼任){POSTS}(?=[，。；]|$)"
)
THIS_ONE = pattern(rf"这[位名]{POSTS}")


@wants(HOLDS, NAMED_TO, AFTER)
def appointed(reading: Reading) -> Iterator[Claim]:
    """Ⓝ曾任Ⓞ所长 → role 所长（曾任）; Ⓝ是Ⓞ副院长; 选举Ⓝ为Ⓞ会长; Ⓝ，Ⓞ总工程师，."""
    for form in (HOLDS, NAMED_TO, AFTER):
        for found in form.finditer(reading.raw.text):
            if denied(reading.raw.text[found.start() : found.start("when")]):
                continue
            person = reading.raw.groups[reading.raw.text.index("Ⓝ", found.start())][0]
            body = reading.raw.groups[found.start("body")][0]
            role = found["role"] + (f"（{found['when']}）" if FORMER.match(found["when"]) else "")
            yield from reading.claim(person, "holdsPosition", body, "appointed", found["when"], role=role)


@wants(ALSO_IS, THIS_ONE)
def apart(reading: Reading) -> Iterator[Claim]:
    """A post told apart from the name: Ⓝ还有个身份，即Ⓞ副主任; 奖金归了这位Ⓞ研究员."""
    raw = reading.raw
    for found in ALSO_IS.finditer(raw.text):
        person, body = raw.groups[found.start("who")][0], raw.groups[found.start("body")][0]
        if body.type == "Organisation":
            yield from reading.claim(person, "holdsPosition", body, "apart", found["role"], role=found["role"])
    for found in THIS_ONE.finditer(raw.text):
        person_named = _person_before(reading, found.start())
        body = raw.groups[found.start("body")][0]
        if person_named is not None and body.type == "Organisation" and raw.text[found.end() : found.end() + 1] != "Ⓝ":
            yield from reading.claim(person_named, "holdsPosition", body, "apart", found["role"], role=found["role"])


PERSONS_BACK = 2
"""Sentences back that 这位 may take up."""


def _person_before(reading: Reading, at: int) -> Mention | None:
    """The person last named before raw.text[at], in the sentence or at most two before it."""
    here = [m for i in range(at) for m in reading.raw.groups[i] if m.type == "Person"]
    last = here[-1] if here else reading.discourse.last("Person")
    near = last is not None and reading.sentence.number - last.sentence.number <= PERSONS_BACK
    return last if near else None


TAKES = "(?:兼任|担任|出任|接任|就任|兼|任)"
BODILESS = pattern(
    rf"(?:^|[，；：])(?P<role>~4{ROLE})(?:一职)?(?:由[^，。；Ⓝ]{{0,16}}(?P<by>Ⓝ){TAKES}|(?:叫|是|为)(?P<is>Ⓝ)(?=[，。；]|$))"
    rf"|(?P<who>Ⓝ)~4(?:{TAKES}|[当被]选为?|是|为){triggers.choice('triggers_roles', 'called')}?"
    rf"(?P<post>{MODIFIER}*{ROLE})(?=[，。；]|$)"
)


def _second_body(reading: Reading, at: int, role: str, person: Mention) -> Mention | None:
    """The body of a post besides that which the person was introduced with: 该院教授Ⓝ兼任|主任 of another."""
    own = reading.discourse.bodies.get(person)
    return _nearest(reading, at, lambda body: body != own and _may_have(role, body))


@wants(BODILESS)
def bodiless(reading: Reading) -> Iterator[Claim]:
    """院长由Ⓞ副校长Ⓝ兼任; 董事长为Ⓝ; Ⓝ任公司总工程师: of the body the text is about."""
    raw = reading.raw
    for found in BODILESS.finditer(raw.text):
        person = raw.groups[found.start("by" if found["by"] else "is" if found["is"] else "who")][0]
        at = found.start("post" if found["post"] else "role")
        role = found["post"] or found["role"]
        where = _called_body(reading, at, role) or _second_body(reading, at, role, person)
        if where is not None:
            yield from reading.claim(person, "holdsPosition", where, "bodiless", role, role=role)


NAMED = pattern(r"Ⓝ(?P<role>老师|教授|院长|校长|医生|主任|馆长|书记|厂长|董事长|总经理)")


@wants(NAMED)
def called(reading: Reading) -> Iterator[Claim]:
    """Ⓝ老师: the post follows the name, the body is whom the text is about."""
    for found in NAMED.finditer(reading.raw.text):
        if shapes.posts_before(reading.raw.text, found.start()):
            continue
        body = _nearest(reading, found.start(), lambda one: one.type == "Organisation")
        if body is not None:
            yield from reading.claim(
                reading.raw.groups[found.start()][0], "holdsPosition", body, "called", found["role"], role=found["role"]
            )


RULES = (titled, appointed, apart, bodiless, called)


def find(reading: Reading) -> Iterator[Claim]:
    """Every post that the sentence gives a person."""
    if "Ⓝ" not in reading.raw.text and not THIS_ONE.search(reading.raw.text):
        return
    for rule in reading.of(RULES):
        yield from rule(reading)

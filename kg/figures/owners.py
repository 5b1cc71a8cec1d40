"""Whose number it is: rules in order, from the surest to whoever is spoken of.

Who takes part belongs to the event, parts to the programme or document, prizes given to the award, prizes
won by unnamed winners to the district; otherwise to the clause's subject, stated or carried.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kg import lexicon, triggers
from kg.figures.clause import lead_end
from kg.figures.lexemes import owner
from kg.figures.scene import Asked
from kg.figures.shortforms import kind_at, levelled
from kg.figures.slots import named
from kg.model import Mention

REACH = 99
"""Sentences back in which a district or the article's first name is still looked for."""

_GENERAL = ("企业", "项目", "公司", "单位", "产品", "地区", "国家", "城市", "机构")
"""Nouns too general to point at one name by its ending."""
_HEADED = ("Organisation", "District")
_SHORTEST_SPEECH = 10
"""Characters of the shortest quotation that is a speech; shorter ones are epithets."""
_HOLDERS = ("District", "Organisation", "Program", "Event", "Award", "Product")
_OF_WHAT = re.compile(r"(?:以上|左右|余|多)?(?:的|[^，的]{1,6}的)[“《]?")
_SHORT_DISTRICT = re.compile(r"(?<![比占于居在])[全我该][市区县州镇村](?![居排占])")
_AMONG = re.compile(
    r"[^，]{0,16}之[一首冠]|[^，的]{1,14}(?:（[^）]{1,6}）)?[中里](?:[的只仅]|[^，]{0,2}[排居列第最]|$)"
)
_WHOLE = re.compile(r"[全我该][省市区县州镇村]")
_SAYS = re.compile(f"{triggers.choice('triggers_leads', 'speech')}|{triggers.choice('owners', 'tells')}")
_OF_A_BODY = re.compile("董事长|总经理|副总经理|总工程师|创始人|总监|厂长|院长|校长|馆长|首席")
"""Posts that firms, schools and the like have, no offices."""
_LEVEL_OFFICE = re.compile(r"[省市区县州镇旗](?=[^，。的长“”]{1,14}|委|政府|长)|新区|[开高经]发?区")
_OTHER = re.compile(r"[本这此该]|每|平台|系统|政策|活动|项目名|一批")
_UNIONS = re.compile("协会|商会|工商联|学会|大学|联盟|实验室|研究院|总工会|妇联")
_OFFICES = re.compile(
    "(?:局|委|政府|办|办公室|厅|人大|政协|委员会|管委会|总工会|妇联|中心支局|支队|大队|处|科协|联社)$"
)
_INVESTS = re.compile(r"投资[约近超逾]*$")
_BUILDS = re.compile(r"，?(?:在[^，]{1,12})?(?:建设|建成|新建|兴建|打造|实施)了?[“《]?")
_FOUNDED = re.compile(r"(?:办起|成立|组建|创办|创建|[共合新]建|建起|设立|建成|组成)了?[“《]?$")
_BECAME = re.compile(r"(?:是|成为|为|系|获|获评|入选|跻身|被[^，]*|列入|闯入|参加|出席|对接)[“《]?$")
_DECIDES = re.compile("(?:通报|决定|公告|公示|承诺书|白皮书|蓝皮书|公报|年报|报告|状况)(?:（[^）]*）)?$")
"""Papers that make known what is so or has been decided."""
_WORKS = re.compile(
    r"力争|争取|年内|20\d\d年|[一二三四五六七八九十\d]年兑现|新增|新建|[建设]成|培育|设立|惠及|受理|办结|结案|挽回|派出|合格率|下降|增长|突破"
)
"""What a place or an office does or reaches under a paper."""
_PASSING = ("among", "described", "qualified")
"""Rules whose owner holds for the next clause, not beyond: what an actor does later is the actor's again."""


def paired(asked: Asked) -> Mention | None:
    """A集团、B集团产值均突破80亿元: the one of several subjects that this number is of"""
    return asked.reading.of


def quoted(asked: Asked) -> Mention | None:
    """“门诊药费160元，偏高了。”附属医院院长王某坦言: the body, or the district of the office, of whom is quoted"""
    text = asked.text
    close = text.find("”", asked.number.end)
    opened = text.rfind("“", 0, asked.number.start)
    if close < 0 or "“" in text[asked.number.end : close] or not 0 <= opened < close - _SHORTEST_SPEECH:
        return None
    end = next((end for _, end in asked.cuts if end > close + 1), close)
    post = owner("@", "role").search(text, close, end)
    if post is None or not _SAYS.search(text, post.end(), end):
        return None
    bodies = [m for m in asked.names if close < m.start and m.end <= post.start() and m.type in _HEADED]
    return _headed(asked, bodies[-1]) if bodies else _by_short(asked, close + 1, post.start())


def derived(asked: Asked) -> Mention | None:
    """…，同比增长11%: whose the grown quantity was"""
    about = asked.reading.about
    return next((o.owner for o in reversed(asked.scene.owned) if o.reading.slot is about), None) if about else None


def aggregated(asked: Asked) -> Mention | None:
    """固定资产投资增长6.1%: what only a place has, where neither a place nor who acts in this sentence is the subject:
    the story's home"""
    focus, home = asked.focus.mention, asked.stage.home
    acts = focus and focus.type in ("Organisation", "Product", "Program") and not _OFFICES.search(focus.name)
    if acts and asked.focus.how == "carried here":
        return None
    if not asked.focus.carried or not owner("(?:全年|其中)?@", "aggregate").match(asked.reading.indicator):
        return None
    placed = focus is not None and focus.type == "District" and levelled(focus.name, "")
    return None if asked.inside("District") or (placed and asked.focus.how == "carried here") else home


def qualified(asked: Asked) -> Mention | None:
    """占地300亩的总部基地, 重80公斤的晨光二号卫星: the noun that the number describes"""
    match = _OF_WHAT.match(asked.behind)
    if not match or asked.focus.how == "this_one":
        return None
    at = asked.number.end + match.end()
    named = next((m for m in asked.names if m.start in (at, at - 1)), None)
    if named and named.type in ("District", "Program", "Product", "Event", "Organisation"):
        return named
    noun = re.match(r"[^，。、的]{2,8}", asked.text[at : asked.end])
    return _ends_with(asked, noun[0]) if noun else None


def _ends_with(asked: Asked, noun: str) -> Mention | None:
    """The last name before the number that ends with the noun or with words it begins with: 总部基地全面建成."""
    zone = owner("@", "zone").match(noun)
    if zone:
        return next(asked.memory.antecedents(zone[0], "zone"), None)
    tails = (noun[:length] for length in range(len(noun), 1, -1))
    before = [m for m in asked.memory.backwards if asked.precedes(m)]
    return next((m for tail in tails if tail not in _GENERAL for m in before if m.name.endswith(tail)), None)


def described(asked: Asked) -> Mention | None:
    """建设电池材料项目，达产后年产5万吨; 举办招聘会，收到简历1200份: what the clause before ends with"""
    if asked.clause == 0 or not asked.focus.carried:
        return None
    thing = next((m for m in reversed(asked.names) if m.end <= asked.start), None)
    at = asked.clause_at(thing.start) if thing else 0
    start, end = asked.cuts[at]
    if not thing or len(asked.text[thing.end : end].strip("”》")) > 3:
        return None
    before, near = asked.text[start : thing.start], at == asked.clause - 1
    if _BECAME.search(before):
        return None
    if thing.type == "Document":
        return None if _done(asked, thing) else thing
    if thing.type == "Event" and near:
        return thing
    if not near:
        return None
    among, issued = asked.words.startswith("其中"), owner("@了?[^，]{0,12}$", "issue").search(before)
    if not (among and issued) and not _describes(asked):
        return None
    fits = thing.type in ("Program", "Product") or (issued and thing.type == "Award")
    return thing if fits or (thing.type == "Organisation" and _FOUNDED.search(before)) else None


def _done(asked: Asked, paper: Mention) -> bool:
    """Whether a number tells what is done or aimed at under a paper, or by whom it was decided, not what it says:
    印发《方案》，明确到2025年培育…20个; 发出《通报》，10家组织榜上有名; but 出台《措施》，有效期3年, 最高奖励50万元"""
    if _DECIDES.search(paper.name.rstrip("》”")):
        return True
    return bool(_WORKS.search(asked.words)) and not asked.says("price", "parts")


def _describes(asked: Asked) -> bool:
    """Whether the clause opens with a word that tells of a thing's size, cost or parts: 总投资, 占地, 达产后."""
    head = asked.text[lead_end(asked.text, asked.start, asked.end) : asked.end].lstrip("先后将拟可")
    return bool(owner(r"@|[重长高宽深分设]\d|.{1,4}面积", "describes").match(head))


def invested(asked: Asked) -> Mention | None:
    """投资12亿元建设电池材料项目: the project the money goes into"""
    if asked.number.kind != "money" or not _INVESTS.search(asked.text, asked.start, asked.number.start):
        return None
    built = (m for m in asked.names if m.type == "Program" and m.start > asked.number.end)
    return next((m for m in built if _BUILDS.fullmatch(asked.text, asked.number.end, m.start)), None)


def part(asked: Asked) -> Mention | None:
    """…，其中37个项目列入联动开工: whose the whole was"""
    last = asked.last_here
    return last.owner if last and asked.focus.carried and asked.words.startswith("其中") else None


def attended(asked: Asked) -> Mention | None:
    """共有200余名代表参加, 80余家单位参展, 18个项目现场签约: the event they came to"""
    dealt = asked.number.kind == "money" and asked.says("deal")
    if not dealt and (not asked.says("attend") or asked.number.kind not in ("count", "")):
        return None
    focus = asked.focus.mention
    if inside := asked.inside("Event"):
        return inside[0]
    if focus and focus.type == "Event":
        return focus
    return next(iter(asked.before("Event", back=2)), None) if asked.focus.carried or not focus else None


def among(asked: Asked) -> Mention | None:
    """成为江南省首批8个生态强县之一, 居江南省12个设区市之首: the whole that has so many"""
    if not _AMONG.match(asked.behind):
        return None
    inside = [m for m in asked.inside("District") if m.end <= asked.number.start]
    short = _WHOLE.search(asked.text, asked.start, asked.number.start)
    return inside[-1] if inside else next(asked.memory.antecedents(short[0], "district"), None) if short else None


def won(asked: Asked) -> Mention | None:
    """12家企业入选民企百强: the district, where the talk is of a programme or an office"""
    focus, last = asked.focus.mention, asked.last_here
    if asked.reading.rule != "counted" or not owner("@", "win").search(asked.behind):
        return None
    if asked.words.startswith("全国"):
        return next(iter(asked.before("Award", back=1)), None)
    if not focus:
        return None
    if focus.type == "District" or (focus.type == "Organisation" and not asked.focus.carried):
        return None
    return None if last and last.rule in _PASSING else _home(asked)


def honoured(asked: Asked) -> Mention | None:
    """大会授予王某等40名同志“劳动模范”称号: the district of the office that gives it, or of the story"""
    return _home(asked) if asked.reading.rule == "conferred" else None


def _home(asked: Asked) -> Mention | None:
    """The district of the office spoken of (云岭区市场监管局 → 云岭区), else the one the article is about."""
    focus = asked.focus.mention
    named = asked.before("District", back=REACH)
    office = focus.name if focus and focus.type == "Organisation" else ""
    inside = next((m for m in named if office.startswith(m.name)), None)
    return inside or asked.stage.home or next(iter(named), None)


def ruled(asked: Asked) -> Mention | None:
    """单个企业封顶300万元: the document that sets the sum, where one is explained"""
    if not asked.focus.carried or asked.number.kind == "count" or not asked.says("price"):
        return None
    last = asked.last
    if last and last.owner.type == "Document" and last.reading.slot.sentence.paragraph == asked.sentence.paragraph:
        return last.owner
    said = [m for m in asked.memory.backwards if m.type == "Document" and asked.precedes(m)]
    heads = [m for m in reversed(said) if m.name in asked.stage.heads]
    often = sorted(said, key=lambda m: -asked.stage.counts.get(named(m), 0))
    return next(iter(heads or often), None) if len(said) > 1 else None


def abbreviated(asked: Asked) -> Mention | None:
    """目标是三年内全市专利数量…: a short form of the district within the clause"""
    head = lead_end(asked.text, asked.start, asked.end)
    match = _SHORT_DISTRICT.search(asked.text, head, asked.number.start)
    if not match or not owner("(?:.*@)?", "leads to district").fullmatch(asked.text, head, match.start()):
        return None
    return next(asked.memory.antecedents(match[0], "district"), None)


def official(asked: Asked) -> Mention | None:
    """市科技局局长王某说，…突破240家; 该院院长王某介绍，…: the speaker's body, or the district of his office"""
    spoken = _speech(asked)
    if spoken is None:
        return None
    start, role, says = spoken
    if any(says <= m.start < asked.number.start for m in asked.names) or _OTHER.search(
        asked.text, says, asked.number.end
    ):
        return None
    at = lead_end(asked.text, start, role)
    head = next((m for m in asked.names if at <= m.start <= at + 1 and m.end <= role), None)
    if head is None:
        return _by_short(asked, at, role)
    bodies = [m for m in asked.names if m.type in ("Organisation", "District") and m.end <= role and m.start >= at]
    if not bodies or re.search("[，。；：“”]", asked.text[bodies[-1].end : role]):
        return None
    return _headed(asked, bodies[-1])


def _speech(asked: Asked) -> tuple[int, int, int] | None:
    """Where the clause starts that says who tells the number, where his post stands in it, and where his words begin;
    None where nobody tells it or another subject was stated since: 市科技局局长王某说，…"""
    for k in range(asked.clause, max(asked.clause - 8, -1), -1):
        start, end = asked.cuts[k]
        post = owner("@", "role").search(asked.text, start, end)
        says = _SAYS.search(asked.text, post.end(), end) if post else None
        if post and says and says.end() <= asked.number.start:
            return start, post.start(), says.end()
        if k < asked.clause and not asked.stage.of(asked.sentence, k).carried:
            return None
    return None


def _by_short(asked: Asked, at: int, role: int) -> Mention | None:
    """The district or body of a post named by a short form: 市商务局局长, 公司董事长, 该院院长, 附属医院院长."""
    level = _LEVEL_OFFICE.match(asked.text, at, role)
    if level:
        form = "全" + level[0] if len(level[0]) == 1 else level[0]
        return next(asked.memory.antecedents(form, "district"), None)
    found = kind_at(asked.text, at, role)
    if found and found[0] in ("company", "body", "district", "zone"):
        return next(asked.memory.antecedents(found[1][0], found[0]), None)
    noun = asked.text[at:role].lstrip("该副")
    if not noun and _OF_A_BODY.match(asked.text, role):
        return asked.main
    bodies = (m for m in asked.memory.backwards if m.type == "Organisation" and m.name.endswith(noun))
    return next(bodies, None) if len(noun) > 1 else None


def _headed(asked: Asked, body: Mention) -> Mention | None:
    """The district of an office (云岭区商务局 → 云岭区), any other body itself."""
    if _UNIONS.search(body.name):
        return None
    if body.type == "District" or not _OFFICES.search(body.name):
        return body
    places = [m for m in asked.names if m.type == "District"] + asked.before("District", back=REACH)
    named = [m for m in places if m.name in body.name or m.text in body.name]
    return max(named, key=lambda m: body.name.find(m.text) + len(m.text), default=None)


def located(asked: Asked) -> Mention | None:
    """3座数据中心已在临江建成: the place, where nobody is the clause's subject"""
    if not asked.focus.how.startswith("carried from"):
        return None
    for mention in asked.inside("District"):
        before, behind = asked.text[asked.start : mention.start], asked.text[mention.end : asked.end]
        if before.endswith(("在", "落户")) and not re.match(r"[、和的]", behind):
            return mention
    return None


def continued(asked: Asked) -> Mention | None:
    """…，总投资86亿元: whose the number before was, while nobody new is spoken of"""
    last = asked.last_here
    if not last or not asked.focus.carried:
        return None
    since = range(asked.clause_at(last.reading.slot.number.start) + 1, asked.clause + 1)
    fresh = any(not asked.stage.of(asked.sentence, k).carried for k in since)
    passing = last.rule in _PASSING and last.owner.type not in ("Organisation", "Event", "Document")
    passed = len(since) > 0 and passing and not _describes(asked) and _acts(asked)
    return None if fresh or passed else last.owner


def _acts(asked: Asked) -> bool:
    """Whether the clause opens with a verb: what an actor does (改造敬老院16家), nothing told of a thing."""
    words = lexicon.tokens(asked.text[lead_end(asked.text, asked.start, asked.end) : asked.end])
    return bool(words) and words[0].pos.startswith("v")


def aimed(asked: Asked) -> Mention | None:
    """《意见》提出，到2027年，湿地恢复到20万亩: the district whose aim it is"""
    focus = asked.focus.mention
    if not focus or focus.type != "Document" or not asked.focus.carried or asked.says("price", "parts"):
        return None
    return _home(asked)


def spoken_of(asked: Asked) -> Mention | None:
    """the clause's subject, stated or carried"""
    return asked.focus.mention


def topic(asked: Asked) -> Mention | None:
    """the award that was won, the clause's topic or the article's first name, where no clause had a subject yet"""
    topics = asked.scene.topics.get((asked.sentence.article, asked.sentence.kind, asked.sentence.number), ())
    subject = next((t.subject for t in topics if t.start <= asked.number.start < t.end), None)
    if asked.reading.rule == "counted" and owner("@", "win").search(asked.behind) and asked.inside("Award"):
        return asked.inside("Award")[0]
    first = asked.before(*_HOLDERS, back=REACH)
    return subject if subject and subject.type in _HOLDERS else (first[-1] if first else None)


RULES: tuple[Callable[[Asked], Mention | None], ...] = (
    paired,
    quoted,
    derived,
    aggregated,
    among,
    qualified,
    described,
    part,
    attended,
    invested,
    won,
    honoured,
    ruled,
    abbreviated,
    official,
    located,
    continued,
    aimed,
    spoken_of,
    topic,
)

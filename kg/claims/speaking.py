"""Who does what an unnamed subject is said to do: 局长王某说，今年将推行…, 区里已编制…, 该关出台的…."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from kg import triggers
from kg.claims import divisions, pointing
from kg.claims.reading import Group, Reading, has_own_subject
from kg.model import Mention
from kg.shapes import SIGNS

BACK = 90
"""Characters that a speech may run on before what is done stands in it."""
SAYS = triggers.choice("triggers_leads", "speech")
SAID = re.compile(
    rf"(?P<who>Ⓝ)[^，。；{SIGNS}]{{0,8}}{SAYS}[^，。；：ⓄⒹⓃ]{{0,6}}[，：](?:[^ⓄⒹⓃ。]|(?<=[在于到])Ⓓ){{0,80}}$"
)
LOCAL = re.compile(
    rf"(?:^|，|：)(?:{triggers.choice('triggers_words', 'adverb')}|[今去明]年(?:底|初)?"
    r"|下一步|近年来|目前|眼下|当前|近日|日前|随后){0,4}"
    r"(?:(?P<unit>[省市区县镇乡村州旗])(?:里|上)|(?P<street>街道|园区|新区|高新区|开发区)(?![的内办在]))"
    rf"[^，。；{SIGNS}]{{0,12}}$"
)
SUBJECT = re.compile(
    rf"(?:{triggers.choice('triggers_words', 'adverb')}|[今去明]年){{0,4}}(?P<unit>[省市区县镇乡村州旗])[里上](?!的)"
)
THIS = re.compile(
    r"该(?P<noun>[部委局厅会关院校所行社站馆店厂队办处科庭]|集团|公司|企业|医院|大学|学院|银行|协会|中心|法院|联盟)"
    rf"[^，。；的{SIGNS}]{{0,12}}$"
)
OURS = re.compile(
    "(?:他们|我们|咱们|下一步|接下来|未来|今后|[今明去]年(?:底|初|还|将|继续|[上下]半年)?|[下本]月|力争|争取|计划|准备|打算)"
)
SEAT = re.compile("^(?P<place>.+[省市县区旗镇乡城园港岛])(?:党工委|工委|管委会|管理委员会|委|人民政府|政府)$")
THIS_BODY = re.compile(r"该(?P<noun>[局会院校所厂处庭]|集团|公司|企业|医院|协会|中心|联盟)(?![的内由])")
HERE = re.compile(
    rf"(?:{triggers.choice('triggers_words', 'adverb')}|[今去明]年|目前|眼下|如今|，){{0,3}}"
    r"(?:当地|本地|该地|此地|(?P<scene>这里))(?![的上])"
)
"""当地 is the place named last, 这里 the one that the text is about."""
THERE = re.compile("[在于到]Ⓓ")
"""A place where something is done, that does nothing itself."""
BARE = re.compile(
    r"(?:^|[，。；：”])(?P<noun>集团|公司|企业|协会|学会|商会|医院|联盟|银行|研究院)(?:党委|党组|工会)?副?"
    rf"(?:董事长|总经理|总裁|会长|理事长|院长|行长|秘书长|书记|负责人|主任|主席)[^，。；{SIGNS}]{{0,6}}$"
)
"""A speaker introduced by a post whose body is no mention: 集团董事长Ⓝ."""
CALLED = {
    "会": ("会", "联", "协"),
    "企业": ("公司", "集团", "企业", "厂"),
    "公司": ("公司", "集团", "厂"),
    "委": ("委", "委员会"),
    "院": ("院", "中院", "高院"),
    "校": ("校", "大学", "学院", "中学", "小学"),
    "行": ("行",),
}
"""How the names end of what a short noun points to, where it is not the noun itself."""
QUOTED = re.compile(rf"^[^”]{{0,240}}”，?(?:[^，。；”ⓄⒹ]{{0,12}}(?:Ⓝ|(?P<it>[他她]))[^，。；]{{0,10}}{SAYS}|$)")
"""A whole sentence quoted, with its speaker behind it or told of before: “我们正实施Ⓟ。”Ⓝ说."""
SPEAKERS_BACK = 2
"""Sentences back that the speaker of a quotation without one was named."""
INNER = re.compile("(?:部|处|科|室|庭|车间|班组|中队|大队|支队|党委|党组|党总支|党支部|工会)$")
"""A department, which does nothing by itself: the body that it is a part of does."""
WHOLE = re.compile("(?P<whole>.*(?:[局委厅署院校]|集团|公司|中心|大学|银行|海关))(?:.{0,8})$")
"""What a department's name begins with: 临江市海事局|船检处; bare in 集团|质量部."""
BODIES_BACK = 200
"""Bodies back among which a department's whole is sought."""
LONGEST_NOUN = 2
"""Characters of a noun that stands for a body by itself: 集团, 院."""
QUARTER = re.compile("(?:[街园景社片小港校厂库]|开发|高新|功能|示范|保税|合作|保护)区$")


def doer(reading: Reading, at: int) -> Group | None:
    """Who does what the word at folded.text[at] says, where its clause names nobody; None where that is not told.

    局长Ⓝ说，今年将|推行Ⓟ → the body the speaker was introduced with; 区里已|编制Ⓣ; 该关9月|出台的Ⓣ
    """
    lead = THERE.sub("", reading.lead(at))
    here = HERE.match(lead)
    if here:
        topic = reading.carried(reading.clause_at(at), "Ⓓ")[:1] if here["scene"] else ()
        return topic or pointing.last(reading, at - len(reading.lead(at)), "District")[:1]
    if any(sign in lead for sign in "ⓄⒹⓃⒺ"):
        return None
    this = THIS.search(lead)
    if this:
        return body(reading, at, this["noun"])
    local = LOCAL.search(lead)
    if local:
        return place(reading, local["unit"] or local["street"])
    ours = OURS.match(lead.removeprefix("“"))
    if ours and reading.folded.text[:1] == "“":
        quoted = _quoted(reading, at)
        if quoted is not None:
            return quoted
    if not ours and has_own_subject(lead):
        return None
    earlier = _earlier(reading, at)
    if earlier is not None:
        return earlier
    said = SAID.search(reading.folded.text, max(0, at - BACK), at)
    if said:
        bare = BARE.search(reading.folded.text, max(0, said.start() - 24), said.start())
        if bare:
            return body(reading, said.start(), bare["noun"])
        return _speaks_for(reading, reading.folded.groups[said.start("who")][0])
    return _acts_for(reading, at)


HE = re.compile("(?<!其)他(?!们)|她(?!们)")


def _acts_for(reading: Reading, at: int) -> Group | None:
    """The body of the person that the clauses before are about: 校长Ⓝ很忙，|牵头推进Ⓟ."""
    clause = reading.clauses[reading.clause_at(at)]
    person = clause.subject[0] if clause.carried and len(clause.subject) == 1 else None
    if person is None or person.type != "Person":
        return None
    if person.sentence != reading.sentence and not HE.search(reading.folded.text, 0, at):
        return None
    return _speaks_for(reading, person)


def _quoted(reading: Reading, at: int) -> Group | None:
    """For whom the speaker of a quotation speaks, named behind it or shortly before: “今年我们|推行Ⓟ。”"""
    said = QUOTED.match(reading.folded.text[at:])
    if said is None:
        return None
    if "Ⓝ" not in said.group() or said["it"]:
        person = reading.discourse.last("Person")
        near = person is not None and reading.sentence.number - person.sentence.number <= SPEAKERS_BACK
        return _speaks_for(reading, person) if near and person is not None else None
    place = at + said.group().rindex("Ⓝ")
    return _speaks_for(reading, reading.folded.groups[place][0])


def _earlier(reading: Reading, at: int) -> Group | None:
    """Whom the clause before says to act, where it names it by a short noun: 区里已编制Ⓣ，并|启动Ⓟ."""
    text = reading.folded.text
    for clause in reading.clauses[: reading.clause_at(at)][::-1]:
        said = text[clause.start : clause.end]
        local = SUBJECT.match(said)
        if local:
            return place(reading, local["unit"])
        this = THIS_BODY.match(said)
        if this:
            return body(reading, clause.start, this["noun"])
        if any(sign in THERE.sub("", said) for sign in "ⓄⒹⓃⒺ"):
            return None
    return None


def body(reading: Reading, at: int, noun: str) -> Group | None:
    """The body last named that is called so: 该关 → 青岛海关."""
    here = [group[-1] for group in reading.folded.groups[:at] if group and group[0].type == "Organisation"]
    seen = reading.discourse.seen.get("Organisation", [])[-12:]
    ends = CALLED.get(noun, (noun,))
    for mention in (*reversed(here), *reversed(seen)):
        if mention.name.endswith(ends) or mention.text.endswith(ends):
            return (mention,)
    return None


def place(reading: Reading, unit: str) -> Group | None:
    """The division of this unit that the article so far names most often: 县里, 镇上; of equals the last."""
    seen = [m for m in reading.discourse.seen.get("District", ()) if _is_a(m, unit)]
    times = Counter(m.name for m in seen)
    return (max(reversed(seen), key=lambda m: times[m.name]),) if seen else None


def _is_a(mention: Mention, unit: str) -> bool:
    """Whether the place is a division of this unit; a quarter (历史文化街区) is no 区."""
    if unit == "区" and QUARTER.search(mention.name):
        return False
    return any(name.endswith(unit) for name in divisions.full_names(mention.name))


def _speaks_for(reading: Reading, person: Mention) -> Group | None:
    """The body the speaker was introduced with; of a place's committee or government the place, where it is named."""
    bodies = reading.discourse.bodies
    told = bodies.get(person) or next((b for one, b in bodies.items() if one.name == person.name), None)
    if told is None:
        return None
    seat = SEAT.match(told.name)
    if seat:
        named = reading.discourse.seen.get("District", ())
        return next(((m,) for m in named if seat["place"] in divisions.full_names(m.name)), (told,))
    return (_whole_of(reading, told),)


def _whole_of(reading: Reading, told: Mention) -> Mention:
    """The body that a department is a part of, where the article names it: 甲集团质量部 → 甲集团; else itself."""
    if not INNER.search(told.name):
        return told
    seen = reading.discourse.seen.get("Organisation", [])[-BODIES_BACK:]
    wholes = [m for m in seen if len(m.name) < len(told.name) and told.name.startswith((m.name, m.text))]
    if wholes:
        return max(wholes, key=lambda m: len(m.name))
    whole = WHOLE.match(told.name[:-1])
    if whole is None:
        return told
    if len(whole["whole"]) > LONGEST_NOUN:
        return replace(told, name=whole["whole"])
    ends = CALLED.get(whole["whole"], (whole["whole"],))
    times = Counter(m.name for m in seen if m.name.endswith(ends) and m.name != told.name)
    return max((m for m in seen if m.name in times), key=lambda m: times[m.name], default=told)

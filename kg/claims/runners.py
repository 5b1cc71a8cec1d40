"""Who runs or seeks an undertaking: the subject, its partners, whoever 当地 or 公司 means, the place of a status."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from kg.claims import divisions, pointing, speaking
from kg.claims.reading import PREPOSED, Clause, Group, Named, Reading, has_own_subject, named
from kg.model import Mention
from kg.shapes import SIGNS

AGENTS = "ⓄⒹ"
WINDOW = 40
"""Characters before a word that may say who does it; no clause begins farther back."""

WITH = re.compile(
    r"(?:与|和|同|携手|联合|会同|联手|牵手)([ⓄⒹ])(?:[^，。；]{0,4}|[^，。；]{0,6}(?:联动|签约|合作|协议|联手|携手)，)$"
    r"|(?:携手|联合|会同|联手|牵手)([ⓄⒹ])(?:等[^，。；ⓄⒹ]{0,8})?，(?:计划|将|拟)?在Ⓓ[^，。；ⓄⒹ]{0,6}$"
)
BOTH = re.compile("(?:双方|两地|两市|两县|两区|两省|两校|两家|三方|三地|各方)[^，。；ⓄⒹ]{0,8}$")
"""双方将|共建Ⓟ; of 双方合资的Ⓞ|运营Ⓟ only Ⓞ does."""
TOGETHER = re.compile(r"([ⓄⒹ])(?:[^，。；ⓄⒹ]{0,6}，)?(?:还|将|也|则|又|日前|分别)*(?:与|同|和|携手|联合|牵手)([ⓄⒹ])")


def agents_of(reading: Reading, at: int) -> Group:
    """Who runs it, partners too (同Ⓞ合办); a plan's own clauses speak of the place it is made for."""
    text, groups, near = reading.folded.text, reading.folded.groups, max(0, at - WINDOW)
    if BOTH.search(text, near, at):
        pairs = list(TOGETHER.finditer(text, max(0, at - 99), at))
        if pairs:
            return groups[pairs[-1].start(1)] + groups[pairs[-1].start(2)]
    partner = WITH.search(text, near, at)
    start = partner.start() if partner else at
    told = _pointed(reading, start)
    if told is None:
        told = _demanded(reading, start)
    if told is None:
        told = speaking.doer(reading, start)
    agents = _subject(reading, start) if told is None else told
    clause = reading.clauses[reading.clause_at(at)]
    planned = clause.subject and clause.subject[0].type == "Document"
    if planned and told is None and (not agents or agents[0].sentence != reading.sentence):
        return _planned_for(reading, clause.subject[0]) or agents
    if partner:
        if len(agents) > 1 and not re.search("[ⓄⒹ]", reading.lead(start)) and pointing.led(agents):
            agents = agents[:1]
        place = partner.start(1) if partner[1] else partner.start(2)
        agents += tuple(m for m in groups[place] if m not in agents)
    return agents


DEMAND = re.compile(
    r"(?:^|[，。；”])(?P<what>[^，。；ⓄⒹⓃⒺ]{0,6}(?:会议|大会|全会|会上|会|通报|Ⓣ|方案|文件|意见|办法|规划|措施|条例|通知|计划|政策)|Ⓔ)"
    rf"[^，。；{SIGNS}]{{0,6}}(?:要求|强调|提出|明确|指出|部署|决定|规定|透露|议定)，?(?P<rest>[^。Ⓝ”]{{0,160}})$"
)
URGED = re.compile(rf"(?P<what>Ⓝ)[^，。；{SIGNS}]{{0,4}}(?:要求|强调)，(?P<rest>[^。Ⓝ”]{{0,160}})$")
"""Ⓝ要求，要一体|推进Ⓟ: what a leader demands of all is the place's."""
ALL_PARTS = re.compile("[各全][^，。；ⓄⒹ]{0,16}$")
"""各区市、各开发区要深入|实施: everyone in the place."""


def _demanded(reading: Reading, at: int) -> Group | None:
    """The place whose meeting or plan demands it, where nobody is told to do it: 会议要求，今年要|启动Ⓟ."""
    text, lead = reading.folded.text, reading.lead(at)
    said = DEMAND.search(text, max(0, at - DEMANDED), at) or URGED.search(text, max(0, at - DEMANDED), at)
    if not said or re.search("[ⓄⒹⓃ]", speaking.THERE.sub("", lead)) or "由" in lead[-12:]:
        return None
    stated = (c.subject[0] for c in _since(reading, said, at) if c.subject and not c.carried)
    if any(subject.type in BODIES for subject in stated):
        return None
    if has_own_subject(lead) and not ALL_PARTS.match(lead):
        return None
    document = next((reading.folded.groups[i][0] for i in range(*said.span("what")) if text[i] in "ⓉⒺ"), None)
    return _planned_for(reading, document) or None


DEMANDED = 200
"""Characters that a list of demands may run on."""
BODIES = ("Organisation", "District", "Person")


def _since(reading: Reading, said: re.Match[str], at: int) -> list[Clause]:
    """The clauses from the demand's own on, up to that of folded.text[at]."""
    return [clause for clause in reading.clauses if said.start("rest") <= clause.end and clause.start <= at]


def _planned_for(reading: Reading, document: Mention | None) -> Group:
    """The place a plan or a meeting is of: whose name it begins with, else the division the article names most."""
    everything = divisions.Everything(reading.discourse.everything)
    document = document or reading.discourse.held or reading.discourse.last("Event")
    seen = reading.discourse.seen.get("District", [])[-DISTRICTS_BACK:]
    own = [m for m in seen if document is not None and document.name.startswith((m.name, m.text))]
    if own:
        return (max(own, key=lambda m: len(m.text)),)
    return _home(everything)


FAR = 1
"""Sentences back from which none but the place or the body that the article is about is carried."""


def _mains(reading: Reading) -> tuple[Named | None, ...]:
    return reading.discourse.article.home, reading.discourse.article.body


def _main(reading: Reading) -> Group:
    """The place or the body that the article names most often; of equals the place."""
    article = reading.discourse.article
    home, body = (article.mains.get(kind) for kind in ("District", "Organisation"))
    if home is None or body is None:
        return tuple(m for m in (home, body) if m is not None)
    return (home,) if article.counts[named(home)] >= article.counts[named(body)] else (body,)


JOINTLY = re.compile("[共合联投建新]|携手|一[道起同]|打造|开发|兴建|搭建")
"""What those do together who were named together: works, and whatever is said to be joint."""


def _subject(reading: Reading, at: int) -> Group:
    """The subject of the word at folded.text[at]; none for 这家以扣板起家的企业, whoever that is.

    Of Ⓞ与Ⓞ签订协议，|推行Ⓟ the first alone, of …，|共建Ⓟ and …，|建设Ⓟ both.
    """
    lead = reading.lead(at)
    if pointing.NAMELESS.search(lead):
        return ()
    agents = reading.subject(at, AGENTS)
    if agents and reading.sentence.number - agents[0].sentence.number >= FAR:
        return agents if named(agents[0]) in _mains(reading) else _main(reading)
    joint = JOINTLY.match(reading.folded.text, at) or JOINTLY.search(lead[-6:])
    return agents[:1] if not joint and not re.search("[ⓄⒹ]", lead) and pointing.led(agents) else agents


IT = re.compile("(?:它|它们|其)(?:还|也|已|正|将|又|则|曾|近日|日前)+")
HEAD = re.compile(
    r"(?:[^，。；：ⓄⒹⓃⓅ]{1,24}的([ⓄⒹ])(?=[，]|[^的，]{2})"
    r"|[^，。；：ⓄⒹⓃⓅ]{0,5}[^，。；：ⓄⒹⓃⓅ对向从由在把被将给据与和](?=[ⓄⒹ])([ⓄⒹ])(?=[正将已以也则还又便就计拟]|近|日前|眼下|目前|今))"
)
FIRM = ("公司", "企业", "集团", "学校", "医院", "该公司", "该企业", "该集团")


def _pointed(reading: Reading, at: int) -> Group | None:
    """Whom 当地 means, 公司 in the words of its own officer, or the head of a relative clause: 去年获批的Ⓓ，正|打造."""
    text, lead = reading.folded.text, reading.lead(at)
    if IT.match(lead):
        return reading.carried(reading.clause_at(at), "ⓄⒹ", 3)
    begin = at - len(lead)
    if lead[:1] == "Ⓞ":
        firm = reading.folded.groups[begin][0]
        return speaking.doer(reading, begin) if firm.deictic and firm.text in FIRM else None
    if any(sign in lead for sign in SIGNS) or has_own_subject(lead):
        return None
    number = reading.clause_at(at)
    for clause in reading.clauses[:number][::-1]:
        if clause.subject and not clause.carried:
            return None
        head = HEAD.match(text, clause.start, clause.end + 1)
        if head and not PREPOSED.match(text, clause.start):
            return reading.folded.groups[head.start(head.lastindex or 1)]
    return None


def seekers(reading: Reading, agents: Group, things: Group) -> Group:
    """Of a place's status (示范城市) whose office works for it, the place: 海洋局局长Ⓝ说，将争创Ⓐ."""
    if not agents or agents[0].type != "Organisation" or not OFFICE.search(agents[0].name):
        return agents
    if not all(OF_PLACE.search(m.name) and (m.type == "Award" or STATUS.search(m.name)) for m in things):
        return agents
    seen = reading.discourse.seen.get("District", [])[-DISTRICTS_BACK:]
    here = [m for group in reading.folded.groups for m in group if m.type == "District"]
    eponyms = [m for m in (*seen, *here) if agents[0].name.startswith(m.name)]
    place = max(eponyms, key=lambda m: len(m.name), default=None)
    return (place,) if place else _home(divisions.Everything(reading.discourse.everything)) or agents


DISTRICTS_BACK = 60
"""Districts back that an office may be named after."""


OFFICE = re.compile("(?:[局委厅部办处]|办公室|政府|管委会|委员会|办事处)$")
OF_PLACE = re.compile("(?:城市|城区|城|[市区县镇乡村]|园区|基地|集群|之乡|街区|走廊|高地)$")

STATUS = re.compile("(?:示范|试验|先行|先导|标杆|样板)[^，]{0,4}$")
"""What a place is to become, though it is typed an undertaking: 全国产教融合示范区."""


BELONGS = re.compile("(?:的|旗下的?|下属的?|所属的?|控股的?|子公司)$")


APPROVED = re.compile("(?:经[^经]*)?[ⓄⒹ][^ⓄⒹ]{0,6}(?:批准|批复|核准|审批|同意|授权)")
"""由Ⓞ批准组建, 由Ⓞ经Ⓞ批准建设, 由Ⓞ批准、Ⓞ建设: who allows it does not run it."""


def doers(reading: Reading, start: int, end: int) -> Group:
    """The bodies between 由 and the verb: Ⓞ会同Ⓞ、Ⓞ; of Ⓞ旗下的Ⓞ the last alone; of Ⓞ经Ⓞ批准 the first."""
    text = reading.folded.text
    who: Group = ()
    allowed = APPROVED.search(text, start, end)
    allows = range(start if text[allowed.start()] != "经" else allowed.start(), allowed.end()) if allowed else ()
    for at in (i for i in range(start, end) if text[i] in AGENTS and i not in allows):
        group = reading.folded.groups[at]
        who = group if BELONGS.search(text, start, at) else who + tuple(m for m in group if m not in who)
    return who


SMALL = re.compile("(?:村|社区|街|路|山|河|湖|景区)$")


@lru_cache(maxsize=2)
def _home(named: divisions.Everything) -> Group:
    """The district that the article names most often; a village only where it names nothing larger."""
    every = [m for m in named.everything if m.type == "District"]
    districts = [m for m in every if not SMALL.search(m.name)] or every
    times = Counter(m.name for m in districts)
    return (max(districts, key=lambda m: times[m.name]),) if districts else ()

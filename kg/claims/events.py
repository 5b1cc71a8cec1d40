"""organises and participatesIn: who holds an event, who takes part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import triggers
from kg.claims.reading import Group, Reading, pattern
from kg.model import Claim

HOLDS = triggers.choice("triggers_events", "holds")
HOSTS = triggers.choice("triggers_events", "hosts")
ACTS = triggers.choice("triggers_events", "acts")
SHOWS = triggers.choice("triggers_events", "shows")
AT_IT = re.compile(
    r"(?:会|论坛|仪式|活动|现场|赛场|开幕式|大会|座谈会|推进会|发布会|比赛|博览会)上|会议|到会|到场|参会|与会"
)

HOLDING = pattern(rf"(?P<verb>{HOLDS})(?:了)?(?P<gap>~14‹Ⓓ›)(?P<event>Ⓔ)")
MORE = pattern(r"~8[、和及]?~4Ⓔ")


def _events(reading: Reading, at: int) -> Group:
    text, places = reading.folded.text, [at]
    while more := MORE.match(text, places[-1] + 1):
        places.append(more.end() - 1)
    return tuple(m for place in places for m in reading.folded.groups[place] if m.type == "Event")


TRAINED = pattern(r"组织~16‹Ⓓ›(?:参加|参与|赴)")


def holds(reading: Reading) -> Iterator[Claim]:
    """Ⓞ在Ⓓ举行Ⓔ; 每年召开Ⓔ."""
    folded = reading.folded
    for found in HOLDING.finditer(folded.text):
        lead = reading.lead(found.start())
        if TRAINED.search(folded.text[found.start() : found.end()]):
            continue
        who = reading.subject(found.start(), "ⓄⒹ")
        if re.search("期间，[^，；]*$", folded.text[: found.start()]) and not re.search("[ⓄⒹ]", lead):
            continue
        if found["gap"].startswith("的") and lead[-1:] not in "ⓄⒹ":
            continue
        if re.search("期间|在[ⓄⒹ][^，]{0,6}$", lead) and not re.search("[ⓄⒹ]在", lead):
            continue
        yield from reading.claims(who, "organises", _events(reading, found.start("event")), "holds", found["verb"])


HOSTED = pattern(
    rf"由(?P<who>[ⓄⒹ])~8(?P<verb>{HOSTS})(?P<more>(?:，|、|和)?(?:由)?(?P<also>[ⓄⒹ])(?:共同|联合)?(?:{HOSTS}))?"
    r"(?P<of>的~10‹ⓄⒹ›(?P<event>Ⓔ))?"
)
HOST_TAIL = pattern(
    r"(?P<who>[ⓄⒹ])~6(?P<verb>主办|承办|协办|联合主办|共同主办|联手主办|共同承办)(?:的~10‹ⓄⒹ›(?P<event>Ⓔ)|(?=[，。；]|$))"
)


ABOUT = re.compile(
    r"(?:会议|大会|活动|论坛|赛事|比赛|展会|博览会|本届|本次|仪式|大赛|节|会|展|赛|培训)[^，。]{0,8}由?$|^[^，。]{0,3}由"
)


HOST_IS = pattern(
    r"(?P<event>Ⓔ)(?:的)?~4(?P<verb>主办方|承办方|主办单位|承办单位|举办单位|举办方)(?:是|为|有|包括|：)(?P<who>[ⓄⒹ])"
)


def hosted(reading: Reading) -> Iterator[Claim]:
    """Ⓔ由Ⓞ主办，Ⓞ承办; 由Ⓞ主办的Ⓔ."""
    folded = reading.folded
    yield from reading.simply(HOST_IS, "who", "organises", "event", "hosted")
    for form in (HOSTED, HOST_TAIL):
        for found in form.finditer(folded.text):
            event = _event_of(reading, found.start(), found.end(), found.start("event") if found["event"] else None)
            if not event:
                continue
            if "Ⓔ" not in folded.text and not ABOUT.search(folded.text[: found.start() + 1]):
                continue
            who = folded.groups[found.start("who")]
            if form is HOSTED and found["also"]:
                who += folded.groups[found.start("also")]
            yield from reading.claims(who, "organises", event, "hosted", found["verb"])


def _event_of(reading: Reading, start: int, end: int, at: int | None) -> Group:
    """The event named at a sign, else before the words, else after them, else last in the article."""
    folded = reading.folded
    if at is not None:
        return folded.groups[at]
    before = [g for i, g in enumerate(folded.groups[:start]) if g and g[0].type == "Event"]
    if before:
        return before[-1][:1]
    clause = reading.clauses[reading.clause_at(start)]
    if clause.subject and clause.subject[0].type == "Event":
        return clause.subject[:1]
    after = [g for g in folded.groups[end:] if g and g[0].type == "Event"]
    if after and not reading.discourse.last("Event"):
        return after[0][:1]
    seen = reading.discourse.seen.get("Event", [])
    said = SORT.search(folded.text[max(0, start - 12) : start + 1])
    if said:
        fitting = [event for event in seen if said[1] in event.name or said[1] in event.text]
        if fitting:
            return (fitting[-1],)
    if seen and reading.discourse.held and seen[-1].sentence.number < reading.sentence.number - 1:
        return (reading.discourse.held,)
    return (seen[-1],) if seen else ()


SORT = re.compile(
    "(座谈会|仪式|论坛|培训|发布会|推进会|动员会|现场会|大会|会议|比赛|大赛|博览会|展会|活动|对接会|研讨会)上?(?:，|由)?$"
)
ACTING = pattern(rf"(?P<who>Ⓝ)(?P<gap>~16‹ⒺⓄⒹ，›)(?P<verb>{ACTS})(?P<rest>~8)(?P<event>Ⓔ?)")
STRONG = re.compile(
    "献上|为题|为主题|呈现|主持|出席|参加|参会|与会|到会|到场|列席|致辞|讲话|发言|报告|演讲|动员|宣布|宣读|颁奖|揭牌|揭幕|签约|见证|登台|推介|受邀|汇报|授课|主讲|分享"
)


def acts(reading: Reading) -> Iterator[Claim]:
    """Ⓝ、Ⓝ出席Ⓔ; 会上，Ⓝ致辞; 会议由Ⓝ主持."""
    folded = reading.folded
    for found in ACTING.finditer(folded.text):
        strong = STRONG.search(folded.text, found.start("verb"), found.end("verb") + 8)
        if strong:
            reading.discourse.acted = reading.sentence.number
        named = found["event"] or "Ⓔ" in found["gap"]
        at_it = AT_IT.search(folded.text[max(0, found.start() - 30) : found.end()])
        recent = reading.sentence.number - reading.discourse.acted <= 1
        if not (named or strong or at_it or recent):
            continue
        event = _event_of(reading, found.start(), found.end(), found.start("event") if found["event"] else None)
        yield from reading.claims(folded.groups[found.start("who")], "participatesIn", event[:1], "acts", found["verb"])


CHAIRED = pattern(
    r"(?P<what>会议|活动|仪式|座谈会|论坛|培训|开幕式|发布会|大会)?(?:由|邀请)(?P<who>Ⓝ)~2(?P<verb>主持|主讲|授课|致辞|介绍|，|~1)"
)


def chaired(reading: Reading) -> Iterator[Claim]:
    """会议由Ⓝ主持; 培训邀请Ⓝ授课."""
    folded = reading.folded
    for found in CHAIRED.finditer(folded.text):
        if not found["what"] and "邀请" not in found.group() and found["verb"] not in ("主持", "主讲", "授课", "致辞"):
            continue
        event = _event_of(reading, found.start(), found.end(), None)
        yield from reading.claims(
            folded.groups[found.start("who")], "participatesIn", event[:1], "chaired", found["verb"]
        )


DISPLAYED = pattern(r"(?P<who>Ⓡ)~16(?P<verb>亮相|展出|参展|集中亮相)(?!~10Ⓔ)")
REPORTED = pattern(
    r"(?P<who>[ⓄⒹ])~24(?P<verb>参展|参会|参赛|与会|交流发言|典型发言|表态发言|先后发言|分别发言|发言|经验交流|作交流|进行了汇报|作了汇报)"
)
UNVEILED = pattern(r"(?P<who>Ⓞ)~4(?P<verb>揭牌)")
GUESTS = pattern(r"(?P<event>Ⓔ)~6(?:上|中|期间|环节|现场)，~4‹ⒹⓄ›(?:组织|邀请|带领)~6(?P<who>[ⓄⓃ])")
SHOWING = pattern(rf"(?P<verb>{SHOWS})(?:了)?~10‹Ⓓ›(?P<event>Ⓔ)")
AT_EVENT = pattern(
    r"(?:在)?(?P<event>Ⓔ)~6(?:上|中|期间|环节|现场)，?(?P<gap>~6)(?P<who>[ⓄⒹⓃⓇ])(?=~10‹Ⓓ›(?:摆|设|带|提供|展|签约|签署|签订|与|同|揭牌|发言|参展|亮相|推介|展出|作"
    r"|代表|分享|获|夺|捧|摘|组织))"
)
IN_EVENT = pattern(r"(?P<who>[ⓄⒹⓇ])~4在(?P<event>Ⓔ)(?:上|中|期间)")
TRAINING = pattern(r"组织~14‹Ⓓ›(?:参加|参与)(?P<event>Ⓔ)")


def shows(reading: Reading) -> Iterator[Claim]:
    """Ⓡ亮相Ⓔ; Ⓞ赴Ⓓ参加Ⓔ; Ⓔ上，Ⓞ作交流发言."""
    folded = reading.folded
    for found in SHOWING.finditer(folded.text):
        lead = reading.lead(found.start())
        if re.search(r"组织[^，]*$", lead):
            organiser = reading.subject(found.start() - len(lead) + lead.rindex("组织"), "ⓄⒹ")
            yield from reading.claims(organiser, "organises", _events(reading, found.start("event")), "sends", "组织")
            continue
        if re.search(r"\d+[余多]?(?:家|名|位|人|个|所|支|万)[^，ⓄⒹⓇⓃ]*$", lead):
            continue
        who = reading.subject(found.start(), "ⓄⒹⓇⓃ")
        yield from reading.claims(who, "participatesIn", _events(reading, found.start("event")), "shows", found["verb"])
    for form in (AT_EVENT, IN_EVENT):
        yield from reading.simply(form, "who", "participatesIn", "event", "at_event")


def displayed(reading: Reading) -> Iterator[Claim]:
    """Ⓡ等展品亮相; Ⓞ作交流发言; Ⓔ举行，Ⓞ揭牌: at the event last named."""
    folded = reading.folded
    for form in (DISPLAYED, REPORTED, UNVEILED):
        for found in form.finditer(folded.text):
            if (form is UNVEILED or found["verb"] in ("参展", "参会", "参赛", "与会")) and "Ⓔ" not in folded.text[
                : found.start()
            ]:
                continue
            event = _event_of(reading, found.start(), found.start(), None)
            yield from reading.claims(
                folded.groups[found.start("who")], "participatesIn", event[:1], "displayed", found["verb"]
            )
    for found in GUESTS.finditer(folded.text):
        yield from reading.claims(
            folded.groups[found.start("who")],
            "participatesIn",
            folded.groups[found.start("event")][:1],
            "guests",
            "组织",
        )


CONTEST = re.compile("(?:大赛|比赛|竞赛|锦标赛|联赛|运动会|邀请赛|挑战赛|选拔赛|比武|对抗赛|公开赛|奥赛|马拉松)")
PLACED = pattern(
    r"(?P<who>[ⓄⒹⓃⓇ])~8(?P<verb>获得|获|夺得|捧得|捧回|摘得|斩获|拿下|荣获|分获)~8(?:特等奖|[一二三]等奖|金奖|银奖|铜奖|冠军|亚军|季军|第[一二三]名|优秀组织奖"
    r"|优秀奖|金牌|银牌|铜牌)"
)


def contested(reading: Reading) -> Iterator[Claim]:
    """Ⓔ落幕，Ⓞ获得一等奖: who is placed in a contest took part in it."""
    for found in PLACED.finditer(reading.folded.text):
        event = _event_of(reading, found.start(), found.end(), None)
        if event and CONTEST.search(event[0].name) and event[0].sentence.number >= reading.sentence.number - 2:
            yield from reading.claims(
                reading.folded.groups[found.start("who")], "participatesIn", event[:1], "contested", found["verb"]
            )


SPOKE = pattern(
    r"(?:会|仪式|论坛|座谈会|活动|培训|比武活动)上，~4(?P<who>[ⓄⒹⓃ])(?P<verb>~18(?:发言|签约|汇报|致辞|介绍|分享|交流|颁奖|宣读|负责人|为~8揭牌"
    r"|作(?:了|出)?~4(?:报告|发言|部署|讲话|说明|动员|总结|点评)))"
)


def spoke(reading: Reading) -> Iterator[Claim]:
    """座谈会上，Ⓞ、Ⓞ先后发言."""
    folded = reading.folded
    for found in SPOKE.finditer(folded.text):
        event = _event_of(reading, found.start(), found.end(), None)
        yield from reading.claims(
            folded.groups[found.start("who")], "participatesIn", event[:1], "spoke", found["verb"]
        )


RULES = (holds, hosted, acts, chaired, shows, displayed, contested, spoke)


OPENED = pattern(r"Ⓔ~20‹ⒹⓄ，›(?:举行|举办|召开|开幕|启幕|启动|落幕|闭幕)|(?:举行|举办|召开|开展)~14‹Ⓓ›Ⓔ")


def _note_held(reading: Reading) -> None:
    """Remember the event that this sentence says is held."""
    for found in OPENED.finditer(reading.folded.text):
        place = reading.folded.text.index("Ⓔ", found.start())
        reading.discourse.held = reading.folded.groups[place][0]
        if reading.sentence.kind == "body":
            reading.discourse.acted = reading.sentence.number


def find(reading: Reading) -> Iterator[Claim]:
    """Every holding of and taking part in an event that the sentence states."""
    if "Ⓔ" not in reading.raw.text and not reading.discourse.seen.get("Event"):
        return
    _note_held(reading)
    for rule in RULES:
        yield from rule(reading)

"""participatesIn contests: who beats whom, who is placed, who wins medals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import triggers
from kg.claims.presence import event_of, recent
from kg.claims.reading import Group, Reading, pattern
from kg.forms import wants
from kg.model import Claim

CONTEST = re.compile("(?:大赛|比赛|竞赛|锦标赛|联赛|运动会|邀请赛|挑战赛|选拔赛|比武|对抗赛|公开赛|奥赛|马拉松)")
PRIZES = "(?:特等奖|[一二三]等奖|[金银铜][奖牌]|冠军|亚军|季军|第[一二三]名|优秀组织奖|优秀奖|优胜奖|Ⓐ)"
PLACED = pattern(
    rf"(?P<who>[ⓄⒹⓃⓇ])~18(?P<verb>{triggers.choice('triggers_events', 'wins')})(?:了|得)?(?P<prize>~10‹Ⓐ›{PRIZES})"
)
ELSEWHERE = re.compile("(?:会|赛|杯|节)(?!项)")
MEDAL = re.compile("(?:[特一二三]等奖|[金银铜][奖牌]|冠军|亚军|季军|[优名]胜?奖)$")


def _elsewhere(reading: Reading, event: str, end: int) -> bool:
    """Whether a prize named in folded.text[:end] is of another contest: 摘得全国锦标赛冠军, told at a marathon."""
    prizes = (m.name for group in reading.folded.groups[:end] for m in group if m.type == "Award")
    return any(_is_of_other(prize, event) for prize in prizes)


EDITION = re.compile(r"(?:(?:19|20)\d\d年?度?)?(?:第.{1,3}届|首届)?(?:(?:19|20)\d\d年?度?)?")


def _is_of_other(prize: str, event: str) -> bool:
    """Whether a prize's name names a contest, not this event in short or without edition: 马拉松赛男子组冠军."""
    prize, event = EDITION.sub("", prize, count=1), EDITION.sub("", event, count=1)
    contests = [prize[: found.end()] for found in ELSEWHERE.finditer(prize)]
    return bool(contests) and event not in prize and not any(contest in event for contest in contests)


BEAT = pattern(
    r"(?P<who>[ⓄⒹⓃ])~10(?P<verb>战胜|击败|力克|不敌|逼平|对阵|迎战|负于|大胜|险胜|完胜|淘汰|战平|横扫)~4(?P<other>[ⓄⒹⓃ])"
)
RANKED = pattern(
    r"(?P<who>[ⓄⒹⓃ])(?:的?(?:选手|代表队|队))?~4(?P<verb>分列|分获|名列|位列|列|排名|排在|获得?|并列)(?:第)?[一二三四五六七八\d][、至—到]?[二三四五六七八\d]?[、]?[三四五六七八\d]?名"
)
TITLE = pattern(
    rf"(?P<who>[ⓄⒹⓃ])~16(?P<verb>{triggers.choice('triggers_events', 'title')}"
    r"|[添摘夺揽拿收获斩捧](?:得|获|下|入|回)?(?:了)?[\d一两二三四五六七八九十首]{1,3}[枚块]?[金银铜](?![融额属色矿店行牌]))"
)


OTHER_SCENE = re.compile("在(?![^，；。]{0,6}(?:赛|比武|比拼|角逐|对决|较量|对抗|争夺|Ⓔ))[^，；。]{1,8}[中里]")
"""在竞标中|胜出: what is won there is no contest."""


def _contest(reading: Reading, start: int, end: int) -> Group:
    """The contest that a prize was won in; a heat or a discipline (赛项) is part of the one that is held."""
    event = event_of(reading, start, end, None)
    if event and CONTEST.search(event[0].name):
        return event
    seen = [event for event in reading.discourse.seen.get("Event", [])[-6:] if CONTEST.search(event.name)]
    return tuple(seen[-1:])


@wants(BEAT, TITLE, RANKED, PLACED)
def contested(reading: Reading) -> Iterator[Claim]:
    """Ⓔ落幕，Ⓞ获得一等奖; Ⓞ3比1战胜Ⓞ; Ⓝ夺冠: who is placed in a contest took part in it."""
    for form in (BEAT, TITLE, RANKED):
        for found in form.finditer(reading.folded.text):
            if form is TITLE and OTHER_SCENE.search(found.group()):
                continue
            event = _contest(reading, found.start(), found.end())
            if event and CONTEST.search(event[0].name) and recent(reading, event[0], found.start(), 2):
                who = reading.folded.groups[found.start("who")]
                who += reading.folded.groups[found.start("other")] if form is BEAT else ()
                yield from reading.claims(who, "participatesIn", event[:1], "contested", found["verb"])
    for found in PLACED.finditer(reading.folded.text):
        event = _contest(reading, found.start(), found.end())
        medal = reading.folded.groups[found.end() - 1]
        if reading.folded.text[found.start() - 1 : found.start()] in tuple("在于"):
            continue
        if event and _elsewhere(reading, event[0].name, found.end()):
            continue
        if (medal and not MEDAL.search(medal[0].name)) or ELSEWHERE.search(found["prize"]):
            continue
        if event and CONTEST.search(event[0].name) and event[0].sentence.number >= reading.sentence.number - 2:
            yield from reading.claims(
                reading.folded.groups[found.start("who")], "participatesIn", event[:1], "contested", found["verb"]
            )

"""organises and participatesIn: who holds an event, who takes part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import triggers
from kg.claims import contests, presence, speaking
from kg.claims.presence import NEAR, event_of, recent
from kg.claims.reading import NOT, STOPPED, Group, Reading, pattern
from kg.forms import wants
from kg.model import Claim, Mention

HOLDS = triggers.choice("triggers_events", "holds")
HOSTS = triggers.choice("triggers_events", "hosts")
ACTS = triggers.choice("triggers_events", "acts")
PRESENT = triggers.choice("triggers_events", "present")
SHOWS = triggers.choice("triggers_events", "shows")
AT_IT = re.compile(
    r"(?:会|论坛|仪式|活动|现场|赛场|开幕式|大会|座谈会|推进会|发布会|比赛|博览会)上|会议|到会|到场|参会|与会"
    r"|Ⓔ[^，。；]{0,4}(?:上|中|期间|现场)"
)

A_BODY = "(?:" + "|".join(f"(?<={name})" for name in triggers.forms("triggers_events", "called")) + ")组织"
"""世卫组织Ⓔ: a body's name, no verb."""
HOLDING = pattern(rf"(?<![申竞])(?!{A_BODY})(?P<verb>{HOLDS})(?:了)?(?P<gap>~14‹Ⓓ›)(?P<event>Ⓔ)(?!的?[申竞]办)")
"""Not 申办Ⓔ, 启动Ⓔ申办工作: who bids for an event does not hold it."""
MORE = pattern(r"~8[、和及]?~4Ⓔ")


def _events(reading: Reading, at: int) -> Group:
    return tuple(m for m in reading.those(reading.chain(MORE, at)) if m.type == "Event")


AT_ONE = re.compile("[上中]")
MEETS = re.compile("举行|召开")
"""Ⓞ在Ⓓ举行的Ⓔ上发布…: who speaks there, not who holds it."""
BY_OTHERS = re.compile("由[^，。；]{1,30}$")
"""由Ⓞ主办的Ⓔ: for `hosted` to read."""
GOES_TO = re.compile("(?:参加|出席|亮相|赴|参与|闭幕|落幕|开幕)[^，。；]{0,16}$")
WITH = re.compile(r"(?:与|和|同|携手|联合|会同|联手|牵手)([ⓄⒹ])(?:等[^，。；]{0,6})?(?:共同|联合|联手|一起|一道)?$")
VENUE = re.compile("(?:会展|展览|会议|体育|博览|艺术|文化)中心$|[馆场店园厅]$|大厦$")
"""Where things are held, 在某会展中心举办的Ⓔ上: no holder."""
IN_PLACE = re.compile("(?:将|拟|还|也|计划|要|会|已|起)*在Ⓓ[^，。；]{0,4}$")
ALLIED = re.compile("([ⓄⒹ])[^，。；ⓄⒹ]{0,4}(?:联合|携手|会同|联手|牵手)([ⓄⒹ])(?:等[^，。；]{0,8})?，$")
"""Ⓞ联合Ⓞ，|在Ⓓ举办Ⓔ: both hold it."""
TRAINED = pattern(r"组织~16‹Ⓓ›(?:参加|参与|赴)")
TAKEN_TO = pattern(
    r"[把将](?P<event>Ⓔ)~4(?P<verb>开到|办到|搬到|开进|办进|搬进|开在|办在|放在)"
    r"|(?P<wins>获得|获|取得|拿下|赢得|摘得|争得|夺得|拿到|获授)(?:了|过)?~8‹Ⓓ›(?P<won>Ⓔ)的?(?:举办|承办|主办)(?:权|资格)"
    r"|(?P<bids>(?<=成功)申办|申办(?=~8‹Ⓓ›Ⓔ(?:取得|获得|获|宣告)?成功))(?:了|到|下)?~8‹Ⓓ›(?P<bid>Ⓔ)"
)
"""成功申办Ⓔ, 获得Ⓔ举办权: bidding alone (申办, 竞办) holds nothing."""


@wants(HOLDING, TAKEN_TO)
def holds(reading: Reading) -> Iterator[Claim]:
    """Ⓞ在Ⓓ举行Ⓔ; 每年召开Ⓔ."""
    folded = reading.folded
    for found in HOLDING.finditer(folded.text):
        lead = reading.lead(found.start())
        if TRAINED.search(folded.text[found.start() : found.end()]):
            continue
        if BY_OTHERS.search(lead) or (found["gap"].startswith("的") and GOES_TO.search(lead)):
            continue
        if (
            found["gap"].startswith("的")
            and lead.endswith("在Ⓓ")
            and MEETS.match(found["verb"])
            and AT_ONE.match(folded.text, found.end())
        ):
            continue
        partner = WITH.search(folded.text, max(0, found.start() - 24), found.start())
        start = partner.start() if partner else found.start()
        where = IN_PLACE.search(folded.text, max(0, start - 16), start)
        told = speaking.doer(reading, where.start() if where else start)
        who = reading.subject(start, "ⓄⒹ") if told is None else told
        if partner:
            who += tuple(m for m in folded.groups[partner.start(1)] if m not in who)
        allied = ALLIED.search(folded.text, max(0, found.start() - 60), found.start() - len(lead))
        if allied and lead.startswith("在Ⓓ") and not found["gap"].startswith("的"):
            who = tuple(m for sign in (1, 2) for m in folded.groups[allied.start(sign)])
            yield from reading.claims(who, "organises", _events(reading, found.start("event")), "holds", found["verb"])
            continue
        if re.search("期间，[^，；]*$", folded.text[: found.start()]) and not re.search("[ⓄⒹ]", lead):
            continue
        if found["gap"].startswith("的") and lead[-1:] not in "ⓄⒹ":
            continue
        held_by = found["gap"].startswith("的") and lead.endswith("Ⓞ") and AT_ONE.match(folded.text, found.end())
        if held_by and VENUE.search(folded.groups[found.start() - 1][0].name):
            continue
        if (
            told is None
            and re.search("期间|在[ⓄⒹ][^，]{0,6}$", lead)
            and not (re.search("[ⓄⒹ][^，ⓄⒹ]{0,6}在[ⓄⒹ]", lead) or held_by)
        ):
            continue
        if held_by:
            who = folded.groups[found.start() - 1]
        yield from reading.claims(who, "organises", _events(reading, found.start("event")), "holds", found["verb"])
    for found in TAKEN_TO.finditer(folded.text):
        who = reading.subject(found.start(), "ⓄⒹ")
        verb, event = next(pair for pair in TAKEN_GROUPS if found[pair[0]])
        if not HOPES.search(reading.lead(found.start())) and not reading.denied(found.start()):
            yield from reading.claims(who, "organises", _events(reading, found.start(event)), "holds", found[verb])


TAKEN_GROUPS = (("verb", "event"), ("wins", "won"), ("bids", "bid"))
"""What TAKEN_TO calls a verb and its event."""
HOPES = re.compile(
    "(?:力争|争取|[有盼渴期希]望|谋求|寻求|志在|能否|如[果能]|若(?!干)|一旦|(?<![模虚])拟|(?<!所)欲|想要|筹划|计划"
    "|(?:竞争|角逐|参与)(?![^，。；]*[中里后]))[^，。；]{0,6}$"
)
"""力争成功|申办Ⓔ; not 如愿获得, 众望所归, 在竞争中获得Ⓔ举办权."""


HOSTED = pattern(
    r"由(?P<who>[ⓄⒹ])(?P<gap>(?:(?:等~4)?(?:[、和与及]|会同|联合)~4[ⓄⒹ]){0,12})~8"
    rf"(?P<verb>{HOSTS}|牵头(?=的))(?P<more>(?:，|、|和)?(?:由)?(?P<also>[ⓄⒹ])(?:共同|联合)?(?:{HOSTS}))?"
    r"(?P<of>的~10‹ⓄⒹ›(?P<event>Ⓔ))?"
)
HOST_TAIL = pattern(
    r"(?P<who>[ⓄⒹ])(?:等~4)?~8(?P<verb>(?:主办|承办|协办|合办|联办|共办))(?:的~10‹ⓄⒹ›(?P<event>Ⓔ)|(?=[，。；]|$))"
)


ABOUT = re.compile(
    r"(?:会议|大会|活动|论坛|赛事|比赛|展会|博览会|本届|本次|仪式|大赛|节|会|展|赛|培训)[^，。]{0,8}由?$|^[^，。]{0,3}由"
    "|^[^。；]{0,12}(?:会议|大会|活动|论坛|赛事|比赛|展会|博览会|仪式|大赛|峰会|年会)[^。；]{0,40}，由$"
)


IS_HOST = pattern(
    r"(?P<who>[ⓄⒹ])(?:共同|联合|分别)?(?:担任|作为|为|是)(?P<verb>(?:主办|承办|举办|协办)(?:方|单位|机构|者))"
)
HOST_IS = pattern(r"(?P<verb>(?:主办|承办|举办|协办)(?:方|单位|机构|者))(?:分别)?(?:是|为|系|有|包括|：)?(?P<who>[ⓄⒹ])")


@wants(HOST_IS, IS_HOST, HOSTED, HOST_TAIL)
def hosted(reading: Reading) -> Iterator[Claim]:
    """Ⓔ由Ⓞ主办，Ⓞ承办; 由Ⓞ主办的Ⓔ; Ⓔ…，承办方为Ⓞ."""
    folded = reading.folded
    for found in HOST_IS.finditer(reading.raw.text):
        event = event_of(reading, 0, 0, None)
        if event and recent(reading, event[0], 0, NEAR):
            who = reading.raw.groups[found.start("who")]
            yield from reading.claims(who, "organises", event[:1], "hosted", found["verb"])
    for found in [*HOST_IS.finditer(folded.text), *IS_HOST.finditer(folded.text)]:
        event = event_of(reading, found.start(), found.end(), None)
        yield from reading.claims(folded.groups[found.start("who")], "organises", event[:1], "hosted", found["verb"])
    for form in (HOSTED, HOST_TAIL):
        for found in form.finditer(folded.text):
            event = event_of(reading, found.start(), found.end(), found.start("event") if found["event"] else None)
            if not event:
                continue
            if "Ⓔ" not in folded.text and not ABOUT.search(folded.text[: found.start() + 1]):
                continue
            who = folded.groups[found.start("who")]
            if form is HOSTED:
                who += tuple(m for i in range(*found.span("gap")) for m in folded.groups[i])
            if form is HOSTED and found["also"]:
                who += folded.groups[found.start("also")]
            yield from reading.claims(who, "organises", event, "hosted", found["verb"])


SPEECHES = (
    "(?:致~5[辞词]|[作做](?:了|出)?(?:题为|以)|[作做](?:了|出|的)?~8"
    "(?:报告|发言|部署|讲话|说明|动员|总结|点评|表态|解读|演讲|分享|推介|汇报|介绍|交流|授课))"
)
ACTING = pattern(rf"(?P<who>Ⓝ)(?P<gap>~16‹ⒺⓄⒹⓉ，›)(?P<verb>{SPEECHES}|{ACTS}|{PRESENT})(?:~10‹Ⓓ›(?P<event>Ⓔ))?")
STRONG = pattern(f"{SPEECHES}|{PRESENT}")
ABSENT = re.compile(rf"(?:{NOT}|{STOPPED}|缺席|因故|会[下外]|场外)[^，。；]{{0,3}}$|不$")
OTHERS_DO = re.compile("(?:表示|说|介绍|透露|称|指出|认为|坦言|告诉记者)[^，Ⓝ]{0,2}，[^Ⓝ]*[ⓄⒹⒺ]")


OPEN_TO_ALL = re.compile("(?:展|博会|博览会|交易会|节|洽谈会|灯会|[大联]赛|峰会)$")
"""Fairs, feasts and contests, of which whoever only says something may speak from elsewhere."""


@wants(ACTING)
def acts(reading: Reading) -> Iterator[Claim]:
    """Ⓝ、Ⓝ出席Ⓔ; 会上，Ⓝ致欢迎辞; 会议由Ⓝ主持; not Ⓝ未能到会, not Ⓝ说，Ⓞ将参加Ⓔ."""
    folded = reading.folded
    for found in ACTING.finditer(folded.text):
        if ABSENT.search(found["gap"]) or OTHERS_DO.search(found["gap"]):
            continue
        strong = STRONG.search(folded.text[found.start("verb") : found.end("verb") + 8].split("，")[0])
        if strong:
            reading.discourse.acted = reading.sentence.number
        named = found["event"] or "Ⓔ" in found["gap"]
        at_it = AT_IT.search(folded.text[max(0, found.start() - 30) : found.end()])
        just_now = reading.sentence.number - reading.discourse.acted <= 1
        if not (named or strong or at_it or just_now):
            continue
        event = event_of(reading, found.start(), found.end(), found.start("event") if found["event"] else None)
        if not (named or strong or at_it) and event and OPEN_TO_ALL.search(event[0].name):
            continue
        yield from reading.claims(folded.groups[found.start("who")], "participatesIn", event[:1], "acts", found["verb"])


SPOKE_AT = pattern(
    r"(?P<who>Ⓝ)~4在~30‹ⓄⒹ›(?:Ⓔ|会|会议|论坛|开幕式|闭幕式|仪式|大会|座谈会|发布会|现场会|推进会|展会|活动)(?P<verb>上)"
)
CHAIRED = pattern(
    r"(?P<what>会议|活动|仪式|座谈会|论坛|培训|开幕式|发布会|大会)?(?:由|邀请)(?P<who>Ⓝ)~2(?P<verb>主持|主讲|授课|致辞|介绍|，|~1)"
)


@wants(SPOKE_AT, CHAIRED)
def chaired(reading: Reading) -> Iterator[Claim]:
    """会议由Ⓝ主持; 培训邀请Ⓝ授课; Ⓝ在闭幕式上披露."""
    folded = reading.folded
    for found in SPOKE_AT.finditer(folded.text):
        event = event_of(reading, found.end() if "Ⓔ" in found.group() else found.end("verb"), found.end(), None)
        who = folded.groups[found.start("who")]
        if event and recent(reading, event[0], found.end(), SPOKEN):
            yield from reading.claims(who, "participatesIn", event[:1], "spoke_at", found["verb"])
    for found in CHAIRED.finditer(folded.text):
        if not found["what"] and "邀请" not in found.group() and found["verb"] not in ("主持", "主讲", "授课", "致辞"):
            continue
        event = event_of(reading, found.start(), found.end(), None)
        yield from reading.claims(
            folded.groups[found.start("who")], "participatesIn", event[:1], "chaired", found["verb"]
        )


DISPLAYED = pattern(
    r"(?P<who>Ⓡ)(?:~16(?P<verb>亮相|展出|参展|首发|首秀|首展|首映|登场|上演|吸睛|抢眼|圈粉|惊艳|引人驻足|受到关注|备受关注|备受青睐|成为焦点|引来|吸引)(?!~10Ⓔ)|(?P<stand>的展[台位区]))"
)
REPORTED = pattern(rf"(?<!表)(?P<who>[ⓄⒹ])~24(?P<verb>{triggers.choice('triggers_events', 'attends')})(?!~12‹Ⓓ›Ⓔ)")
UNVEILED = pattern(r"(?P<who>Ⓞ)~4(?P<verb>揭牌)")
INVITED = pattern(
    r"(?:邀请|特邀|吸引|邀|迎来)(?:了|到)?~6(?P<who>[ⓄⒹⓃ])~14(?P<verb>参加|参展|参演|参赛|参会|前来|到场|助阵|出席|与会|组团|加盟|担任)(?!~12‹Ⓓ›Ⓔ)"
)
GUEST_OF = pattern(
    r"(?:(?P<verb>(?:主宾|主题)(?:国|省|市|城市|县|区)(?:则|也|又)?(?:轮到|换成|花落|定为)?|(?:特邀|受邀|参展|参会|参赛|参演)(?:国家|单位|企业|城市|院校|剧团|代表队))(?:是|为|有|包括)?"
    r"|(?:参展商|(?:与会|参会|演讲|出席|到会|致辞|发言|参展|参赛|签约|获奖)的?(?:嘉宾|代表|领导|专家|企业|单位|学者|客商|展商)|参赛队伍)"
    r"(?:(?:中|里|当中)，?(?:还|就)?(?:有|包括)?|还?(?:有|包括|是|为|：))|(?:参展|参会|参赛|参演|到会|赴会|与会|受邀|(?:受邀|应邀)(?:发言|致辞|演讲|参展|参会)|登台|领奖)的"
    r"|(?:参建|参展|参会|参赛|签约|协办|支持|用人|招聘|受邀|展商|志愿服务)(?:单位|企业|商家|院校|机构)(?:代表)?|Ⓔ~8(?:汇聚|云集|汇集|集结|集聚)了?)"
    r"(?P<who>[ⓄⒹⓃ])"
)
ATTENDED = pattern(
    r"(?P<verb>出席|参加|列席|赶来|前来|到场|参会|参展|参赛|助阵|观摩|亮相)(?:了|此次|本次|这次)?~4Ⓔ?~8的，?~6"
    r"(?:还有|有|包括|是|：)(?P<who>[ⓃⓄⒹ])"
)
FROM = pattern(
    r"来自(?P<who>Ⓞ)(?:等~10)?的~14(?P<verb>选手|代表队|队伍|运动员|参赛者|嘉宾|专家|学者|客商|师生|队员|代表|学员|学生|志愿者|骨干|考生|首席质量官)"
)
TEAM = pattern(r"(?P<who>[ⓄⒹ])的?(?P<verb>代表团|代表队|展团|参展团|展区|展台|展位)")
SHOWN_BY = pattern(
    r"(?P<who>[ⓄⒹ])~8(?P<verb>带来|携~14(?:亮相|参展|登场|赴会)|(?:带去|拿出|捧出|端出|提供)了?~6(?:岗位|展品|新品|产品|作品))"
)
GUESTS = pattern(r"(?P<event>Ⓔ)~6(?:上|中|期间|环节|现场)，~4‹ⒹⓄ›(?:组织|邀请|带领)~6(?P<who>[ⓄⓃ])")
SHOWING = pattern(rf"(?P<verb>{SHOWS})(?:了)?~10‹Ⓓ›(?P<event>Ⓔ)")
AT_EVENT = pattern(
    r"(?:在)?(?P<event>Ⓔ)~6(?:上|中|期间|环节|现场)，?(?P<gap>~6)(?P<who>[ⓄⒹⓃⓇ])(?=~10‹Ⓓ›(?:摆|设|带|提供|展|签约|签署|签订|与|同|揭牌|发言|参展|亮相|推介|展出|作"
    r"|代表|分享|获|夺|捧|摘|组织))"
)
SENT = re.compile("[ⓄⒹ][^，。；ⓄⒹ]{0,4}(?:派出?|选派|带领|率领?|推荐|选送)")
WON_AT = pattern(
    r"在~10‹Ⓓ›(?P<event>Ⓔ)~4(?:上|中|期间|现场)，?~12‹ⓄⒹⓇⓃ›(?P<verb>获|夺|捧|摘|斩获|亮相|展出|首发|签约|发布|推介|发言|拿下|问鼎|得了|揽|收获)"
)
IT = re.compile("(?:不久前|随后|此前|近日|日前|今年|去年|当天)?，?(?:它|他|她|后者|他们|她们|其)")
CARRYING = pattern(r"(?P<who>[ⓄⒹ])~4[携带]着?~8Ⓡ等?~8(?P<verb>亮相|参展|登陆|参加|参赛|登场)~12‹Ⓓ›(?P<event>Ⓔ)")
IN_EVENT = pattern(r"(?P<who>[ⓄⒹⓇ])~4在(?P<event>Ⓔ)(?:上|中|期间)")


BEHALF = re.compile("代表[ⓄⒹ]$")
"""…，代表Ⓓ|参加Ⓔ: the person told of before does."""


@wants(SHOWING, WON_AT, CARRYING, AT_EVENT, IN_EVENT)
def shows(reading: Reading) -> Iterator[Claim]:
    """Ⓡ亮相Ⓔ; Ⓞ赴Ⓓ参加Ⓔ; Ⓔ上，Ⓞ作交流发言."""
    folded = reading.folded
    for found in SHOWING.finditer(folded.text):
        lead = reading.lead(found.start())
        if reading.denied(found.start()):
            continue
        if re.search(r"组织[^，]*$", lead):
            organiser = reading.subject(found.start() - len(lead) + lead.rindex("组织"), "ⓄⒹ")
            yield from reading.claims(organiser, "organises", _events(reading, found.start("event")), "sends", "组织")
            continue
        if not SENT.search(lead) and re.search(r"(?<![等\d])\d+[余多]?(?:家|名|位|人|个|所|支|万)[^，ⓄⒹⓇⓃ]*$", lead):
            continue
        who = reading.subject(found.start(), "ⓄⒹⓇⓃ")
        if BEHALF.search(lead):
            who = reading.carried(reading.clause_at(found.start()), "Ⓝ", 3) if "Ⓝ" not in lead else ()
        yield from reading.claims(who, "participatesIn", _events(reading, found.start("event")), "shows", found["verb"])
    for found in WON_AT.finditer(folded.text):
        who = reading.subject(found.start("verb"), "ⓄⒹⓇⓃ")
        if not who and IT.match(reading.lead(found.start())):
            who = reading.carried(reading.clause_at(found.start()), "ⓄⓇⓃ", 2)
        event = folded.groups[found.start("event")]
        if not _honoured(reading, event[-1], found.start("verb")):
            yield from reading.claims(who, "participatesIn", event[-1:], "at_event", found["verb"])
    yield from reading.simply(CARRYING, "who", "participatesIn", "event", "shows")
    for form in (AT_EVENT, IN_EVENT):
        for found in form.finditer(folded.text):
            event = folded.groups[found.start("event")]
            if not _honoured(reading, event[-1], found.end()):
                who = folded.groups[found.start("who")]
                yield from reading.claims(who, "participatesIn", event, "at_event", "")


HONOURS = re.compile("[^，。；]{0,14}(?:获|被授|[捧摘夺]|榜上有名|受表彰|受到|表彰|入选|蝉联|位列)")
CEREMONY = re.compile("(?:大会|发布会|表彰会|典礼|年会|会议|峰会|仪式)$")


def _honoured(reading: Reading, event: Mention, at: int) -> bool:
    """Whether who is told to be at a congress only got an honour there: that is no taking part, in a fair it is."""
    return CEREMONY.search(event.name) is not None and HONOURS.match(reading.folded.text, at) is not None


STAYED_AWAY = re.compile("原定|原本|因故|缺席|未能|没能|没有到|取消")
LEARNERS = (
    "(?:(?:同班|参训)?学员(?:代表)?|授课的?(?:专家|老师|教师|讲师|嘉宾|人)|主讲(?:人|嘉宾|专家)|[演对点特][讲话评邀]嘉宾"
    "|参?展商|评委)"
)
ROLE_AT = pattern(
    r"(?P<verb>参赛|与会|参会|参展|到会|执裁|获奖)(?:选手|代表|专家|嘉宾|企业家|学者|作者|教师|队员|客商|商户|者|裁判)的?(?P<who>Ⓝ)"
)
TAUGHT = pattern(
    rf"(?P<verb>{LEARNERS})(?:里|中|当中)?(?:，?既?(?:有|是|包括)[^，。；Ⓝ]{{0,24}}?|、?(?:Ⓞ~12)?)(?P<who>Ⓝ)"
    r"(?:(?:，(?:也|还|更)有[^，。；Ⓝ]{0,6}?(?:、Ⓞ~12)?|[和与、])(?P<also>Ⓝ))?"
)
"""学员代表、Ⓞ主任Ⓝ; 评委里有Ⓞ的Ⓝ，也有Ⓝ."""


@wants(DISPLAYED, REPORTED, UNVEILED, INVITED, GUEST_OF, SHOWN_BY, ATTENDED, TEAM, FROM, ROLE_AT, TAUGHT, GUESTS)
def displayed(reading: Reading) -> Iterator[Claim]:
    """Ⓡ等展品亮相; Ⓞ组团参展; 邀请Ⓓ组团参演; 主宾国Ⓓ; Ⓔ举行，Ⓞ揭牌: at the event last named."""
    folded = reading.folded
    for form in (DISPLAYED, REPORTED, UNVEILED, INVITED, GUEST_OF, SHOWN_BY, ATTENDED, TEAM, FROM):
        for found in form.finditer(folded.text):
            if STAYED_AWAY.search(reading.lead(found.start()) + reading.rest(found.start())):
                continue
            event = event_of(reading, found.start(), found.start(), None)
            near = 0 if form is UNVEILED else NEAR
            if not event or not recent(reading, event[0], found.start(), near):
                event = presence.told(reading, found.start()) if near else ()
            yield from reading.claims(
                folded.groups[found.start("who")],
                "participatesIn",
                event[:1],
                "displayed",
                found.groupdict().get("verb") or "展",
            )
    for form in (ROLE_AT, TAUGHT):
        for found in form.finditer(reading.raw.text):
            event = presence.told(reading, 0)
            for part in (part for part in ("who", "also") if found.groupdict().get(part)):
                who = reading.raw.groups[found.start(part)]
                yield from reading.claims(who, "participatesIn", event, "role_at", found["verb"])
    for found in GUESTS.finditer(folded.text):
        yield from reading.claims(
            folded.groups[found.start("who")],
            "participatesIn",
            folded.groups[found.start("event")][:1],
            "guests",
            "组织",
        )


SPOKEN = 6
"""The same for 在闭幕式上, which points to an event by itself."""


RULES = (holds, hosted, acts, chaired, shows, displayed, contests.contested, presence.spoke, presence.find)


OPENED = pattern(r"Ⓔ~20‹ⒹⓄ，›(?:举行|举办|召开|开幕|启幕|启动|落幕|闭幕)|(?:举行|举办|召开|开展)~14‹Ⓓ›Ⓔ")


def _note_held(reading: Reading) -> None:
    """Remember the event that this sentence says is held."""
    for found in OPENED.finditer(reading.folded.text):
        place = reading.folded.text.index("Ⓔ", found.start())
        if presence.DAY.search(reading.folded.groups[place][0].name):
            continue
        reading.discourse.held = reading.folded.groups[place][0]
        if reading.sentence.kind == "body" and "Ⓝ" not in reading.folded.text[:place]:
            reading.discourse.acted = reading.sentence.number


def find(reading: Reading) -> Iterator[Claim]:
    """Every holding of and taking part in an event that the sentence states."""
    if "Ⓔ" not in reading.raw.text and not reading.discourse.seen.get("Event"):
        return
    _note_held(reading)
    for rule in reading.of(RULES):
        yield from rule(reading)

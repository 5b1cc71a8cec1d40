"""What no candidate of kg.candidates can be: an explanation, two names, the end of another type, a list's heading."""

from __future__ import annotations

import re
from functools import cache

from kg import limits
from kg.heads import LONGEST_HEAD, Candidate, heads_of
from kg.limits import edge_words
from kg.reading import QUOTES, Reading

# 本报临江5月12日电: where a report was filed is no name of it; 云岭晚报5月12日获评… tells of the paper.
_DATELINE = re.compile(
    "(?:本报|新华社|中新社)[一-鿿]{0,10}?(?=(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日)"
    "|本报[一-鿿]{2,4}讯"
    "|[一-鿿]{2,6}(?:日报|晚报|早报|晨报|时报|商报|快报|都市报|融媒|财经)"
    "(?:讯|[一-鿿]{0,4}(?=[0-9]{1,2}月[0-9]{1,2}日(?:专?电|讯|报道|[ 　])))"
)
# The rules that put words together: what they offer may hold no word that is in no name.
_MADE_OF_WORDS = frozenset(
    ("head", "head_bracket", "bare", "quoted", "before_quote", "verb", "owner", "brand", "model")
)


def _explains(text: str, candidate: Candidate) -> bool:
    """Whether a dash parts what a thing is from its name: 补偿机制——|云溪流域补偿试点; a contest may hold one."""
    dash = text.find("——", candidate.start, candidate.end)
    if dash < 0 or candidate.rule == "quoted":
        return False
    before = text[max(candidate.start, dash - LONGEST_HEAD) : dash]
    return candidate.type != "Event" or "Event" not in dict(heads_of(before))


def _holds_two(reading: Reading, candidate: Candidate) -> bool:
    """Whether one quoted name stands straight before the next: “先进法院”“文明单位”; a meeting may be for both."""
    close = reading.brackets.get(candidate.start, candidate.end)
    follows = reading.text[close + 1 : candidate.end]
    return candidate.type != "Event" and follows[:1] in QUOTES and close < candidate.end


@cache
def _ends_of_none(kind: str) -> tuple[str, ...]:
    return tuple(sorted(edge_words(f"no {kind}")))


def _ends_as_none(text: str, candidate: Candidate) -> bool:
    """Whether a name made of words ends as none of its type does: “质量课堂” is no goods, “文明单位” no undertaking.

    A title may end in 示范平台, 优秀软件系统.
    """
    name = text[candidate.start : candidate.end].rstrip("”’」』")
    if candidate.rule not in _MADE_OF_WORDS or not name.endswith(_ends_of_none(candidate.type)):
        return False
    title = candidate.type == "Award" and name.endswith(_HONOURED)
    return not (title and any(word in name for word in edge_words("honours")))


_HONOURED = ("平台", "系统", "模式")


_BRANCH, _OF_BODY = ("分行", "支行", "分公司", "营业部", "支公司"), ("公司", "银行", "集团")
"""某某银行股份有限公司|临江分行: a branch straight behind its body is one name with it."""
_BRANCH_LAST = frozenset(form[-1] for form in _BRANCH)


# 临江学院|党委书记: a post in the body's own Party branch is told as one in the body; 双水镇党委书记 is the town's.
_OWN_BRANCH = re.compile("(?:党委|党组|党总支)$")
_OF_PLACE = tuple("省市区县州旗盟镇乡村道")
_ITS_POST = re.compile("(?:专职|常务)?副?(?:书记|委员|成员)")


def _is_own_branch(text: str, candidate: Candidate) -> bool:
    """Whether a name goes on into the Party branch of a body whose post is told: 临江学院党委|书记."""
    start, end = candidate.start, candidate.end
    branch = candidate.type == "Organisation" and _OWN_BRANCH.search(text, start, end)
    if not branch or _ITS_POST.match(text, end) is None:
        return False
    return branch.start() - start > 1 and not text.endswith(_OF_PLACE, start, branch.start())


# 临江市|脐橙产业集群|产值: what is made there is told of the place.
_OUTPUT = re.compile("(?:总|年)?(?:规模|产值|产量|产能|营收|营业收入|销售|收入)")
# 首批试点企业名单 says what it lists, and is no name.
_ANY_LIST = re.compile(
    "(?:首批|第[一二三四五六七八九十]+批|新一批|拟)?"
    "(?:试点|示范|重点|获奖|入选|入围|推荐|培育|公示|候选|参会|参展|评审|项目|企业|单位|产品|专家|人员)*名单"
)

# 《胡润百富榜》, 《世界遗产名录》: what stands in a league table is ranked, so the title is an award's.
_TABLE = re.compile(r"(?:(?<![光排红黑])榜|榜单|[百\d]强|[百\d]佳|最具价值品牌|遗产名录|推荐目录)》$")


class Misfits:
    """What of one sentence's candidates is no name whatever its score."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.broken = limits.Breaks(reading.text)
        dateline = _DATELINE.match(reading.text)
        self.begin = dateline.end() if dateline else 0

    def holds(self, candidate: Candidate) -> bool:
        """Whether the candidate is one of them."""
        start, end, kind, rule, head = candidate
        text = self.reading.text
        if start < self.begin:
            return True
        if rule in _MADE_OF_WORDS and (self.broken.within(start, end) or _explains(text, candidate)):
            return True
        if _ends_as_none(text, candidate) or _holds_two(self.reading, candidate):
            return True
        if kind == "District" and head.endswith("集群") and _OUTPUT.match(text, end):
            return True
        if rule == "title" and kind == "Document" and _TABLE.search(text, start, end):
            return True
        listed = end if head == "名单" else end + 2 if text.startswith("名单", end) else 0
        if listed and _ANY_LIST.fullmatch(text, start, listed):
            return True
        if _is_own_branch(text, candidate):
            return True
        if text[end - 1] not in _BRANCH_LAST:
            return False
        return text.endswith(_BRANCH, start, end) and text.endswith(_OF_BODY, 0, start)

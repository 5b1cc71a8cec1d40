"""Every stretch of a sentence that might be a name, liberally; kg.ranking then says how likely each is.

A head word (局, 大奖赛, 示范区) fixes the right edge and every word before it offers a left edge; a
trigger verb (荣获, 实施, 召开) fixes the left edge and every word behind it offers a right one; quotes,
book-title marks and known names fix both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from kg import goods, lexicon, limits, people
from kg.heads import LONGEST_HEAD, Candidate, heads_of, last_characters
from kg.limits import STOPS, begins_well, edge_words
from kg.misfits import Misfits
from kg.model import TYPES
from kg.reading import QUOTES, Reading

LONG_HEAD = 4
"""Characters of a head that may be a whole name: 技术发明奖, 地理标志证明商标."""
LONGEST_NAME = {
    "Organisation": 34,
    "District": 26,
    "Award": 34,
    "Program": 34,
    "Document": 30,
    "Event": 44,
    "Product": 24,
}
MOST_EDGES = 14
# 工信局|长: the head of a position, not of a body.
_POSITION = frozenset("局厅院校部会市省区县馆台站社队厂所处科镇乡村州行旗")
# A place inside a place is a name of its own: 六盘水市|钟山区.
ADMINISTRATIVE = frozenset(
    ["市", "区", "县", "旗", "州", "盟", "镇", "乡", "街道", "村", "社区", "省", "自治区", "自治州", "自治县"]
)


# 南通市|省级|绿色工厂: a grade stands in what a body is granted, not in its name.
GRADES = frozenset(("国家级", "省级", "市级", "区级", "县级", "州级", "自治区级", "世界级"))
_GRADED_PLACE = re.compile(
    "自然保护|风景名胜|森林公园|湿地|水利风景|经济技术开发|经开|高新|开发区|新区|旅游度假|水产种质|公益林"
)
# 推进粤港澳大湾区建设领导小组: what such a body is for stands in its name.
_TASKED = ("小组", "指挥部", "专班", "委员会", "办公室", "联席会议", "工作组", "促进会", "联盟")
_TASKS = frozenset(("推进", "推动", "组织", "提升", "创建", "支持", "提高", "整合", "申报", "保持", "探索"))
# 宣威至会泽|高速公路: a line has two ends.
_LINE = ("公路", "铁路", "高铁", "高速", "城际", "快线", "通道", "航线", "专线", "管线", "管道", "工程", "项目", "线路")


def _spans(reading: Reading, token: lexicon.Token, end: int) -> bool:
    """Whether 至 stands between the two ends of a line: 宣威|至|会泽高速公路."""
    before, after = reading.before(token.start), reading.after(token.end)
    if token.word != "至" or before is None or after is None or not reading.text.endswith(_LINE, 0, end):
        return False
    return all(_HAN.fullmatch(word.word) and word.pos[:1] in "nxj" for word in (before, after))


def _goes_on(reading: Reading, token: lexicon.Token, kind: str, end: int) -> bool:
    """Whether a name goes on across a word that names seldom hold: 至 in a line, 、 in whom a course is for.

    首席质量官|、|首席品牌官培训班
    """
    if kind == "Event" and token.word == "、":
        last = reading.text[token.start - 1]
        return last in _TRAINED and last in reading.text[token.end : end]
    return kind == "Program" and _spans(reading, token, end)


_TRAINED = frozenset("官长师员者人")
_OWNER = re.compile("(?:公司|集团|局|厅|总局|委员会|政府|大学|学院|医院|法院|协会|学会|中学|研究院|银行)$")


def _owns(reading: Reading, opener: int) -> bool:
    """Whether a body's name stands right before a quote: 北京大学|“博雅人才共育基地” are two names."""
    before = reading.before(opener)
    return before is not None and bool(_OWNER.search(before.word))


def _dashed(text: str, token: lexicon.Token) -> bool:
    """Whether a dash of two characters, which is in no body's name, stands there; 一汽|—|大众 has one of one."""
    return token.word[0] == "—" and "——" in text[max(0, token.start - 1) : token.start + 2]


_BETWEEN = frozenset("和与及")


def _ends_known(reading: Reading, at: int) -> bool:
    """Whether a name known in full ends at an offset."""
    return any(end == at and which in ("full", "town", "place", "organisation") for _, end, which in reading.known)


def _two(reading: Reading, token: lexicon.Token) -> bool:
    """Whether a name known in full stands before 与 and 及, or on both sides of 和: 临江港|和|云岭市工会."""
    if token.word not in _BETWEEN or not _ends_known(reading, token.start):
        return False
    return token.word != "和" or any(start == token.end for start, _, _ in reading.known)


def left_edges(reading: Reading, index: int, end: int, kind: str) -> Iterator[int]:
    """Offsets where a name that ends at `end` might begin: its last word's start and on to the left."""
    edges, longest, actions = 0, LONGEST_NAME.get(kind, 12), kind in ("Organisation", "District")
    acting = edge_words("action")
    if reading.text.endswith(_TASKED, 0, end):
        acting -= _TASKS
    tokens, opened, apposing = reading.tokens, reading.opened, kind in ("Organisation", "District", "Product")
    while index >= 0 and edges < MOST_EDGES:
        token = tokens[index]
        if token.end - 1 in opened and len(token.word) == 1:
            opener = opened[token.start]
            if end - opener > longest + 16 or limits.ASIDE.match(reading.text, opener):
                return
            index = reading.starts.get(opener, -1)
            if index < 0:
                return
            token = tokens[index]
            if reading.text[opener] in QUOTES and _owns(reading, opener):
                yield token.start
                return
        elif (
            (limits.parts(reading, token) and not _goes_on(reading, token, kind, end))
            or end - token.start > longest
            or (actions and token.word in acting and not limits.stands_inside(reading, token, end))
            or (actions and _dashed(reading.text, token))
            or (apposing and token.end < end and limits.apposed(reading, token))
            or (actions and _two(reading, token))
        ):
            return
        if kind == "Organisation" and token.word in GRADES and not _GRADED_PLACE.match(reading.text, token.end):
            return
        if begins_well(reading, token.start):
            yield token.start
        edges += 1
        index -= 1


def right_edges(reading: Reading, start: int, longest: int) -> Iterator[int]:
    """Offsets where a name that begins at `start` might end."""
    index = reading.starts.get(start, len(reading.tokens))
    edges = 0
    while index < len(reading.tokens) and edges < MOST_EDGES:
        token = reading.tokens[index]
        if token.start in reading.brackets and len(token.word) == 1:
            close = reading.brackets[token.start]
            index = reading.starts.get(close, len(reading.tokens))
            if index == len(reading.tokens):
                return
            token = reading.tokens[index]
        elif (
            (token.word in edge_words("barrier") and not limits.holds_together(reading.text, token.start))
            or (token.word in STOPS and not limits.latin_gap(reading.text, token.start))
            or token.end - 1 in reading.opened
            or (edges and limits.counted(reading, token))
        ):
            return
        if token.end - start > longest + 8:
            return
        if token.word != " ":
            yield token.end
        edges += 1
        index += 1


def by_head(reading: Reading) -> Iterator[Candidate]:
    """城阳区|市场监管局, 第九届|…|博览会: a head and every left edge before it."""
    lasts = last_characters()
    for index, token in enumerate(reading.tokens):
        if token.word[-1] not in lasts:
            continue
        window = reading.text[max(0, token.end - LONGEST_HEAD) : token.end]
        found = heads_of(window)
        if (
            not found
            or token.word in STOPS
            or reading.text[token.end - 1 : token.end + 1] == "奖励"
            or reading.text[token.end : token.end + 1] == "者"
            or (token.word[-1] in _POSITION and reading.text[token.end : token.end + 1] == "长")
        ):
            continue
        for kind, head in found:
            for start in left_edges(reading, index, token.end, kind):
                if kind == "District" and head in ADMINISTRATIVE and _chained(reading, start, token.end - len(head)):
                    continue
                if token.end - start < len(head):
                    continue  # 电子信息|司: a piece of what it ends with
                if token.end - start == len(head):
                    if bare(head) and not _leans(reading, start):
                        yield Candidate(start, token.end, kind, "bare", head)
                    elif kind == "Award" and len(head) >= LONG_HEAD:
                        yield Candidate(start, token.end, kind, "whole", head)
                    continue
                if kind == "Organisation" and bare(reading.text[start : token.end]):
                    if not _leans(reading, start):
                        yield Candidate(start, token.end, kind, "bare", head)
                elif _twofold(reading.text[start : token.end]):
                    continue
                else:
                    yield Candidate(start, token.end, kind, "head", head)
                    tail = limits.bracket_behind(reading, kind, token.end)
                    if tail:
                        yield Candidate(start, tail, kind, "head_bracket", head)


def _chained(reading: Reading, start: int, end: int) -> bool:
    """Whether a known place stands first, or one full division inside, so that two names would be one."""
    return any(start <= low and high < end and (low > start or high - low > 1) for low, high, which in reading.known)


_BARE = re.compile(
    "^(?:自治区|[省市区县州旗镇])(?:委|政府|人大|人大常委会|政协|纪委|纪委监委|监委|党委|委办公室|政府办公室|政府新闻办|委宣传部|委组织部|委统战部|委政法委|"
    "委党校|委编办|法院|检察院|中院|高院|中级人民法院|总工会|妇联|团委|工商联|科协|残联|文联|社科联|红十字会|供销社|国资委|发改委|卫健委|"
    "[一-鿿]{2,10}[局厅委])$"
)
_BARE_FIRST = frozenset("自省市区县州旗镇")


_TWOFOLD = re.compile("^(?:[省市区县州旗镇]委|自治区党委|.{2,8}[省市区县州旗镇]委)(?:[省市区县州旗镇]|自治区)政府$")


def _twofold(name: str) -> bool:
    """区委区政府 is two bodies."""
    return name.endswith("政府") and bool(_TWOFOLD.match(name))


def _leans(reading: Reading, start: int) -> bool:
    """Whether a place or an unlisted word stands right before: 市政府 of 青岛市政府 is no name of its own.

    本报讯|市政府: a dateline is none.
    """
    before = reading.before(start)
    if before is None or before.word.endswith(("讯", "电")):
        return False
    return before.pos in ("x", "ns", "nr", "nz") and _HAN.fullmatch(before.word) is not None


_HAN = re.compile("[一-鿿]{2,}")


def bare(head: str) -> bool:
    """市委, 区政府: a head that is a whole name where the page tells whose."""
    return head[0] in _BARE_FIRST and bool(_BARE.match(head))


def quoted(reading: Reading) -> Iterator[Candidate]:
    """“链长制”, and words before it that belong to it: 服务型“双随机”."""
    for start, close in reading.brackets.items():
        if reading.text[start] not in QUOTES or not 2 <= close - start - 1 <= 36:
            continue
        heads = dict(heads_of(reading.text[start + 1 : close][-LONGEST_HEAD:]))
        index = reading.ends.get(start, -1)
        joined = index >= 0 and reading.text[start - 1] not in "”’」』" and not _owns(reading, start)
        before = list(left_edges(reading, index, start, "")) if joined else ()
        for kind in ("Program", "Award", "Event", "Product", "Organisation", "District"):
            head = heads.get(kind, "")
            yield Candidate(start, close + 1, kind, "quoted", head)
            for left in before:
                yield Candidate(left, close + 1, kind, "before_quote", head)


def titled(reading: Reading) -> Iterator[Candidate]:
    """《质量强国建设纲要》, and the title in a title 〈…〉."""
    for start, close in reading.brackets.items():
        if reading.text[start] not in "《〈" or close - start < 3:
            continue
        heads = dict(heads_of(reading.text[start + 1 : close][-LONGEST_HEAD:]))
        rule = "title" if reading.text[start] == "《" else "inner_title"
        for kind in ("Document", "Award", "Product"):
            yield Candidate(start, close + 1, kind, rule, heads.get(kind, ""))


def known(reading: Reading) -> Iterator[Candidate]:
    """Divisions, countries, regions and the organisations that everybody knows."""
    for start, end, which in reading.known:
        kind = "Organisation" if which == "organisation" else which if which in TYPES else "District"
        yield Candidate(start, end, kind, f"known_{which}", reading.text[start:end])


@cache
def verbs(kind: str) -> frozenset[str]:
    """The verbs that a name of this type is the object of."""
    return frozenset(cells[0] for _, cells in lexicon.rows("name_verbs") if cells[1] == kind)


# A word that ends with one of these leads to a name too: 成功入选, 首次获评.
_LED = ("获评", "获批", "入选", "荣获")
_OBJECTS = ("Award", "Program", "Event", "Document", "Product")


@lru_cache(maxsize=1 << 16)
def led_by(word: str) -> tuple[str, ...]:
    """The types of name that a word has as its object, () for most words."""
    return _OBJECTS if word.endswith(_LED) else tuple(kind for kind in _OBJECTS if word in verbs(kind))


def by_verb(reading: Reading) -> Iterator[Candidate]:
    """荣获|…, 实施|…: a verb fixes the left edge and each word behind it offers a right edge."""
    for token in reading.tokens:
        start = token.end
        follower = reading.after(start)
        kinds = led_by(token.word)
        if not kinds and follower and follower.word == "为":
            kinds = led_by(token.word + "为")  # 评定|为: jieba seldom has the two as one word
        if not kinds:
            continue
        if not begins_well(reading, start) and not (follower and follower.word in ("为", "成", "起", "首个")):
            continue
        if follower and follower.word in ("了", "为", "成", "成为", "过", "起", "首个", "全国首批", "首批"):
            start = follower.end
        ends = list(right_edges(reading, start, max(LONGEST_NAME[kind] for kind in kinds)))
        heads = [dict(heads_of(reading.text[max(start, end - LONGEST_HEAD) : end])) for end in ends]
        for kind in kinds:
            for end, head in zip(ends, heads, strict=True):
                if 3 <= end - start <= LONGEST_NAME[kind] + 8:
                    yield Candidate(start, end, kind, "verb", head.get(kind, ""))


# 某某有限公司的|高温空气预热器: what stands behind the 的 of a firm may be its goods.
_FIRM = re.compile("(?:公司|集团|厂|科技|股份|合作社|药业|酒业|食品|研究院|研究所|实验室|大学)$")


def by_owner(reading: Reading) -> Iterator[Candidate]:
    """云岭电器有限公司|的|变频压缩机, …公司生产的|…: each word behind the 的 offers a right edge of a product."""
    for token in reading.tokens:
        before = reading.before(token.start)
        if token.word != "的" or before is None:
            continue
        if not (_FIRM.search(before.word) or before.word in verbs("Product")) or not begins_well(reading, token.end):
            continue
        last = goods.last_end(reading, token.end, LONGEST_NAME["Product"])
        for end in right_edges(reading, token.end, LONGEST_NAME["Product"]):
            if token.end + 2 <= end <= last:
                head = dict(heads_of(reading.text[max(token.end, end - LONGEST_HEAD) : end])).get("Product", "")
                yield Candidate(token.end, end, "Product", "owner", head)


def by_goods(reading: Reading) -> Iterator[Candidate]:
    """“双峰”牌|压缩机, XCA4000|轮式起重机: a brand or a model, and the words behind it."""
    for rule, finder in (("brand", goods.brands), ("model", goods.models)):
        for start, end in finder(reading):
            if end - start <= LONGEST_NAME["Product"]:
                head = dict(heads_of(reading.text[max(start, end - LONGEST_HEAD) : end])).get("Product", "")
                yield Candidate(start, end, "Product", rule, head)


def by_post(reading: Reading) -> Iterator[Candidate]:
    """局长|王某某, |李某某|表示."""
    for start, end, rule in people.find(reading):
        yield Candidate(start, end, "Person", rule, "")


# 市市场监管局|食品流通科, 区法院|民三庭: what part of a body these letters end, and how many words name it.
_PARTS, _PART_WORDS = frozenset("科股处室庭"), 6
_WHOLE = re.compile("(?:局|委|厅|署|院|府|办|会|中心|医院|公司|集团)$")


def by_body(reading: Reading) -> Iterator[Candidate]:
    """市市场监管局食品流通|科|科长: a part of a body ends with one letter, too common a word to be a head."""
    for index, token in enumerate(reading.tokens):
        if token.word not in _PARTS:
            continue
        for back in range(index - 1, max(-1, index - _PART_WORDS), -1):
            before = reading.tokens[back]
            if before.pos in ("x", "m") and not _HAN.fullmatch(before.word):
                break  # a mark or a number parts them
            if _WHOLE.search(before.word):
                for start in left_edges(reading, back, token.end, "Organisation"):
                    yield Candidate(start, token.end, "Organisation", "department", token.word)
                break


def by_country(reading: Reading) -> Iterator[Candidate]:
    """德国|舍弗勒, 意大利|迈卡: a foreign firm is told with its country."""
    for _, end, which in reading.known:
        token = reading.tokens[reading.starts[end]] if which == "place" and end in reading.starts else None
        if token is not None and token.pos in ("x", "nz", "nrt", "nr") and 2 <= len(token.word) <= 5:
            start = reading.before(end)
            if start is not None and _HAN.fullmatch(token.word):
                yield Candidate(start.start, token.end, "Organisation", "country", "")


# 全市, 本省 … are settled by kg.deixis.
POINTING = re.compile("[全我该本两各][省市县区州旗镇乡村国球]|[省市县区州旗镇乡村]里")


def find(reading: Reading) -> tuple[Candidate, ...]:
    """All candidates of a sentence, each (start, end, type) once, by the first rule that offers it."""
    found: dict[tuple[int, int, str], Candidate] = {}
    pointing = {match.span() for match in POINTING.finditer(reading.text)}
    misfits = Misfits(reading)
    for finder in (known, titled, quoted, by_post, by_head, by_verb, by_goods, by_owner, by_body, by_country):
        for candidate in finder(reading):
            start, end, kind, _, _ = candidate
            if (kind == "District" and (start, end) in pointing) or misfits.holds(candidate):
                continue
            found.setdefault((start, end, kind), candidate)
    return tuple(found.values())

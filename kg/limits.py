"""The limits of kg.candidates: what no name contains, what none begins with, which bracket behind one is its own."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from math import inf

from kg import lexicon
from kg.lexicon import Token
from kg.reading import Reading

STOPS = frozenset("，。；：！？、,;:!?…\n\t　 |/")
DASHES = frozenset("—–-·•.～~▲●■◆□：")
# 这条|, 该校|: what points at a name is no part of one.
POINTING = frozenset("该这此")
_NUMBER = "(?:[0-9０-９.,，]+|[一二两三四五六七八九十百千万数几多]+)"
# A count of things inside: what stands before it is no part of the name behind it.
_COUNTED = re.compile(
    r"(?![百千万][场家企])(?:[0-9０-９.]+|[两二三四五六七八九十百千]+)(?:余|多|万)?"
    r"(?:家|名|棵|支|个|座|所|户|位|款|件|张|台|艘|项|种|人|枚|处|场(?=[一-鿿]{2}))"
)
_COUNT = re.compile(
    rf"^{_NUMBER}(?:余|多|万|亿)*"
    r"(?:个|家|名|项|座|支|条|批|次|届|场|处|列|辆|所|户|位|类|种|款|件|亩|人|元|天|期(?![工项扩改建产续])|张|套|台|颗|艘|笔|对|片|棵|株|吨|米|公里|平方米|枚)"
)
# What a count or a date may begin with.
_COUNTERS = frozenset("0123456789０１２３４５６７８９.,，一二两三四五六七八九十百千万数几多")
# 上周, 11月10日: when, not what; 世界环境日 is a name.
_DATED = re.compile(r"(?:[上本下这]周|[0-9０-９]月[0-9０-９]{1,2}日|[昨今明]天|[昨今明]日|[去今明]年|[0-9０-９]{4}年)$")
_DATES_END = frozenset("周日天年")
# 5月19日电|第十六届…: a dateline; 2016年12月28日|打通…: when something was done.
_DATELINE = "[0-9０-９]日(?:[上下]午)?(?:专?电|讯)"
# 软控股份有限公司|则凭借: 细则 and 准则 stand in names.
_TURN = "则(?=[凭以由靠将为是获有在从把被对拿摘捧入]|围绕|通过|来自)"
# 湖州|自2016年起|承担: when something began.
_SINCE = "自[0-9]{4}年|[0-9]{4}年[起在]"
_WHEN = re.compile("[0-9０-９]{4}年[0-9０-９]{1,2}月")
# 新一代人工智能创新发展行动, 同城化发展战略 are names; 新一代|“云岭”轮胎 says which, 同|东江市 with whom.
_YET_FIRST = re.compile("新一代(?:人工智能|信息)|同城化|比学赶超")
# 平湖企业|晨光电缆, 上市公司|浙江…, 参建单位|…: what a body is, said before its name; 企业家协会, 某某企业公司 go on.
_APPOSED = re.compile(
    "^(?:企业|公司)$|(?:上市|子|母|初创|创业)公司$|.企业$|巨头$|厂商$|(?:制造|运营|集成|供应|生产|开发|服务)商$|[民国央车药酒房]企$"
    "|(?<!事业)单位$|承包方$|(?:施工|建设|投资|运营|合作|委托|供货)方$"
)
_GOES_ON = re.compile(
    "公司|股份|有限|专业|登记|集团|管理|服务|发展|家|联|协会|技术|总部|研究|文化|信用|孵化|促进|商会|局|处|科|法律|大学|党|工会|创新|办|改革|调查|"
    "国有|融资|信息|评价|培训|投资|合作|经营|博物馆|展|学院|中心|职工|党员|职业|分|总|销售|代表|领导"
)


@cache
def edge_words(*roles: str) -> frozenset[str]:
    """The words of lexicons/name_edges.tsv with one of these roles."""
    return frozenset(cells[0] for _, cells in lexicon.rows("name_edges") if cells[1] in roles)


@cache
def _parting() -> frozenset[str]:
    return STOPS | edge_words("barrier", "leading")


@cache
def _not_first() -> frozenset[str]:
    return STOPS | edge_words("first", "leading")


def parts(reading: Reading, token: Token) -> bool:
    """Whether a word ends the search for a left edge: a barrier, an opening bracket, a leading verb, a count."""
    found = reading.parting.get(token.start)
    if found is None:
        found = reading.parting[token.start] = _parts(reading, token)
    return found


def _parts(reading: Reading, token: Token) -> bool:
    word = token.word
    if (word == " " and latin_gap(reading.text, token.start)) or holds_together(reading.text, token.start):
        return False
    quoted = reading.brackets.get(token.start, token.end - 1) == token.end - 1  # “领跑者”: a head with its quotes
    if word in _parting() or word[0] in POINTING or not quoted:
        return True
    return word[0] in _COUNTERS and counted(reading, token)


def holds_together(text: str, at: int) -> bool:
    """Whether a small word stands in a term that jieba cuts: 可|持续, 道|地|药材, 万吨|/|年."""
    if text.startswith("可持续", at) or text.startswith("道地药", at - 1) or _FIRM_BEHIND.match(text, at):
        return True
    return text[at : at + 1] == "/" and _RATE.match(text, at - 1) is not None


# 万吨|/|年, VR|/|AR产品展览会.
_RATE = re.compile("[吨瓦米]/[年日天时]|[A-Z]/[A-Z]")
# 利客|来|集团股份有限公司: a small word in what a firm is called.
_FIRM_BEHIND = re.compile("[来都多得好](?=(?:集团|控股)?(?:股份)?有限(?:责任)?公司|集团(?:股份|有限|公司))")
# 400万吨/年|乙烯项目, 3000吨级|反应器, 百项|新品工程: how big it is stands in its name.
_CAPACITY = re.compile(
    "[0-9.]+[万亿]?(?:吨|千瓦|兆瓦|吉瓦|[GMk]W|毫米|米|立方米|平方米|公斤|公里|千伏)(?:级|/[年日天时])"
    # 百万吨|乙烯项目, 千亩|科技产业园: told in round numbers alone.
    "|[百千万]{1,2}(?:吨|亩|千瓦|平方米|头|方)级?(?=[一-鿿A-Z]{2,16}(?:项目|工程|基地|园|园区|农场|牧场|渔场|养殖场)(?![一-鿿]?[者]))"
    "|[百千万][项家名](?=[一-鿿]{2,10}(?:工程|行动|计划))"
    # 八届|40次常务会议: which meeting it was.
    "|[一二三四五六七八九十]{1,3}届[0-9一二三四五六七八九十]{1,3}次"
)


def latin_gap(text: str, at: int) -> bool:
    """Whether a space stands inside a name in Latin letters and figures: ISO| |9001, Brand| |Finance."""
    before, behind = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(before and behind) and (before + behind).isascii() and (before + behind).isalnum()


def begins_well(reading: Reading, start: int) -> bool:
    """Whether a name may begin here."""
    found = reading.begins.get(start)
    if found is None:
        found = reading.begins[start] = _begins_well(reading, start)
    return found


def _begins_well(reading: Reading, start: int) -> bool:
    token = reading.after(start)
    if token is None:
        return False
    opening = token.word[0]
    if opening in DASHES or opening in POINTING:
        return False
    if token.word in _not_first() and not _YET_FIRST.match(reading.text, start):
        return False
    if opening not in _COUNTERS or _CAPACITY.match(reading.text, start):
        return True
    return not _COUNT.match(reading.text[start : start + 8]) and not _WHEN.match(reading.text, start)


def counted(reading: Reading, token: Token) -> bool:
    """Whether a count of things begins at a word; 第52个 is no count."""
    return _COUNTED.match(reading.text, token.start) is not None and reading.text[token.start - 1 : token.start] != "第"


# 矛盾化解|中心, 房屋交付|服务中心: what a body that is there for a task ends with.
_OFFICE = re.compile(
    "(?:服务|工作|领导|保障|调处|推进|协调|指导|监督)?(?:中心|委员会|指挥部|办公室|小组|专班|工作组|服务站|工作站|基金会"
    "|研究院|研究所|协会|联盟|事务所|(?:科技|服务|工程)?(?:股份|集团)?有限(?:责任)?公司)"
)
# 临江市|落实…, 云岭公司|交付…: whoever does it stands before it, not what it is done to.
_DOER = re.compile("[省市县区州旗镇乡村府局厅委部院会司团组办队厂校店所站者方人员]$|中心$|企业$|单位$|集团$")


def stands_inside(reading: Reading, token: Token, end: int) -> bool:
    """Whether an action stands in a body's name all the same: 利客|来|集团, 矛盾|化解|中心."""
    return holds_together(reading.text, token.start) or tasked(reading, token, end)


def tasked(reading: Reading, token: Token, end: int) -> bool:
    """Whether a verb says in a body's name what the body is there for: 矛盾|化解|中心, 损害|赔偿|鉴定中心.

    清河县|启用|新法院 tells who does what.
    """
    if token.word not in edge_words("task", "tasked"):
        return False
    if _OFFICE.fullmatch(reading.text, token.end, end):
        return True
    before = reading.before(token.start)
    matter = before is not None and before.pos in ("n", "an", "vn") and not _DOER.search(before.word)
    return matter and token.word in edge_words("tasked")


def apposed(reading: Reading, token: Token) -> bool:
    """Whether a word says what the body named behind it is: 平湖企业|晨光电缆, 控股子公司|临江电子."""
    return _APPOSED.search(token.word) is not None and not _GOES_ON.match(reading.text, token.end)


# 江南省|和全国…, 临江市质量奖|及首批…: what stands beside a name, told by how far it reaches.
_BESIDE = "[和及与](?:全[国省市区县]|省级|国家级|首批)"
# 华丰科技|联合|电子科技大学; 联合会, 联合实验室 are names.
_TOGETHER = (
    "(?<=[技司团院学局厅委府份])联合(?!会|体|国|实验|创新|研|工作|执法|行动|检查|办|调解|党|工会|重工|大学|学院|集团|"
    "银行|利华|水泥|通信|网络|总|发布|主办|举办)"
)

# 东川贸促会|和|临江市政府: two bodies or meetings; 重点项目与金融机构对接会, 世界大学与城市论坛 are one.
_TWO = (
    "(?<=公司|集团|学院|医院|法院|银行|协会|学会|商会|工会|促会|合会|员会|部门|中心|展馆|大会|论坛|工厂|园区|发区|新区|范区"
    "|管局|育局|政局|务局|境局|息厅|育厅|务厅|化厅|境厅)(?:和|与|及)(?![风谐平田县顺静布睦音信记]|社会资本)"
    # 银行与企业|对接会: a meeting of two kinds.
    "(?!(?:[小中大微]*企业|高校|医院|银行|部门|学校|农户|居民|客户|患者|媒体|公众|社区|商户|专家|院校|学生){1,2}"
    "(?:合作|银企|产学研)?(?:对接|论坛|洽谈|座谈|交流|联席|推介|恳谈|见面))"
)
# 临江市|拒绝与|云岭公司: whoever wills something with another is no part of its name.
_WILLS = (
    "(?:拒绝|同意|愿意|愿|有意|打算|希望|准备|考虑|决定|宣布|承诺|答应|不肯|停止|中止|取消|暂停|恢复|开始|继续|力争)"
    "(?:与|同|跟|和(?![平谐睦]))(?!保护|重建|修复|响应|救援|治理|利用|发展|预防)"
)
# 2014年|第二届论坛, 三年后|协会: when; 第2万台|机器人 says which.
_WHEN_INSIDE = "[0-9]{4}年(?=首届|第[0-9一二三四五六七八九十]+届)|[0-9一二两三四五六七八九十]年[后间]"
_WHICH = "第[0-9０-９一二三四五六七八九十百千]+(?:[辆台件架艘套张枚]|万[辆台件架艘套张名户])"
# 云岭公司|布局|清河产业园; 校区布局调整 is what is planned.
_LAYS_OUT = "(?<=[市县省区司团])布局(?!优化|调整|规划|研究|结构|设计|改革)"
_CAMPAIGN = "(?![^，。；：]{0,16}(?:行动|攻坚|会战|竞赛|比赛|活动))"
_SHAPES = (
    "[。！？!?；;…]",
    _DATELINE,
    _SINCE,
    _TURN,
    _BESIDE,
    _TOGETHER,
    _TWO,
    _WILLS,
    _WHEN_INSIDE,
    _WHICH,
    _LAYS_OUT,
)
# What the shapes begin with: one that is added adds its own.
_SHAPES_FIRST = (
    "。！？!?；;…0123456789０１２３４５６７８９一二两三四五六七八九十第自则和及与联"
    "拒同愿有打希准考决宣承答不停中取暂恢开继力布市县省区司团"
)


@cache
def _cuts() -> re.Pattern[str]:
    """The shapes and the words that cut; one look at a character tells that it begins none of them, as most do."""
    words = sorted(edge_words("cut"), key=lambda word: (-len(word), word))
    strives = "|".join(sorted(edge_words("strives")))
    firsts = re.escape("".join(sorted({*_SHAPES_FIRST, *(word[0] for word in (*words, *strives.split("|")))})))
    # 云岭公司|全力以赴…; 全力以赴拼经济行动 is a campaign's name.
    striving = (f"[市县省区司团](?:{strives})", f"(?:{strives}){_CAMPAIGN}")
    return re.compile(f"(?=[{firsts}])(?:{'|'.join([*_SHAPES, *striving, *map(re.escape, words)])})")


class Breaks:
    """Where a text holds what no name does, however it is cut into words: the end of a sentence, 捧回, 跻身, 首座."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places = [match.span() for match in _cuts().finditer(text)]
        self._starts = [start for start, _ in self._places]
        self._reaches: dict[int, float] = {}

    def within(self, start: int, end: int) -> bool:
        """Whether text[start:end] holds such a word or ends with a date (“…”上周)."""
        reach = self._reaches.get(start)
        if reach is None:
            at = bisect_left(self._starts, start)
            reach = self._reaches[start] = self._places[at][1] if at < len(self._places) else inf
        if reach <= end:
            return True
        return self._text[end - 1] in _DATES_END and _DATED.search(self._text, max(start, end - 8), end) is not None


# A bracket that says what a name is called for short stands in no name.
ASIDE = re.compile("[（(](?:以下|下文|下称|简称|统称|[又也亦俗]称|又名|原名|原为|现为|下同|见|如|含|包括|图|注：)")
_BELONGS = re.compile(r"^[（(](?:市、?区?|县、?区?|区、?县?|县|市|区|原?.{2,24}|[A-Za-z0-9]{2,12})[）)]$")
_LATIN = re.compile("^[A-Za-z0-9 .&-]+$")
# 海星啤酒（448.53亿元）, 临江集群（全省第19位）: what is printed of it; （2024—2026年） and （ISO9001） are of a name.
_FIGURE = re.compile("(?<![A-Za-z0-9/ -])[0-9]+(?![0-9A-Za-z]|(?:[—–~-][0-9]+)?[年版期号批届])")


def bracket_behind(reading: Reading, kind: str, end: int) -> int:
    """The end of a bracket right behind a name that may belong to it (质量强县（市、区）), else 0.

    What a body is called for short (（下称“临江电子”）, （IEC）) belongs to no name.
    """
    close = reading.brackets.get(end, -1)
    if close < 0 or reading.text[end] not in "（(" or close - end > 14 or ASIDE.match(reading.text, end):
        return 0
    inner = reading.text[end + 1 : close]
    if _FIGURE.search(inner):
        return 0
    name = reading.text[max(0, end - 34) : end]
    if kind == "Organisation" and (_LATIN.match(inner) or _abbreviates(inner, name) or inner[-3:] == name[-3:]):
        return 0
    return close + 1 if _BELONGS.match(reading.text[end : close + 1]) else 0


def _abbreviates(short: str, name: str) -> bool:
    """Whether the characters of short stand, in order, at the end of a name: 徐州徐工汽车制造有限公司（徐工汽车）."""
    rest = iter(name)
    return all(sign in rest for sign in short)

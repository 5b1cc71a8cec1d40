"""Numbers that are no figures: digits of dates' kin, names, grades and set phrases.

Each rule looks at one number in its place and says whether it counts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kg import lexicon
from kg.figures.lexemes import pattern
from kg.lexicon import Token
from kg.values import Number

SIZES = ("兆瓦", "吉瓦", "升", "英寸", "英尺", "纳米", "微米", "毫米", "厘米", "千伏", "伏", "赫兹", "层", "类")
"""Units that name a kind of thing by its size where a noun follows."""
MOST_GRADES = 3
"""1类新药, 3类医疗器械: kinds that are grades have small numbers; 检定12类器具 counts."""
_ROUGH = r"(?:超过?|突破|达到?|近|上|逾|约|不足|[余多])"
_COUNTED_BEFORE = re.compile(r"(?:指标|数字|数据)?(?:总数|数量|数)?[都均]|总数|合计|相加|加起来|加在一起|之和")
_POINTED_AT = re.compile(r"指标|数字|数据|数值")
_RATIO = r"@[^，、\d]{0,8}?(?:为|是|到|至|达|于|在|约|近|过)$"
_IN_FIELD = re.compile("在(?:全[国省市区州县球]|国内|世界)?$")
_FIELD = re.compile(
    r"[^，。；\d]{1,14}?(?:（[^）]{1,8}）)?[中里](?:[只仅却也]?(?:[居排位列名]|倒数|最|第|首)|拔得|夺|独占|领[先跑]|$)"
)
_AGAIN = re.compile("(?:约合|折合|约?合)(?:人民币|美元|欧元)?约?$")
_SCORE = re.compile(r"(?:得分|评分|总分|均分|分值|强度|系数|浓度|密度)(?:为|是|达到?|高达)?[了约近]?$")
_SCORE_BEHIND = re.compile(r"的(?:综合)?(?:分值|得分|成绩|总分|高分|均分|评分|指数)|分?的成绩")
_CHANGES_ON = re.compile(r"[^，、；\d]{0,8}?[到至为成]\d")
_CHANGED_FROM = re.compile(r"[从由自][^，、；]{0,10}\d[^，、；\d]{0,8}?[到至为成]$")
_PLACE_TAIL = re.compile(r"[湖河江溪沟店铺桥屯庄营坝坪岭峪堡寨畈塘](?!中|里|上|长|底|面|边|道|流|水)")
_WORD_AFTER_ONE = re.compile(r"[定些批样般致度旦面边带直起切律时再同道番味并经心举路流]|系列")
_RANGE_ON = re.compile(r"[—\-~～至到]-?\d")
_RANGE_FROM = re.compile(r"\d[万亿]?(?:元|℃|%|‰|家|人|名|亩|吨|米|公里|天|个|级|度)?[—\-~～至到]-?$")
_SESSION = re.compile(r"(?:[\d一二三四五六七八九十]+次)?(?:常务|党组|主席|主任)?(?:会议|全会|全体会议)")
_OPENING = re.compile(r"[在从而]?(?:全[国省市县区州]|其)?的?")
_LASTING = re.compile(r"(?:连续|历时|为期|周期为?|租期|满|长达|每|年限为?|有着|当了|期限为?)[近约第已不超过少于]*$")
_FROM = re.compile(r"[从由][^，]{0,6}$")
_CHANGED = re.compile(
    r"(?:缩短|压缩|延长|减少|降|提速|增加)[至到为]?|[^，、；\d]{0,8}?[到至为成]了?[\d一二三四五六七八九十两半]"
)
_CHANGED_TO = re.compile(r"[缩压延减降升提][^，、\d]{0,3}(?:[到至为]|在)$")
_FEATS = re.compile(
    r"刷新|摘[金银铜]|夺[冠得金魁]|登[顶榜]|问鼎|卫冕|折桂|[获得]奖|[上入]榜|蝉联|捧[杯得]|登上|改写|破纪录"
)
_SCORED = re.compile(r"满意|[得评总均积]分|分数|成绩|指数|打出|评价|考核|[低高]了?$|[多少]出?$|测评|获得?$|得了?$")
_WITH_SCORE = re.compile(
    r"的(?:总|综合|平均|最终)?(?:成绩|得分|总分|均分|高分|分数)|[排位居列获夺拿摘斩登领名]|拔得|综合排|总分|通过"
)
RECURS = re.compile(
    "(?:动态)?(?:(?P<act>评选|评审|复审|复核|调整|轮换|评|举办|举行|换届)[一1][次回届批轮度]|[一1](?P<one>评|复审|复核|换届|届|度))"
)
"""两年|一评, 每三年|复核一次: how often something comes round."""
_COMPUTED = re.compile(r"算力")
_TAKES = r"(?:@)(?:[了约近为仅只达是有也已]|平均|最[长短]|共)*$"
"""What a length of time stands behind: 全程用时, 只需, 可缩短, 有效期."""
_TAKEN = re.compile(
    r"的(?:[车路行航]程|[^，的]{0,2}期|时间|时限|寿命)|(?:就|即|便)[能可]|[即直]达|(?:就|即|便)?[能可](?:[到抵直]达|到)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A number between the words before and behind it in its clause; word: the word it begins in, following: the
    word that begins right behind it."""

    before: str
    number: Number
    behind: str
    word: Token
    following: Token | None


def in_place_name(place: Place) -> bool:
    """六盘水市, 三门峡: digits of a longer word that is a name"""
    number, word = place.number, place.word
    return word.start <= number.start and word.end > number.end and word.pos[:2] in ("ns", "nr", "nt", "nz")


_ROUGHLY = re.compile(_ROUGH + "$")


_ORDINALS = re.compile(
    r"(?:(?:分[列居别获]|依次|位列|排|居|列|第)第?[\d一二三四五六七八九十]+[位名]?[、和及])"
    r"(?:第?[\d一二三四五六七八九十]+[位名]?[、和及])*$"
)
"""分列第52、74、|88位: places told one behind another."""


def ordinal(place: Place) -> bool:
    """第三届, 前十, 数百家, 前两年, 每3人; but 连续第五年, 第六次获评, 第2万台 count."""
    if place.number.kind == "time" and place.before.endswith("连续第"):
        return False
    if place.before.endswith("第") and _reached(place):
        return False
    if place.number.han and re.search(r"[数几]$", place.before):
        return True
    if place.number.unit in ("", "位", "名") and _ORDINALS.search(place.before):
        return True
    if place.number.kind == "count" and place.before.endswith("每"):
        return True
    return bool(re.search(r"(?:[第前首]|代号|编号|(?:^|的)[后末])$", place.before))


def _reached(place: Place) -> bool:
    """Whether an ordinal says how many there are by now: 第六次获评, 下线第5万辆; but 第二次会议, 第七次人口普查"""
    if place.number.unit in ("次", "回", "度"):
        verb = place.following is not None and place.following.pos[:1] in "vdpc"
        acts = verb or _FEATS.match(place.behind) is not None
        return place.number.value > 1 and acts and not _SESSION.match(place.behind)
    return place.number.kind == "count" and "万" in place.number.printed


def session(place: Place) -> bool:
    """六届18次常务会议, 五届三次全会: which session of a body it was"""
    return place.number.unit in ("届", "次") and bool(_SESSION.match(place.behind))


def set_phrase(place: Place) -> bool:
    """四大主攻方向, 一家企业, 二期, 三农: a Chinese numeral that belongs to a word."""
    number = place.number
    if place.before.endswith("第") and _reached(place):
        return False
    if not number.han or number.kind == "share":
        return False
    if number.unit == "度" or re.match(r"字|大字|字母|数(?![字据])", place.behind):
        return True
    if place.before.endswith("千家") or place.behind.startswith("万户"):
        return True
    if (number.unit == "个" and place.behind.startswith("一")) or (
        place.before.endswith("唯") and number.printed.startswith("一")
    ):
        return True
    if number.numeral == "二" or number.printed.endswith("大类") or number.unit == "期" or number.value == 0:
        return True
    if number.value == 1:
        if place.before.endswith("各") and number.kind == "count":
            return False
        return not re.search(r"(?<!满)[近约满]$|(?:[前后]移|前进|后退|[上提]升|下降)了?$", place.before) or bool(
            _WORD_AFTER_ONE.match(place.behind)
        )
    return not number.unit and number.value < 10000


def round_power(place: Place) -> bool:
    """亿元以上项目, 百万标箱大港, 百亿元门槛: a bare power of ten that only says which kind of thing."""
    if not place.number.bare or not place.behind or re.search("[余多几]", place.number.printed):
        return False
    return not _ROUGHLY.search(place.before) or place.behind.startswith(("门槛", "台阶", "俱乐部"))


_OF_A_NAME = re.compile(r"[A-Za-z.\-+]$")


def code(place: Place) -> bool:
    """PM2.5, 12-3, 4A级, TOP100, 2022中国…: digits of a name, a grade or a bare year; but 城乡收入比降到1.79."""
    number = place.number
    if number.han:
        return False
    if _OF_A_NAME.search(place.before) or (number.unit == "双" and place.behind.startswith("双")):
        return True
    if number.unit or re.search(r"[万亿]", number.printed) or _ratio(place):
        return False
    kinds = place.behind.startswith("大") and not re.search(r"[国年届度省市]$", place.before)
    return not kinds and number.kind != "share"


def _ratio(place: Place) -> bool:
    """Whether a number without unit is a ratio or an index (PUE值不高于1.3), or changes into one (由126压到39)."""
    if _SCORE_BEHIND.match(place.behind) or (_SCORE.search(place.before) and not re.match(r"[^、和及]", place.behind)):
        return True
    if not re.match(r"$|以[内下上]|左右|[、和]\d", place.behind) and not _CHANGES_ON.match(place.behind):
        return False
    return bool(pattern(_RATIO, "ratio").search(place.before) or _CHANGED_FROM.search(place.before)) or (
        bool(_FROM.search(place.before)) and bool(_CHANGES_ON.match(place.behind))
    )


def grade(place: Place) -> bool:
    """5000吨级泊位, 12人龙舟, 8英寸衬底, 1类新药: what follows is named by size, not counted."""
    number, noun = place.number, place.following is not None and place.following.pos[:1] in ("n", "a", "b")
    if number.unit.endswith("级"):
        return bool(re.match(r"[^，。；、以左]", place.behind))
    if number.unit == "人":
        return noun and not _closed(place.before)
    if number.unit in SIZES:
        return noun and not (number.unit == "类" and number.value > MOST_GRADES)
    if number.value == 1 and number.kind == "measure":
        return noun
    return bool(re.match(r"[级型]", place.behind))


def _closed(before: str) -> bool:
    """Whether a noun stands before the number, which counts it: 选派骨干医师12人驻点帮扶."""
    return bool(before) and lexicon.tokens(before)[-1].pos.startswith("n")


def threshold(place: Place) -> bool:
    """100万元以上的62件, 年销售20亿元以上企业: what is counted next has this size"""
    measured = place.number.kind in ("money", "measure")
    return measured and bool(re.match(r"(?:及以上|以[上下内])的?[^，、]", place.behind))


def place_name(place: Place) -> bool:
    """八里湖, 三里店, 五棵松: a numeral that opens a place's name"""
    return place.number.han and place.number.value < 100 and bool(_PLACE_TAIL.match(place.behind))


def range_end(place: Place) -> bool:
    """3至5年, 10%—15%, 80元至380元: two ends of a range, no single value."""
    return bool(_RANGE_ON.match(place.behind) or _RANGE_FROM.search(place.before))


_FIRST_HALF = re.compile(r"\d(?:单元|号楼|[栋幢室分])$")


def address(place: Place) -> bool:
    """3单元502户, 3分30秒: the second half of an address or a time"""
    return bool(_FIRST_HALF.search(place.before))


def restated(place: Place) -> bool:
    """2亿元（约合3000万美元）, 距5000亿元大关: the same sum in other words, a mark that is not reached"""
    again = _AGAIN.search(place.before)
    said_again = again is not None and (not again.start() or place.before[again.start() - 1] in "元币（(，")
    return said_again or bool(re.search("距离?$", place.before) and re.match("大关|目标|门槛|关口", place.behind))


def age(place: Place) -> bool:
    """60岁以上老人, 今年45岁: a person's age, no figure of what the clause is about; but 平均年龄32岁"""
    return place.number.unit in ("岁", "周岁") and not re.search("(?:年龄|岁数)[^，]{0,4}$", place.before)


_LIST_BEFORE = re.compile(r"[、和与及](?P<last>[^，、等的]{2,20})(?<!等)$")
_NAMED = re.compile("(?:公司|集团|大学|[厂店社校院所馆局委会行站省市区县州镇乡村旗])[”》）]?$")
_KINDS = re.compile(
    "(?:卫生|敬老|养老)?院|(?:医|法|学)院|[大中小]?学校|[中小大]学|(?:合作|旅行|通讯|报)社|[图书文化博物展览]{2,3}馆|.{0,4}分店"
)
"""Kinds of bodies, not names: 拥有医院和卫生院|两所."""
_BODIES = ("家", "户", "所", "人", "位", "名")
_LONGEST_PERSON = 4
_OF_THE_LIST = re.compile(r"(?:企业|公司|单位)?(?:$|合计|分别|各自?[有占]|联手|携手|共同|联合)")
"""甲公司与乙公司|两家，粗钢产量…: a number that sums up the names before it."""
_POINTS_BACK = re.compile(r"(?:[这那此该]|上述)[^，]?$")


def _sums_up(place: Place) -> bool:
    """Whether a number only counts the names listed before it: 甲公司与乙公司两家; but 引进博士、硕士三十人"""
    said = _LIST_BEFORE.search(place.before) if place.number.unit in _BODIES else None
    if not said or not _OF_THE_LIST.match(place.behind):
        return False
    if place.number.value != 1 + len(re.findall("[、和与及]", place.before)):
        return False
    if place.number.unit in ("人", "位", "名"):
        return len(said["last"]) < _LONGEST_PERSON and said["last"][0] in lexicon.words("surnames")
    return bool(_NAMED.search(said["last"])) and not _KINDS.fullmatch(said["last"])


def pointing(place: Place) -> bool:
    """两项指标均居…, 三项合计20个, 甲公司与乙公司两家, 这两个数字, 三方: points back to what was told before."""
    back = (
        _COUNTED_BEFORE.match(place.behind) or (not place.before and _POINTED_AT.match(place.behind)) or _sums_up(place)
    )
    if back and place.number.han and place.number.kind != "time":
        return True
    return bool(_POINTS_BACK.search(place.before))


def scene(place: Place) -> bool:
    """两家医院建成后，…: a clause that only sets the scene for the next; but 216家企业中，… counts"""
    return bool(_OPENING.fullmatch(place.before)) and bool(re.search(r"[后时]$", place.behind))


def listed_name(place: Place) -> bool:
    """年产12万辆智能自行车、…等10个项目: a number inside one of the names listed"""
    return place.before.endswith("年产") and bool(re.search(r"等\d", place.behind))


def field(place: Place) -> bool:
    """总量在全省12个市州中居第三: those among which a place is held; but 在12家企业中，…"""
    inside = place.number.kind == "count" and _IN_FIELD.search(place.before)
    return bool(inside) and bool(_FIELD.match(place.behind))


_OUT_OF_EACH = re.compile(r"每[^，。；]{0,8}?\d[^，。；]{0,10}?(?:就|里|中)有$")
_THERE_IS = re.compile(r"[^，。；\d]{0,8}?(?:就|里|中)有")


def out_of_each(place: Place) -> bool:
    """每卖出3吨就有1吨出自它手: a proportion told as so many out of each few; but 每万人有专利25件"""
    asked = re.search(r"每[^，。；\d]{0,4}$", place.before) and _THERE_IS.match(place.behind)
    return place.number.kind not in ("money", "time") and bool(asked or _OUT_OF_EACH.search(place.before))


def time_span(place: Place) -> bool:
    """三年来, 10年前, 50天吸引…: says when, not how long."""
    if place.number.kind != "time":
        return False
    if place.before.endswith("连续") and re.match(r"(?:超过?|突破|达到?|逾)[近约]?\d", place.behind):
        return True
    before, behind = place.before, place.behind
    if RECURS.match(behind):
        return False
    if (_FROM.search(before) and _CHANGED.match(behind)) or _CHANGED_TO.search(before):
        return False
    if pattern(_TAKES, "lasting").search(before) or _TAKEN.match(behind):
        return False
    if _LASTING.search(before):
        return bool(re.match(r"[前后内来间以]", behind)) and not re.match(r"以[上下内]", behind)
    if re.match(r"(?:以上|以下|以内|左右|多)?(?:的?历史|$)", behind):
        return not before or (bool(re.search(r"[近过]$", before)) and len(before) < 3)
    return True


def unscored(place: Place) -> bool:
    """6分30秒, 1080P: no score and no computing power; but 满意度提高到96.3分, 总算力达5000P"""
    told = {"分": _SCORED, "P": _COMPUTED}.get(place.number.unit)
    if place.number.unit == "分" and place.before.endswith("以") and _WITH_SCORE.match(place.behind):
        return False
    return told is not None and not told.search(place.before)


def half(place: Place) -> bool:
    """浇筑过半, 不到乙市的一半: more or less than half, no share of a whole; but 占全省一半, 半数的企业"""
    if place.number.printed.strip("过近") not in ("一半", "半数", "半"):
        return False
    part = re.search(r"占(?!比)[^，]{0,40}$|[有的]$|[短少低减省高缩]了?$", place.before) or re.match(
        r"以上|的|[由为是来]", place.behind
    )
    return not part or bool(re.search(r"(?:不到|不足|相当于)[^，占]*的$", place.before))


RULES: tuple[Callable[[Place], bool], ...] = (
    in_place_name,
    ordinal,
    session,
    set_phrase,
    round_power,
    code,
    grade,
    threshold,
    place_name,
    range_end,
    address,
    restated,
    age,
    pointing,
    scene,
    listed_name,
    field,
    out_of_each,
    time_span,
    unscored,
    half,
)

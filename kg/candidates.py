"""Every stretch of a sentence that might be a name, liberally; kg.ranking then says how likely each is.

A head word (局, 大奖赛, 示范区) fixes the right edge and every word before it offers a left edge; a
trigger verb (荣获, 实施, 召开) fixes the left edge and every word behind it offers a right one; quotes,
book-title marks and known names fix both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg import lexicon
from kg.model import TYPES
from kg.reading import QUOTES, Reading

LONGEST_HEAD = 10
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
STOPS = frozenset("，。；：！？、,;:!?…\n\t　 |/")
# Words that no name goes across.
BARRIERS = frozenset(
    ["的", "了", "着", "过", "地", "被", "把", "将", "向", "对", "从", "由", "据", "是", "有", "等", "并", "而", "但", "因", "也", "都", "均", "就", "已", "还", "又", "再", "其", "该", "这", "那", "此", "我", "他", "她", "它", "我们", "他们", "她们", "它们", "其中", "以及", "并且", "而且", "但是", "因此", "同时", "随着", "通过", "根据", "按照", "关于", "对于", "为了", "作为", "目前", "今年", "去年", "近日", "日前", "昨日", "昨天", "今天", "当天", "记者", "获悉", "了解", "介绍", "表示", "认为", "指出", "强调", "以来", "以上", "以下", "左右", "分别", "共同", "进行", "成为", "属于", "位于", "位居", "位列", "荣获", "获评", "获得", "入选", "获", "评为", "不", "没有", "可以", "能够", "正在", "将于", "已经", "曾", "曾经", "到", "至", "会同", "携手", "如今", "另有", "据悉", "据了解", "前往", "赴", "地处", "毗邻", "落户", "来自", "走进", "作出", "依托", "截至", "自从", "虽然", "尽管", "不仅", "不但", "只有", "只要", "我省", "我市", "我区", "我县", "我州", "我国", "该省", "该市", "该区", "该县", "该州", "该镇", "该村", "该公司", "该局", "该院", "本省", "本市", "本区", "本县", "本报", "本报讯", "这里", "当地", "之后", "之前", "期间", "其他", "其它", "另外", "此外", "此次", "本次", "本届", "首次", "再次", "包括", "涵盖", "涉及", "例如", "比如", "尤其", "特别是", "靠", "让", "使", "令", "给", "想", "应", "须", "需", "可", "并非", "便", "却", "仍", "很", "更", "最早"]
)
# Verbs that lead to a name and stand in none, whatever its type.
_LEADING = frozenset(
    ["召开", "举办", "举行", "荣获", "获评", "获批", "入选", "亮相", "落户", "参加", "参与", "出席", "印发", "出台", "涌现", "涌现出", "等待", "加快", "拿下", "摘得", "引回", "用上", "共设", "组织开展", "开展", "实施", "推行", "搭建", "构建", "建立", "建立健全", "健全", "利用", "使用", "采用", "引进", "承建", "承办", "主办", "试行", "抓好", "做好", "深入推进", "加快推进", "持续推进", "扎实推进", "全面推进", "统筹推进", "深入实施", "全面推行", "大力推广", "拟建", "拟创建", "同步创建", "成功创建", "自主研发", "研制出", "研发出", "推出", "下发", "公布", "颁布", "编制", "签署", "签订", "颁发", "捧回", "赢得", "夺得", "跻身", "位列", "上榜", "登上", "晋升", "晋级", "获颁", "荣膺", "喜获", "斩获", "成功申报", "申报", "组建", "落地", "投向", "投入", "正在", "眼下", "眼前", "如今", "已是", "看到", "走进", "来到", "记者", "帮助", "打响", "擦亮", "争创", "争取", "力争", "引导企业", "涵盖", "囊括", "归功于", "得益于", "依托", "带动", "助推", "联合举办", "联合主办", "共同主办"]
)
# A count of things inside: what stands before it is no part of the name behind it.
_COUNTED = re.compile(
    r"(?:[0-9０-９.]+|[两二三四五六七八九十百千]+)(?:余|多|万)?(?:家|名|棵|支|个|座|所|户|位|款|件|张|台|艘|项|种|人)"
)
# No name begins with one of these, or with a count of something.
BAD_FIRST = frozenset(
    ["暨", "和", "与", "及", "或", "等", "原", "时任", "曾任", "现任", "历任", "图为", "图", "任", "讯", "日讯", "起", "成", "成了", "组成", "年", "月", "日", "号", "个", "家", "名", "项", "座", "支", "条", "批", "次", "场", "余", "多", "两", "这座", "这家", "这项", "这所", "全资", "全资子公司", "子公司", "旗下", "下属", "所属", "隶属", "隶属于", "著名", "知名", "上述", "前述", "有关", "相关", "部分", "全部", "所有", "许多", "不少", "众多", "某", "各类", "各级", "各地", "各", "首个", "唯一", "如今", "已是", "现有", "共有", "共", "总", "总计", "合计", "累计", "新增", "新建", "拟建", "在建", "做实", "做强", "做优", "抓实", "抓好", "建好", "用好", "加大", "加快", "积极", "全面", "深入", "大力", "持续", "扎实", "的", "是", "即", "为", "叫", "名为", "名叫", "叫做", "称", "称为", "被誉为", "誉为", "摘得", "捧回", "斩获", "喜获", "通过", "争创", "争取", "力争", "努力", "借助", "凭借", "得益于", "依靠", "靠着", "走出", "迈向", "冲刺", "能", "会", "要", "即", "如", "像", "自", "经", "近", "余", "约", "多", "只", "仅", "才", "用", "以", "来", "去", "每", "各", "超", "正", "则", "说", "介绍", "表示", "认为", "一批", "一座", "一家", "一个", "一项", "一条", "一场", "一列", "一次", "一支", "一名", "一位", "多家", "多个", "多项", "几家", "数家", "数十", "上百", "近百", "同时", "还有", "以及"]
)
_COUNT = re.compile(
    r"^(?:[0-9０-９.,，]+|[一二两三四五六七八九十百千数几]+)(?:余|多|万|亿)*(?:个|家|名|项|座|支|条|批|次|届|场|列|辆|所|户|位|类|种|款|件|亩|人|元|天|期|张|套|台|颗|艘|笔|对|片|棵|株|吨|米|公里|平方米)"
)
# Verbs that stand in no name of a body or a place.
_ACTIONS = frozenset(
    ["代表", "开展", "涌现", "涌现出", "摘得", "亮相", "落户", "晋级", "晋升", "申报", "成功", "组成", "整合", "谋划", "助力", "推动", "推进", "实施", "打造", "建成", "发布", "举办", "召开", "举行", "印发", "出台", "签署", "签约", "揭牌", "投产", "开工", "启动", "参加", "出席", "组织", "组团", "率领", "带领", "带动", "引进", "引入", "引导", "帮助", "支持", "鼓励", "要求", "强调", "指出", "提出", "宣布", "透露", "获批", "获颁", "喜获", "斩获", "夺得", "捧回", "赢得", "争创", "创建", "推出", "推广", "推行", "探索", "发起", "承办", "主办", "协办", "承担", "承建", "参与", "牵头", "联手", "协同", "配合", "负责", "担任", "出任", "当选", "主持", "会见", "考察", "调研", "走访", "慰问", "看望", "抵达", "前来", "离开", "返回", "拥有", "占地", "坐落", "建有", "设有", "设立", "成为", "作为", "展示", "展出", "展现", "呈现", "迎来", "跑出", "擦亮", "交出", "按下", "拉开", "落下", "掀起", "奏响", "绘就", "写下", "走向", "走出", "迈向", "迈进", "位列", "排名", "居", "下降", "上升", "增长", "提升", "提高", "达到", "突破", "超过", "实现", "完成", "保持", "稳居", "蝉联", "荣登", "荣膺", "登上", "跻身", "入围", "入库", "纳入", "列入", "贡献", "坚持", "围绕", "聚焦", "锚定", "瞄准", "抢抓", "立足", "着眼", "发挥", "认为", "看来", "来说", "而言", "说明", "表明", "意味着", "全称", "更名", "改名", "并入", "划归", "成立", "组建", "重组", "合并", "收购", "并购", "投入", "投资额", "耗资", "出资", "出资人", "为落实", "为推进", "为加快", "随后", "接着", "以", "用", "来", "去", "每", "各", "约", "超", "才", "只", "仅", "近", "要", "主导产品", "拳头产品", "主打产品", "何以", "如何", "怎样", "为何", "缘何", "凭啥", "又添", "再添", "新添", "喜添", "再获", "再添", "再夺", "再传", "连获", "连夺"]
)
# A bracket that says what a name is called for short stands in no name.
_ASIDE = re.compile("[（(](?:以下|下称|简称|统称|又称|又名|原名|下同|见|如|含|包括|图)")
# 工信局|长: the head of a position, not of a body.
_POSITION = frozenset("局厅院校部会市省区县馆台站社队厂所处科镇乡村州行旗")
# A place inside a place is a name of its own: 六盘水市|钟山区.
ADMINISTRATIVE = frozenset(["市", "区", "县", "旗", "州", "盟", "镇", "乡", "街道", "村", "社区", "省", "自治区", "自治州", "自治县"])


@dataclass(frozen=True, slots=True)
class Candidate:
    """text[start:end] as a name of this type; rule says how it came up, head what it ends with."""

    start: int
    end: int
    type: str
    rule: str
    head: str


_DASHES = frozenset("—–-·•.～~▲●■◆□：")


def begins_well(reading: Reading, start: int) -> bool:
    """Whether a name may begin here."""
    token = reading.after(start)
    if (
        token is None
        or token.word[0] in _DASHES
        or token.word in BAD_FIRST
        or token.word in STOPS
        or token.word in _LEADING
    ):
        return False
    return not _COUNT.match(reading.text[start : start + 8])


def left_edges(reading: Reading, index: int, end: int, kind: str) -> Iterator[int]:
    """Offsets where a name that ends at `end` might begin: its last word's start and on to the left."""
    edges, longest, actions = 0, LONGEST_NAME.get(kind, 12), kind in ("Organisation", "District")
    while index >= 0 and edges < MOST_EDGES:
        token = reading.tokens[index]
        if token.end - 1 in reading.opened and len(token.word) == 1:
            opener = reading.opened[token.start]
            if end - opener > longest + 16 or _ASIDE.match(reading.text, opener):
                return
            index = reading.starts.get(opener, -1)
            if index < 0:
                return
            token = reading.tokens[index]
        elif token.word in BARRIERS or token.word in STOPS or token.start in reading.brackets or token.word in _LEADING or _COUNTED.match(reading.text, token.start) or end - token.start > longest or (actions and token.word in _ACTIONS):
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
        elif token.word in BARRIERS or token.word in STOPS or token.end - 1 in reading.opened:
            return
        if token.end - start > longest + 8:
            return
        yield token.end
        edges += 1
        index += 1


@lru_cache(maxsize=1 << 16)
def heads_of(word: str) -> tuple[tuple[str, str], ...]:
    """(type, head): for each type the longest head that the text ends with."""
    heads = lexicon.heads()
    found: dict[str, str] = {}
    for length in range(min(len(word), LONGEST_HEAD), 0, -1):
        for kind in heads.get(word[-length:], ()):
            found.setdefault(kind, word[-length:])
    return tuple(sorted(found.items()))


def by_head(reading: Reading) -> Iterator[Candidate]:
    """城阳区|市场监管局, 第九届|…|博览会: a head and every left edge before it."""
    for index, token in enumerate(reading.tokens):
        window = reading.text[max(0, token.end - LONGEST_HEAD) : token.end]
        found = heads_of(window)
        if (
            not found
            or token.word in STOPS
            or (token.word[-1] in _POSITION and reading.text[token.end : token.end + 1] == "长")
        ):
            continue
        for kind, head in found:
            for start in left_edges(reading, index, token.end, kind):
                if kind == "District" and head in ADMINISTRATIVE and _chained(reading, start, token.end - len(head)):
                    continue
                if token.end - start == len(head):
                    if bare(head) and not _leans(reading, start):
                        yield Candidate(start, token.end, kind, "bare", head)
                    continue
                if kind == "Organisation" and bare(reading.text[start : token.end]):
                    if not _leans(reading, start):
                        yield Candidate(start, token.end, kind, "bare", head)
                elif _twofold(reading.text[start : token.end]):
                    continue
                else:
                    yield Candidate(start, token.end, kind, "head", head)
                    tail = _bracket_behind(reading, token.end)
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


_TWOFOLD = re.compile("^(?:[省市区县州旗镇]委|自治区党委|.{2,8}[省市区县州旗镇]委)(?:[省市区县州旗镇]|自治区)政府$")


def _twofold(name: str) -> bool:
    """区委区政府 is two bodies."""
    return bool(_TWOFOLD.match(name))


def _leans(reading: Reading, start: int) -> bool:
    """Whether a place or an unlisted word stands right before: 市政府 of 青岛市政府 is no name of its own."""
    before = reading.before(start)
    return before is not None and before.pos in ("x", "ns", "nr", "nz") and _HAN.fullmatch(before.word) is not None


_HAN = re.compile("[一-鿿]{2,}")


def bare(head: str) -> bool:
    """市委, 区政府: a head that is a whole name where the page tells whose."""
    return bool(_BARE.match(head))


_BELONGS = re.compile(r"^[（(](?:市、?区?|县、?区?|区、?县?|县|市|区|原?.{2,24}|[A-Za-z0-9]{2,12})[）)]$")


def _bracket_behind(reading: Reading, end: int) -> int:
    """The end of a bracket right behind a name that may belong to it (质量强县（市、区）), else 0."""
    close = reading.brackets.get(end, -1)
    if close < 0 or reading.text[end] not in "（(" or close - end > 14:
        return 0
    return close + 1 if _BELONGS.match(reading.text[end : close + 1]) else 0


def quoted(reading: Reading) -> Iterator[Candidate]:
    """“链长制”, and words before it that belong to it: 服务型“双随机”."""
    for start, close in reading.brackets.items():
        if reading.text[start] not in QUOTES or not 2 <= close - start - 1 <= 36:
            continue
        inner = reading.text[start + 1 : close]
        for kind in ("Program", "Award", "Event", "Product", "Organisation", "District"):
            head = dict(heads_of(inner[-LONGEST_HEAD:])).get(kind, "")
            yield Candidate(start, close + 1, kind, "quoted", head)
            index = reading.ends.get(start, -1)
            if index >= 0:
                for left in left_edges(reading, index, start, ""):
                    yield Candidate(left, close + 1, kind, "before_quote", head)


def titled(reading: Reading) -> Iterator[Candidate]:
    """《质量强国建设纲要》, and the title in a title 〈…〉."""
    for start, close in reading.brackets.items():
        if reading.text[start] not in "《〈" or close - start < 3:
            continue
        inner = reading.text[start + 1 : close]
        for kind in ("Document", "Award", "Product"):
            head = dict(heads_of(inner[-LONGEST_HEAD:])).get(kind, "")
            yield Candidate(start, close + 1, kind, "title" if reading.text[start] == "《" else "inner_title", head)


def known(reading: Reading) -> Iterator[Candidate]:
    """Divisions, countries, regions and the organisations that everybody knows."""
    for start, end, which in reading.known:
        kind = "Organisation" if which == "organisation" else which if which in TYPES else "District"
        yield Candidate(start, end, kind, f"known_{which}", reading.text[start:end])


@cache
def verbs(kind: str) -> frozenset[str]:
    """The verbs that a name of this type is the object of."""
    return frozenset(cells[0] for _, cells in lexicon.rows("name_verbs") if cells[1] == kind)


def by_verb(reading: Reading) -> Iterator[Candidate]:
    """荣获|…, 实施|…: a verb fixes the left edge and each word behind it offers a right edge."""
    for kind in ("Award", "Program", "Event", "Document", "Product"):
        wanted = verbs(kind)
        for token in reading.tokens:
            if token.word not in wanted and not any(token.word.endswith(v) for v in ("获评", "获批", "入选", "荣获")):
                continue
            start = token.end
            follower = reading.after(start)
            if not begins_well(reading, start) and not (follower and follower.word in ("为", "成", "起", "首个")):
                continue
            if follower and follower.word in ("了", "为", "成", "成为", "过", "起", "首个", "全国首批", "首批"):
                start = follower.end
            for end in right_edges(reading, start, LONGEST_NAME[kind]):
                if end - start >= 3:
                    head = dict(heads_of(reading.text[max(start, end - LONGEST_HEAD) : end])).get(kind, "")
                    yield Candidate(start, end, kind, "verb", head)


_FOREIGN = re.compile(r"[一-鿿]{2,8}(?:[·•‧・][一-鿿]{1,8})+")
_GIVEN = re.compile(r"^[一-鿿]{1,2}$")
_NOT_GIVEN = frozenset("的了在是和与及说等为有从对向被把将并这那其该个位名家条项次年月日")


@cache
def _roles() -> frozenset[str]:
    return lexicon.words("roles")


def role_before(text: str, start: int) -> str:
    """The longest role that ends at an offset (市委副书记|), or ""."""
    for length in range(min(8, start), 1, -1):
        if text[start - length : start] in _roles():
            return text[start - length : start]
    return ""


def role_after(text: str, end: int) -> str:
    """The longest role that begins at an offset (|教授), or ""."""
    for length in range(min(8, len(text) - end), 1, -1):
        if text[end : end + length] in _roles():
            return text[end : end + length]
    return ""


@cache
def speech_verbs() -> frozenset[str]:
    return frozenset(cells[0] for _, cells in lexicon.rows("name_verbs") if cells[1] == "Person")


def people(reading: Reading) -> Iterator[Candidate]:
    """局长|王某某, |李某某|表示, jieba's nr words, and foreign names with a dot."""
    text, surnames = reading.text, lexicon.words("surnames")
    for match in _FOREIGN.finditer(text):
        yield Candidate(match.start(), match.end(), "Person", "foreign_name", "")
    places = {token.start for token in reading.tokens}
    for start in sorted(places):
        surname = text[start : start + 2] if text[start : start + 2] in surnames else text[start : start + 1]
        if surname not in surnames:
            continue
        for length in (1, 2):
            end = start + len(surname) + length
            given = text[start + len(surname) : end]
            if len(given) < length or not _GIVEN.match(given) or _NOT_GIVEN & set(given):
                continue
            token = reading.after(start)
            whole = token is not None and token.end == end and token.pos in ("nr", "x", "nrt")
            if (
                whole
                or role_before(text, start)
                or role_after(text, end)
                or _speaks(reading, end)
                or _listed(text, start)
            ):
                rule = "person_role" if role_before(text, start) else "person"
                yield Candidate(start, end, "Person", rule, "")


def _speaks(reading: Reading, end: int) -> bool:
    return any(reading.text.startswith(verb, end) for verb in speech_verbs())


def _listed(text: str, start: int) -> bool:
    """Whether a name stands behind a short member of a list (王某、|)."""
    return start > 0 and text[start - 1] == "、"


# 全市, 本省 … are settled by kg.deixis.
POINTING = re.compile("[全我该本两各][省市县区州旗镇乡村国球]")


def find(reading: Reading) -> tuple[Candidate, ...]:
    """All candidates of a sentence, each (start, end, type) once, by the first rule that offers it."""
    found: dict[tuple[int, int, str], Candidate] = {}
    pointing = {match.span() for match in POINTING.finditer(reading.text)}
    for finder in (known, titled, quoted, people, by_head, by_verb):
        for candidate in finder(reading):
            if candidate.type == "District" and (candidate.start, candidate.end) in pointing:
                continue
            found.setdefault((candidate.start, candidate.end, candidate.type), candidate)
    return tuple(found.values())

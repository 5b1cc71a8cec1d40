"""Which names mean the same thing: keys that two forms of one name share, and tests of short forms."""

from __future__ import annotations

import re
from functools import lru_cache

from kg import lexicon
from kg.lexicon import fold

NUMBER = "[0-9０-９〇零一二三四五六七八九十百]+"
# What leaves the name of an award and becomes a qualifier.
_EDITION = re.compile(
    rf"第?{NUMBER}届|首届|本届|首批|第{NUMBER}批(?:次)?|(?:19|20)\d\d(?:[—\-－至](?:19|20)?\d\d)?年?度?(?![0-9])|(?<=^)本年度"
)
_NOMINATED = re.compile(r"(?:及|和|与|（含|\(含)?提名奖?(?:）|\))?(?=(?:公示)?名单|$|获奖)")
_LISTED = re.compile(
    r"(?:公示|入选|获奖|推荐|拟建设?|单位|企业)?(?:名单|序列)$|(?<=奖)(?:获奖名单|获得者|称号|奖项)$|(?<=.{4})(?:荣誉)?称号$"
)
_WORKS = re.compile(r"(?:建设工作|有关工作|工作|建设)$")

SHORTENED = (
    ("人民代表大会常务委员会", "人大常委会"),
    ("卫生健康委员会", "卫健委"),
    ("卫生健康委", "卫健委"),
    ("卫生和计划生育委员会", "卫计委"),
    ("发展和改革委员会", "发改委"),
    ("发展改革委员会", "发改委"),
    ("发展改革委", "发改委"),
    ("人力资源和社会保障", "人社"),
    ("人力资源社会保障", "人社"),
    ("人力社保", "人社"),
    ("市场监督管理", "市场监管"),
    ("质量技术监督", "质监"),
    ("工商行政管理", "工商"),
    ("住房和城乡建设", "住建"),
    ("住房城乡建设", "住建"),
    ("工业和信息化", "工信"),
    ("经济和信息化", "经信"),
    ("文化和旅游", "文旅"),
    ("文化广电和旅游", "文旅"),
    ("广播电影电视", "广电"),
    ("国有资产监督管理委员会", "国资委"),
    ("科学技术协会", "科协"),
    ("科学技术局", "科技局"),
    ("科学技术厅", "科技厅"),
    ("科学技术部", "科技部"),
    ("科学技术奖", "科技奖"),
    ("科学技术进步奖", "科技进步奖"),
    ("应急管理", "应急"),
    ("退役军人事务", "退役军人"),
    ("自然资源和规划", "自然资源"),
    ("林业和草原", "林草"),
    ("交通运输", "交通"),
    ("人民政府", "政府"),
    ("人民法院", "法院"),
    ("人民法庭", "法庭"),
    ("人民检察院", "检察院"),
    ("中级法院", "中院"),
    ("高级法院", "高院"),
    ("高级人民法院", "高院"),
    ("中级人民法院", "中院"),
    ("管理委员会", "管委会"),
    ("中共", ""),
    ("委员会", "委"),
    ("高新技术产业开发区", "高新区"),
    ("经济技术开发区", "经开区"),
    ("综合保税区", "综保区"),
    ("自由贸易试验区", "自贸试验区"),
    ("自由贸易", "自贸"),
    ("中国科学院", "中科院"),
    ("上海合作组织", "上合"),
    ("上合组织", "上合"),
    ("街道办事处", "街道办"),
    ("知识产权", "知产"),
    ("股份有限公司", ""),
    ("有限责任公司", ""),
    ("有限公司", ""),
    ("集团公司", "集团"),
    ("大学", "大"),
)
# “青岛优品”工程, “质量强区”建设: the words in quotes are the name, the head after them comes and goes.
_QUOTED = re.compile("^[“‘「『]([^“”‘’「」『』]{3,})[”’」』](.{0,4})$")
_SMALL = re.compile(r"[和与及的]")


@lru_cache(maxsize=1 << 14)
def key(kind: str, name: str) -> str:
    """What two printed forms of one name have in common."""
    quoted = _QUOTED.match(name)
    if quoted and kind == "Program":
        return fold(quoted.group(1))
    text = fold(name)
    if kind == "Award":
        text = fold(quoted.group(1)) + text[-2:] if quoted and quoted.group(2) else stripped(text)
    if kind == "Program":
        text = _WORKS.sub("", text) if len(text) > 6 else text
    if kind in ("Organisation", "Award", "District"):
        for long, short in SHORTENED:
            if long in text and not (long.endswith("公司") and text.endswith("分公司")):
                text = text.replace(long, short)
        text = _NUMBERED.sub(r"\1\2", _SMALL.sub("", text))
        text = _FREE_TRADE.sub(r"\1自贸片区", text)
    return text or fold(name)


# 中国（海东）自由贸易试验区临江片区, 临江自贸片区.
_FREE_TRADE = re.compile("^中国[（(][^（）()]{2,4}[）)]自贸试验区([^片]{2,4})片区$")
# 第三中院, 第一中学: short 三中院, 一中.
_NUMBERED = re.compile("第([一二三四五六七八九十]{1,3})(中院|中|人民医院|医院|小学|小)(?:学(?=$))?")


def stripped(name: str) -> str:
    """An award's name without edition, batch, year and nomination: 第九届山东省省长质量奖提名奖 → 山东省省长质量奖."""
    bare = _EDITION.sub("", name)
    bare = _NOMINATED.sub("", bare)
    bare = _LISTED.sub("", bare)
    if bare.endswith("质量") or bare.endswith("贡献"):
        bare += "奖"
    return bare if len(fold(bare)) >= 3 else name


def subsequence(short: str, long: str) -> bool:
    """Whether the characters of short stand, in order, in long."""
    rest = iter(long)
    return all(char in rest for char in short)


_GENERIC = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|集团有限公司|集团公司|公司|集团|股份)$")


def _place_free(name: str) -> str:
    """A name without the place it begins with."""
    end, which = lexicon.leading(name)
    if which == "organisation":  # 临江晨光, known by name, hides the place
        end = next((n for n in range(LONGEST_PLACE, 1, -1) if name[:n] in lexicon.division_shorts()), len(name))
    if which in ("full", "short", "place", "town", "organisation") and len(name) - end >= 2:
        rest = name[end:]
        return rest[1:] if rest[:1] in "省市县区州" and len(rest) > 2 else rest
    return name


LONGEST_PLACE = 5
"""Characters of a division's short name that a company's name begins with, at most."""


def core(name: str) -> str:
    """A body's name without the place before it and the legal form behind it: 临江晨光股份有限公司 → 晨光."""
    return _GENERIC.sub("", _place_free(key("Organisation", name)))


_LEVEL = re.compile("(?<=..)[省市县区州]$")


def _of_place(name: str) -> tuple[str, str, str]:
    """A name's place, the suffix it is printed with, and the rest: 海南, 省, 高院; "" for none."""
    end, which = lexicon.leading(name)
    if which in ("full", "short") and len(name) - end >= 2:
        bare = _LEVEL.sub("", name[:end])
        return bare, name[len(bare) : end], name[end:]
    return "", "", name


def _short_of_place(a: str, b: str) -> bool:
    """海南高院 of 海南省高院, 临沂中院 of 临沂市中院: the place without its suffix."""
    (place, suffix, rest), (whole, _, other) = _of_place(a), _of_place(b)
    return bool(place) and not suffix and place == whole and rest == other


def short_for(kind: str, short: str, long: str) -> bool:
    """Whether short may be a short form of long (both of one type): 长光卫星 of 长光卫星技术股份有限公司."""
    a, b = key(kind, short), key(kind, long)
    if a == b:
        return True
    if kind == "Organisation" and short.endswith("股份") and _LEGAL.search(long) and a == b + "股份":
        return True
    if len(a) >= len(b) or len(a) < 2:
        return False
    if kind == "Organisation":
        return not _stand_apart(short, long) and _short_organisation(a, b, long)
    if kind == "District":
        return b.endswith(a) and len(a) >= 3 and len(b) - len(a) <= 8
    if kind == "Event" and len(a) >= 4 and a[-1] == b[-1] and len(b) >= len(a) + 2 and subsequence(a, b):
        return True
    if kind == "Document" and short in _SHORT_TITLES:
        return b.endswith(short)
    if kind == "Award" and len(a) == len("质量奖") and a.endswith("奖") and not _GRADE.search(a):
        return b.endswith(a) and len(b) - len(a) <= LONGEST_LEAD
    if kind in ("Award", "Event", "Program", "Document", "Product"):
        return _short_title(a, b)
    return False


_LEGAL = re.compile(r"(?:有限|责任|股份)公司$")


def _stand_apart(short: str, long: str) -> bool:
    """Two full legal names (海尔洗衣机有限公司, 海尔滚筒洗衣机有限公司), or a group and a company that is none."""
    if _LEGAL.search(short) and _LEGAL.search(long):
        return not fold(long).endswith(_place_free(fold(short)))
    if _PART.search(long) and not _PART.search(short):
        return True
    if short.endswith("集团") and _GROUPED.search(long) and not _GROUP.search(long):
        return True
    if short.endswith(("组织", "银行")) and not key("Organisation", long).endswith(short[-2:]):
        return True
    return "集团" in short and "集团" not in long


# 云岭集团|运营分公司, 云岭机械有限公司|装备厂: part of a body that is no short name of it.
_PART = re.compile("(?:分公司|支公司|分行|支行|分厂)$|公司[一-鿿]{2,}$")
# 云岭集团|工程机械股份有限公司 is another than the group.
_GROUPED = re.compile("集团[^（）()]{2,}公司$")
_GROUP = re.compile("集团(?:（[^（）]{2,6}）)?(?:控股|股份)*(?:有限)?(?:责任)?公司$")


# 宁德市委 is short for no 宁德市发改委, 宁德市政府 for no 宁德市霞浦县政府.
_OF_STATE = re.compile("(?:[省市区县州旗盟镇乡]委|自治区党委|政府|人大|政协|纪委|监委|法院|中院|检察院)$")


# 临江职业技术学院, 云岭中学: a head told in full makes a name of its own.
_WHOLE = re.compile("(?:学院|中学|银行|医院|小学|学校|高中)$")
# 临江|医院 of 临江|市人民|医院: what such a name leaves out and still means the same house.
_LEFT_OUT = re.compile("(?:市|县|区|省|州|人民|职业|技术|中心|第一)+")


def _short_organisation(a: str, b: str, long: str) -> bool:
    stem = _GENERIC.sub("", a) or a
    bare = _place_free(b)
    if len(stem) < 2:
        return False
    if b.endswith(a) and len(a) >= 4 and _place_free(b) in (a, b[len(b) - len(a) :]):
        return True
    if b.endswith(a) and len(a) >= 6:
        return True
    company = long.endswith(("公司", "集团", "厂"))
    if company and (b.startswith(stem) or bare.startswith(stem)) and len(stem) >= 2:
        return not a.endswith(("局", "委", "政府", "大", "院"))
    if company and len(stem) >= 4 and subsequence(stem, b):
        return stem[0] in (b[0], bare[0])
    if _short_of_place(a, b):
        return True
    if _WHOLE.search(a) and len(a) >= 4 and b.startswith(a[:-2]) and b.endswith(a[-2:]):
        return _LEFT_OUT.fullmatch(b[len(a) - 2 : -2]) is not None
    framed = len(a) >= 4 and not _WHOLE.search(a) and not _OF_STATE.search(a) and a[0] == b[0] and a[-1] == b[-1]
    return framed and subsequence(a, b) and 1.5 * len(a) <= len(b) <= 3 * len(a)


LONGEST_LEAD = 8
"""Characters before what a title is called for short: 临江市人民政府|质量奖."""
# 《措施》 after 《关于…的若干措施》.
_SHORT_TITLES = frozenset(
    ("措施", "办法", "条例", "意见", "方案", "规划", "通知", "细则", "规定", "决定", "纲要", "指南")
)
_GRADE = re.compile("(?:提名|等|[金银铜]|优秀|优胜|组织|个人|大)奖$")


def _short_title(a: str, b: str) -> bool:
    if len(a) >= 4 and b.endswith(a):
        return len(b) - len(a) <= LONGEST_LEAD
    return len(a) >= 4 and b.startswith(a) and len(b) - len(a) <= 2

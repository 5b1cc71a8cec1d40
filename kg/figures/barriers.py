"""Names that stand near a number and do not own it: told only to say where, than whom, for whom, in what paper.

Each rule looks at one name and the number that is asked for.  A name that is barred is no candidate
(kg.figures.choosing): another one owns the number.  Where a name that is mute would own it, nobody is said to: the
true owner stands in words that are no name.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kg import lexicon
from kg.figures.lexemes import owner
from kg.figures.scene import Asked
from kg.figures.slots import clauses
from kg.model import Mention

NEAR = 24
"""Characters before a name that tell what it stands there for: none of the patterns needs more."""
_LIES = re.compile(r"(?:位于|坐落[于在]?|地处|设在|设于|选址在?|建在|迁[至到]|搬[至到]|落子|安家在?)[“《]?$")
_PUT = re.compile(r"(?:落户|落在|落子|落地|扎根|位于|坐落|设在|地处)(?P<gap>[^，；。：“”]{0,14})$")
"""…项目落在城东的|临江区; but 位于临江区的|白石产业园 is where a clause begins with its subject."""
_SEVERAL = re.compile(r"\d|[一二三四五六七八九十百千两][个家名项余多]")
_ONLY_THERE = re.compile(r"[”》]?(?:境内|内|里|旁|附近)?(?:[，；。、）]|的|$)")
"""Behind the name of a place where something lies."""
_OUTDONE = re.compile(
    r"(?:落后于?|领先于?|少于|多于|高于|低于|快于|慢于|优于|逊于|仅次于|不及|赶超|比肩|紧追|紧随)(?:第[一二三四五]名的?)?[“《]?$"
)
_FOR_WHOM = re.compile(r"(?<![作成称名认视因])(?:[给同跟]|为(?!了|期)|(?<![面投导])向|(?<![应针])对)[“《]?$")
_HELPS = re.compile(r"(?:依托|联手|携手|牵手|借助|借力|委托|(?:依托|挂靠|承建|牵头)单位是)[“《]?$")
_IS = re.compile("(?<!成)[是为系]$")
_ONE_OF_ITS = re.compile("[”》]?(?:唯一|首[个家批座条例]|第[一二三四五六七八九十]|最|有史以来|仅有|为数不多|少有)")
_A_PART = re.compile(
    "[”》]?的?(?:第?[二三四]期|[东西南北新老]?[院校厂]区|(?:改?扩建)(?:工程|项目)|分部|分院|新校|新馆)(?![、和])"
)
"""Behind a name: something of it that has figures of its own."""
_MADE = re.compile(
    r"[”》]?(?:自主|独家|牵头|新)?(?:研发|研制|育成|选育|培育|生产|制造|开发)的(?P<what>[^，；。：\d]{2,24})，[^，；。：]*$"
)
_OF_ALL = re.compile(
    r"(?:全国|全球|世界|国内|业内)(?:同批|同期|首批|一共|总共|共有?|仅有?|只有|获[^，\d]{2,12}?[只仅]?有)[^，\d]{0,12}$"
)
_OF_WHICH_THIS = re.compile(r"(?:下辖|所辖|辖下|辖区?内|境内|管辖)?的?这[座个家片处](?!项目)")
_ONE_OF_THEM = re.compile(r"[^，。；]{0,14}之一")
_COURTS = re.compile(r"法院$|法庭$|中院$")
_DAMAGES = re.compile(r"赔|罚|改判|判[令处给]|索要|退还|返还")
_SENTENCE = re.compile(r"判令|判赔|改判|判决|罚金|索赔|赔偿(?:经济)?损失")
_SUMS = re.compile(r"总额|总计|累计|共计|平均|全年|金额|最高")
"""What a court tells of all its cases."""
_REPORTS = re.compile(r"(?:白皮书|蓝皮书|公报|年报|报告|状况)(?:（[^）]*）)?$")
"""Papers that tell figures of those they are about; of their own they have chapters."""
_OF_A_PAPER = ("章", "节", "条", "款", "字", "页", "篇", "部分")
_LONGER_NAME = re.compile(r"[一-龥]{0,2}(?:段|船闸|枢纽|地铁|机场|基地|海关|大桥|港(?![口区航])|平台)(?!建设)")
"""Behind a place's short name: 临江|地铁 is a longer name, which was not found."""
_PROVINCE = re.compile(
    r"(?:^|[，；由经讯日前从])[\s　]*(?:(?:省|自治区)(?:政府|委|人大|政协|[一-龥]{1,8}?[厅局委办])|国务院"
    r"|国家[一-龥]{2,8}?[局委]|[一-龥]{2,8}部(?:门|等[一-龥\d]{1,4}部门)?)"
    r"[^，；。]{0,12}(?:下达|印发|发布|公布|发出|公示|通报|下发|出台|表彰|认定|授予|命名)了?(?!的)"
)
"""What an office of the province or the state gives out."""
_OWN = re.compile("[我本该全][省市区县州镇旗园]|当地|其中[^，]")
_DIVISION = tuple("省市区县州镇乡村旗")


def _beside(asked: Asked, name: Mention) -> bool:
    """Whether a name stands in the number's own clause or behind it."""
    return name.start >= asked.start and name.sentence == asked.sentence


def _before(name: Mention) -> str:
    """The words right before a name."""
    return name.sentence.text[max(name.start - NEAR, 0) : name.start]


def lies_there(asked: Asked, name: Mention) -> bool:
    """某园地处临江市，产值211亿元: where something lies, in a clause before the number's"""
    if name.type != "District" or _beside(asked, name):
        return False
    text = name.sentence.text
    if not _ONLY_THERE.match(text, name.end) or text.startswith("的", name.end):
        return bool(_LIES.search(_before(name)) and text.startswith("的", name.end))
    start = next((start for start, end in clauses(text) if start <= name.start < end), 0)
    put = _PUT.search(text, start, name.start)
    whose = text[start : put.start()] if put else ""
    if put and not _SEVERAL.search(whose):
        return len(whose) > 1 or "的" not in put["gap"]
    return bool(_LIES.search(_before(name)))


def outdone(asked: Asked, name: Mention) -> bool:
    """仅落后于西河公司，市场占有率为14%: than whom another does better or worse"""
    return bool(_OUTDONE.search(_before(name)))


def helping(asked: Asked, name: Mention) -> bool:
    """依托云岭平台，…签发证书2045份; 联手临江大学，…: by whose help another acts, in a clause before the number's"""
    return bool(_HELPS.search(_before(name))) and not _beside(asked, name)


def holding(asked: Asked, name: Mention) -> bool:
    """获评A级，是江南唯一，商标40万件: the place in which something else is the only or the first one"""
    text = name.sentence.text
    if name.type != "District" or not _IS.search(_before(name)) or _beside(asked, name):
        return False
    return bool(_ONE_OF_ITS.match(text, name.end))


def served(asked: Asked, name: Mention) -> bool:
    """先后为临江大学输送学生74人: for whom something is done"""
    if name.sentence != asked.sentence or not asked.start <= name.start < asked.number.start:
        return False
    return bool(_FOR_WHOM.search(asked.text, asked.start, name.start))


def judging(asked: Asked, name: Mention) -> bool:
    """法院判令被告赔偿120万元: who only judges what others pay, or where that is done"""
    if asked.number.kind != "money" or not (name.type == "District" or _COURTS.search(name.name)):
        return False
    told = asked.words + asked.reading.indicator
    damages = _SENTENCE if name.type == "District" else _DAMAGES
    return bool(damages.search(told)) and not _SUMS.search(told)


def over_this(asked: Asked, name: Mention) -> bool:
    """临江市下辖的这座小城，产量占全国近一半: the whole that something pointed to lies in"""
    return name.type == "District" and bool(_OF_WHICH_THIS.match(name.sentence.text, name.end))


def one_of_them(asked: Asked, name: Mention) -> bool:
    """成为首批25个国家级集群之一: of how many it is one; but 全省首批10个强县之一 is the province's"""
    if not _ONE_OF_THEM.match(asked.text, asked.number.end):
        return False
    return name.type != "District" or not (name.sentence == asked.sentence and asked.start <= name.start)


def reporting(asked: Asked, name: Mention) -> bool:
    """发布《消费维权白皮书》：全年接收投诉8.9万件: a paper that tells of others; but 《报告》共5章"""
    if name.type != "Document" or asked.number.unit in _OF_A_PAPER or not _REPORTS.search(name.name.rstrip("》”")):
        return False
    told_of = asked.focus.mention is not None and not asked.focus.carried and asked.focus.mention.name == name.name
    return not told_of and not owner("@", "parts").search(asked.words)


def of_longer_name(asked: Asked, name: Mention) -> bool:
    """临江地铁运营里程346公里: a short name of a place that only begins the name of something else"""
    short = name.type == "District" and not name.deictic and not name.text.endswith(_DIVISION)
    if not short or name.sentence != asked.sentence or not asked.start <= name.start < asked.number.start:
        return False
    return bool(_LONGER_NAME.match(asked.text, name.end))


def in_part(asked: Asked, name: Mention) -> bool:
    """临江市人民医院新院区封顶，设床位800张: the name of a whole before words for a part of it"""
    if name.type not in ("Organisation", "District", "Product") or name.sentence != asked.sentence:
        return False
    return name.end <= asked.number.start and bool(_A_PART.match(asked.text, name.end))


def making(asked: Asked, name: Mention) -> bool:
    """晨光公司研发的超薄钢纸，厚度仅有0.2毫米: who makes what the next clause is about"""
    if name.type != "Organisation" or name.sentence != asked.sentence or name.end > asked.start:
        return False
    made = _MADE.match(asked.text[: asked.number.start], name.end)
    return made is not None and asked.focus.carried


def among_all(asked: Asked, name: Mention) -> bool:
    """入选“灯塔工厂”，全球同批仅21座: how many there are in the whole country, said of one of them"""
    held = name.type in ("District", "Organisation", "Product", "Program") and not name.name.endswith("国")
    return held and bool(_OF_ALL.search(asked.text, asked.start, asked.number.start))


def below(asked: Asked, name: Mention) -> bool:
    """省发改委下达…，安排项目491项, of a city: what an office of the province gives out in a sentence without it"""
    if name.type != "District" or _is_province(name.name) or name.text in asked.text:
        return False
    said = _PROVINCE.search(asked.text, 0, asked.number.start)
    return said is not None and not _OWN.search(asked.text, said.end(), asked.number.start)


def _is_province(name: str) -> bool:
    """Whether a place is a province or a country, by its full or short name."""
    found = lexicon.division_names().get(name) or lexicon.division_shorts().get(name)
    return found[0].level == "province" if found else name.endswith(("省", "自治区", "国"))


BARS: tuple[Callable[[Asked, Mention], bool], ...] = (lies_there, outdone, helping, holding, served, over_this)
MUTES: tuple[Callable[[Asked, Mention], bool], ...] = (
    judging,
    reporting,
    of_longer_name,
    in_part,
    making,
    among_all,
    one_of_them,
    below,
)


def barred(asked: Asked, name: Mention) -> bool:
    """Whether a name near a number cannot own it, another one may."""
    return any(rule(asked, name) for rule in BARS)


def mute(asked: Asked, name: Mention) -> bool:
    """Whether a number that would be this name's is said of no name at all."""
    return any(rule(asked, name) for rule in MUTES)

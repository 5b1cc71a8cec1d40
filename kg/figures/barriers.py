"""Names that stand near a number and do not own it: told only to say where, than whom, for whom, in what paper, or
what something else is a part, a product or one of.

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
_SEVERAL = re.compile(
    r"\d|[一二三四五六七八九十百千两][个家名项余多]|多[个家名项]|众多|诸多|许多|不少|大量|[大一]批|越来越多|各[类大地]|纷纷|相继"
)
_ITS_ONES = re.compile(
    r"的[一-龥]{0,4}(?:企业|公司|项目|机构|单位|商户|店铺|网点)[^，。；]{0,6}[\d一二三四五六七八九十百千两多余]"
)
"""设在临江市|的企业达120家: those that lie in a place are its own; but 位于临江市|的白石产业园."""
_ONLY_THERE = re.compile(r"[”》]?(?:境内|内|里|旁|附近)?(?:[，；。、）]|的|$)")
"""Behind the name of a place where something lies."""
_OUTDONE = re.compile(
    r"(?:落后于?|领先于?|少于|多于|高于|低于|快于|慢于|优于|逊于|仅次于|不及|赶超|比肩|紧追|紧随)(?:第[一二三四五]名的?)?[“《]?$"
)
_FOR_WHOM = re.compile(
    r"(?<![作成称名认视因])(?:[给同跟]|(?<![别的者即则列评定分改均])为|(?<![面投导])向|(?<![应针])对)[“《]?$"
)
_HELPS = re.compile(r"(?:依托|联手|携手|牵手|借助|借力|委托|(?:依托|挂靠|承建|牵头)单位是)[“《]?$")
_LIKENED = re.compile(r"(?:比起|较之|相较于?|相比(?:于|之下)?|对比)[“《]?$")
_BESIDE_IT = re.compile(r"[^，。；：\d]{0,6}相比(?:较)?(?:，|$)")
_WITH = re.compile("[与和同跟][“《]?$")
_FORMERLY = re.compile(r"(?:前身|原名|曾用名|旧称|原称|脱胎于|原[是为系]|最早[是为叫])[^，。；]{0,16}$")
_COME_OF = re.compile(
    r"[”》]?[^，。；]{0,6}(?:改制|改建|改组|改造|改编|更名|合并|发展|演变|升格|重组|整合|分立|剥离)(?:而来|而成|组建)"
)
_THRESHOLD = re.compile("(?:入围|入选|上榜|入榜|进榜|榜单|准入)的?门槛")
_SOUGHT = re.compile("(?:争创|创建|创成|申创|争当|冲刺|争夺|打造|争取|争做)[“《]?$")
_STATUS = re.compile("(?:[省市县区城]|试点|高地|样板|标杆)$")
"""How the name of a status ends that is striven for; a platform that is built has figures of its own."""
_IS = re.compile("(?<!成)[是为系]$")
_ONE_OF_ITS = re.compile("[”》]?(?:唯一|首[个家批座条例]|第[一二三四五六七八九十]|最|有史以来|仅有|为数不多|少有)")
_A_PART = re.compile(
    "[”》]?的?(?:第?[二三四]期|[东西南北新老][院校厂]区|(?:改?扩建)(?:工程|项目)|分部|分院|新校|新馆)(?![、和])"
)
"""Behind a name: something of it that has figures of its own."""
_OF_THE_WHOLE = re.compile("员工|职工|营业收入|营收|利润|纳税|专利")
"""What a part of a firm is not told to have."""
_MADE = re.compile(
    r"[”》]?(?:自主|独家|牵头|新)?(?:研发|研制|育成|选育|培育|生产|制造|开发)的(?P<what>[^，；。：\d]{2,24})，[^，；。：]*$"
)
_SIZES = re.compile(
    "[厘毫微纳]?米|英[寸尺]|[毫微千]?克|公斤|毫?升|[千兆]?瓦|千?伏|安|℃|摄氏度|转|马力|赫兹|小时|分钟?|秒|兆?帕|分贝|载重吨|总吨"
)
_PRICE = re.compile("售价|单价|定价|价格|每[台件辆套吨]")
"""What is told of a thing, not of its maker."""
_OF_ALL = re.compile(
    r"(?:全国|全球|世界|国内|业内)(?:(?:同批|同期|首批)(?:$|[^，\d]{0,6}?[仅只共]有?)|仅有?|只有|获(?:此|批|评|选|奖|认定)[^，\d]{0,12}?有"
    r"|获[^，\d]{2,12}?[只仅]有)[^，\d]{0,12}$"
)
_OWN_COUNT = re.compile(r"[”》]?(?:目前|现已?|已)?在?")
"""云岭公司|在全国仅有门店3家: whom a count in the whole country is of."""
_OF_WHICH_THIS = re.compile(
    r"(?:下辖|所辖|辖下|辖区?内|境内|管辖)的?这[座个家片处](?!项目)|的?这[座个片][^，。；]{0,3}[城镇乡村县区岛](?=[，的])"
)
_ONE_OF_THEM = re.compile(r"[^，。；]{0,14}之一")
_COURTS = re.compile(r"法院$|法庭$|中院$")
_DAMAGES = re.compile(r"赔|罚|改判|判[令处给]|索要|退还|返还")
_SENTENCE = re.compile(r"判令|判赔|改判|判决|罚金|索赔|赔偿(?:经济)?损失")
_SUMS = re.compile(r"总额|总计|累计|共计|平均|全年|金额|最高")
_HELPED = re.compile(r"[去今本]年|年来|季度|半年|月份|追回|追缴|挽回|(?:帮|为|帮助|助)[^，]{1,12}(?:返还|退还|索要|讨)")
"""What a court tells of all its cases, or of what it has done."""
_ONE_CASE = re.compile(r"一案|该案|被告|原告|判令|改判|判赔")
_PHASE = re.compile("(?:其中|[首先])?第?[一二三四五首]期")
_REPORTS = re.compile(r"(?:白皮书|蓝皮书|公报|年报|报告|状况)(?:（[^）]*）)?$")
"""Papers that tell figures of those they are about; of their own they have chapters."""
_OF_A_PAPER = ("章", "节", "条", "款", "字", "页", "篇", "部分")
_LONGER_NAME = re.compile(r"[一-龥]{0,2}(?:段|船闸|枢纽|地铁|机场|基地|海关|大桥|港(?![口区航])|平台)(?!建设)")
"""Behind a place's short name: 临江|地铁 is a longer name, which was not found."""
_PROVINCE = (
    r"(?:^|[，；由经从讯]|日前|此前|[近昨今\d]日)[\s　]*"
    r"(?:(?:省|自治区)(?:政府|委|人大|政协|[一-龥]{1,8}?[厅局委办])|国务院"
    r"|国家[一-龥]{2,8}?[局委]|(?:@)部(?:等[一-龥\d]{1,4}部门)?)"
    r"[^，；。]{0,12}(?:下达|印发|发布|公布|发出|公示|通报|下发|出台|表彰|认定|授予|命名)了?(?!的)"
)
"""What an office of the province or the state gives out."""
_OWN = re.compile(
    "[我本该全][省市区县州镇旗园]|当地|其中(?!特别|[特一二三四五]等|[金银铜]奖|优[秀胜]|提名|最佳|[省部国]级|企业|个人)[^，]"
)
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
    if text.startswith("的", name.end):
        return bool(_LIES.search(_before(name)) and not _ITS_ONES.match(text, name.end))
    if not _ONLY_THERE.match(text, name.end):
        return False
    start = next((start for start, end in clauses(text) if start <= name.start < end), 0)
    put = _PUT.search(text, start, name.start)
    whose = text[start : put.start()] if put else ""
    if put and not _SEVERAL.search(whose):
        return len(whose) > 1 or "的" not in put["gap"]
    return bool(_LIES.search(_before(name)))


def outdone(asked: Asked, name: Mention) -> bool:
    """仅落后于西河公司，市场占有率为14%: than whom another does better or worse"""
    return bool(_OUTDONE.search(_before(name)))


def likened(asked: Asked, name: Mention) -> bool:
    """与临江市相比，南江县上榜企业多达16家: with whom another is compared"""
    text = name.sentence.text
    if _LIKENED.search(_before(name)):
        return True
    return bool(_WITH.search(_before(name)) and _BESIDE_IT.match(text, name.end))


def forerunner(asked: Asked, name: Mention) -> bool:
    """云岭中学前身为1985年创办的临江学堂，现有在校生5200人: what something was before, told in a clause before"""
    if _beside(asked, name) or name.type not in ("Organisation", "Program", "District"):
        return False
    before, text = _before(name), name.sentence.text
    return bool(_FORMERLY.search(before) or (before.endswith(("由", "从")) and _COME_OF.match(text, name.end)))


def sought(asked: Asked, name: Mention) -> bool:
    """临江市争创质量强市，三年内新建快检室30处: a status that someone strives for, in a clause before the number's"""
    status = name.type == "Award" or (name.type == "Program" and bool(_STATUS.search(name.name.rstrip("”"))))
    return status and not _beside(asked, name) and bool(_SOUGHT.search(_before(name)))


def on_the_list(asked: Asked, name: Mention) -> bool:
    """云岭公司居榜首，入围门槛升至26亿元: who stands in a league table, whose threshold is told"""
    return name.type not in ("Award", "Document") and bool(_THRESHOLD.search(asked.reading.indicator))


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
    own = _SUMS.search(told) or (_HELPED.search(told) and not _ONE_CASE.search(asked.text))
    return bool(damages.search(told)) and not own


def over_this(asked: Asked, name: Mention) -> bool:
    """临江市下辖的这座小城，产量占全国近一半: the whole that something pointed to lies in; but 临江市的这座书房"""
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
    """临江市人民医院新院区封顶，设床位800张: the name of a whole before words for a part of it; but …，营收20亿元"""
    if name.type not in ("Organisation", "District", "Product") or name.sentence != asked.sentence:
        return False
    near = name.end <= asked.number.start and asked.clause - asked.clause_at(name.start) < 2
    return near and bool(_A_PART.match(asked.text, name.end)) and not _OF_THE_WHOLE.search(asked.words)


def making(asked: Asked, name: Mention) -> bool:
    """晨光公司研发的超薄钢纸，厚度仅有0.2毫米: who makes the thing whose size or price is told; but …，销往30国"""
    size = _SIZES.fullmatch(asked.number.unit) and "万" not in asked.number.printed
    sized = size or _PRICE.search(asked.words)
    if not sized or name.type != "Organisation" or name.sentence != asked.sentence or name.end > asked.start:
        return False
    made = _MADE.match(asked.text[: asked.number.start], name.end)
    return made is not None and asked.focus.carried


def among_all(asked: Asked, name: Mention) -> bool:
    """入选“灯塔工厂”，全球同批仅21座: how many there are in the whole country, told of one; but 在全国共有门店12家"""
    if name.type not in ("District", "Organisation", "Product", "Program") or name.name.endswith("国"):
        return False
    found = _OF_ALL.search(asked.text, asked.start, asked.number.start)
    inside = name.sentence == asked.sentence and asked.start <= name.start
    return found is not None and not (inside and _OWN_COUNT.fullmatch(asked.text, name.end, found.start()))


def below(asked: Asked, name: Mention) -> bool:
    """省发改委下达…，安排项目491项, of a city: what an office of the province gives out in a sentence without it"""
    if name.type != "District" or _is_province(name.name) or name.text in asked.text:
        return False
    said = owner(_PROVINCE, "ministry").search(asked.text, 0, asked.number.start)
    if said is None or _OWN.search(asked.text, said.end(), asked.number.start):
        return False
    told = asked.scene.articles[asked.sentence.article]
    return not any(name.text in s.text and asked.number.printed in s.text for s in told)


def _is_province(name: str) -> bool:
    """Whether a place is a province or a country, by its full or short name."""
    found = lexicon.division_names().get(name) or lexicon.division_shorts().get(name)
    return found[0].level == "province" if found else name.endswith(("省", "自治区", "国"))


def of_no_whole(asked: Asked, name: Mention) -> bool:
    """项目总投资3.2亿元，分两期建设，一期投资1.5亿元: a part's figure where the whole's is nobody's"""
    if not _PHASE.match(asked.reading.indicator) or name in asked.names:
        return False
    wholes = (r.slot for r in asked.scene.unowned if r.indicator.endswith(asked.reading.indicator[-2:]))
    return any(slot.sentence == asked.sentence and slot.number.unit == asked.number.unit for slot in wholes)


BARS: tuple[Callable[[Asked, Mention], bool], ...] = (
    lies_there,
    outdone,
    likened,
    forerunner,
    sought,
    on_the_list,
    helping,
    holding,
    served,
    over_this,
)
MUTES: tuple[Callable[[Asked, Mention], bool], ...] = (
    judging,
    reporting,
    of_longer_name,
    in_part,
    making,
    among_all,
    one_of_them,
    below,
    of_no_whole,
)


def barred(asked: Asked, name: Mention) -> bool:
    """Whether a name near a number cannot own it, another one may."""
    return any(rule(asked, name) for rule in BARS)


def mute(asked: Asked, name: Mention) -> bool:
    """Whether a number that would be this name's is said of no name at all."""
    return any(rule(asked, name) for rule in MUTES)

"""News invented for the tests, and a typesetter that prints it as text layers come: columns, cut and mixed."""

from __future__ import annotations

import random
from dataclasses import dataclass

INDENT = "　　"
OPENERS = "“‘《（「『【"
HANGING = "，。、；：！？）”》』」"


@dataclass(frozen=True)
class News:
    """One invented article: headline lines, byline line ("" for none) and paragraphs."""

    headline: tuple[str, ...]
    byline: str
    paragraphs: tuple[str, ...]


NEWS = (
    News(
        ("云岭县茶叶有了", "“身份证”"),
        "□记者 甲 通讯员 乙",
        (
            "在云岭县青坪镇的茶园里，每一袋新茶出厂前都要贴上一枚二维码。扫一扫，采摘日期、制茶师傅、检测结果一目了然"
            "。县茶叶协会介绍，这套追溯平台去年春天上线，"
            "如今已覆盖茶园4.6万亩、茶企37家。",
            "茶农算过一笔账：有码的春茶每斤能多卖18元。去年全县茶叶产值12.8亿元，同比增长9.4%，其中出口茶占到两成。",
            "下一步，云岭县将把追溯平台延伸到茶具和茶点，并申报国家地理标志产品保护示范区。",
        ),
    ),
    News(
        ("临江港新航线开通", "集装箱直达六国"),
        "□记者 丙 报道",
        (
            "本报5月16日讯　今天上午，满载326个标准箱的“海川号”货轮从临江港三号泊位启航，驶往东南亚。这是临江港今年开"
            "通的第二条远洋航线，沿途停靠六个国家的9个港口。",
            "临江港务集团负责人说，过去本地机电产品要先用卡车运到外省港口，单程就要两天。航线开通后，运费可下降约15%。"
            "今年前四个月，该港完成货物吞吐量2180万吨，"
            "增长7.2%。",
        ),
    ),
    News(
        ("松原里小区加装电梯", "老人下楼不再愁"),
        "",
        (
            "本报讯　家住白沙区松原里小区六楼的退休教师，最近终于能天天下楼散步了。小区21个单元全部装上了电梯，用的是“"
            "平台加梯”的办法，不占楼道，也不挡一楼采光。",
            "白沙区住房和城乡建设局提供的数字显示，全区今年计划加装电梯150部，目前已完工98部。居民每户平均出资不到2万"
            "元，其余由市、区两级财政补贴。",
            "社区还请来物业公司统一维护，维保记录张贴在轿厢里，谁都可以查看。",
        ),
    ),
    News(
        ("金湖职业学院", "牵手机器人企业办专业"),
        "□通讯员 丁",
        (
            "金湖职业学院与金湖智造机器人有限公司日前签约，共同开办工业机器人运维专业，首批招收学生120名。企业把整条实"
            "训线搬进校园，工程师每周到校授课两天。",
            "这所学院此前已同11家制造企业合作，毕业生留在本市就业的比例达到73%。院方表示，新专业将采用“工学交替”模式，"
            "学生第二年起轮流到车间顶岗。",
        ),
    ),
    News(
        ("石桥湿地", "迎来今冬首批天鹅"),
        "□本报记者 戊",
        (
            "连日来，石桥湿地公园的观鸟步道上挤满了摄影爱好者。管护站监测到，首批过境的大天鹅有430多只，比上一年早到了"
            "6天，其中20只带有环志。",
            "为了不惊扰候鸟，公园把游船停航到明年3月，并在核心区安装了42个摄像头。志愿者提醒游客，观鸟请保持百米以上距"
            "离，不要投喂。",
            "据统计，这片面积1.3万亩的湿地记录到的鸟类已有187种，两年里增加了14种。",
        ),
    ),
)


def wrap(paragraph: str, columns: int, by_width: bool) -> list[str]:
    """The paragraph broken into lines of so many characters, or of twice as many half-widths; stops hang over."""
    found, line, used = [], INDENT, 4 if by_width else 2
    limit = 2 * columns if by_width else columns
    for sign in paragraph:
        step = 2 if by_width and (sign > "⺀" or sign in "“”") else 1
        if used + step > limit and not (sign in HANGING and used <= limit):
            found.append(line)
            line, used = "", 0
        line += sign
        used += step
    return [*found, line]


def typeset(dice: random.Random, news: list[News], pieces: int = 2) -> str:
    """A page of these articles: each cut into up to so many pieces, mixed, headlines above, below or elsewhere."""
    columns, by_width = dice.randint(13, 22), dice.random() < 0.5
    queues: list[list[str]] = []
    heads: dict[int, str] = {}
    for number, article in enumerate(news):
        lines = [INDENT + article.byline] if article.byline else []
        lines += [line for paragraph in article.paragraphs for line in wrap(paragraph, columns, by_width)]
        cuts = sorted(dice.sample(range(4, len(lines) - 2), min(dice.randint(0, pieces - 1), len(lines) - 6)))
        queues.append(["\n".join(lines[a:b]) for a, b in zip([0, *cuts], [*cuts, len(lines)], strict=True)])
        heads[number] = "\n".join(article.headline)
    printed: list[str] = []
    elsewhere: list[str] = []
    place = {number: dice.choice(("above", "above", "below", "elsewhere")) for number in heads}
    while any(queues):
        number = dice.choice([n for n, queue in enumerate(queues) if queue])
        if number in heads and place[number] != "below":
            (printed if place[number] == "above" else elsewhere).append(heads.pop(number))
        printed.append(queues[number].pop(0))
        if number in heads and not queues[number]:
            printed.append(heads.pop(number))
    at = dice.randint(0, len(printed))
    return "\n\n".join([*printed[:at], *elsewhere, *printed[at:]]) + "\n"

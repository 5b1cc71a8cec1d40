"""Limits: what no name contains, whatever its type."""

from __future__ import annotations

import pytest

from kg import candidates, limits
from tests.test_reading import read


def offered(text: str, kind: str) -> set[str]:
    """The words of all candidates of one type."""
    return {text[c.start : c.end] for c in candidates.find(read(text)) if c.type == kind}


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("“我们赢了，感谢师傅。”上周，他说", "Event", "“我们赢了，感谢师傅。”上周"),
        ("临江电子捧回省长质量奖", "Award", "临江电子捧回省长质量奖"),
        ("在阳朔县各建一座污水处理厂", "Organisation", "阳朔县各建一座污水处理厂"),
        ("3枚中国专利银奖花落临江", "Award", "3枚中国专利银奖"),
        ("这条跨海通道长24公里", "Program", "这条跨海通道"),
        ("临江科技联合东川科技大学组建", "Organisation", "临江科技联合东川科技大学"),
        ("除主论坛外", "Event", "除主论坛"),
        ("本报临江市5月12日电", "District", "临江市"),
        ("平湖企业临江光电股份有限公司", "Organisation", "平湖企业临江光电股份有限公司"),
        ("临江5月12日电第三届临江电气博览会", "Event", "临江5月12日电第三届临江电气博览会"),
        ("2016年12月28日打通全流程", "Document", "2016年12月28日打通全流程"),
        ("云岭集团并购临江光电科技公司", "Organisation", "云岭集团并购临江光电科技公司"),
        ("上半年云岭集团增长", "Organisation", "上半年云岭集团"),
        ("云岭市质量奖获奖单位", "Award", "云岭市质量奖获奖单位"),
        ("推出新一代“云岭”轮胎", "Product", "新一代“云岭”轮胎"),
        ("云岭集团（年产值12亿元）", "Organisation", "云岭集团（年产值12亿元）"),
        ("临江超市集团（400多家门店）", "Organisation", "临江超市集团（400多家门店）"),
        ("云岭集团（全国第3）", "Organisation", "云岭集团（全国第3）"),
        ("同云岭城投集团合作", "Organisation", "同云岭城投集团"),
        ("平湖企业——临江光电股份有限公司", "Organisation", "平湖企业——临江光电股份有限公司"),
        ("临江市拒绝与云岭印染有限公司合作", "Organisation", "临江市拒绝与云岭印染有限公司"),
        ("云岭集团愿与东川实业集团联手", "Organisation", "云岭集团愿与东川实业集团"),
        ("云岭公司开足马力生产的东川产业园", "District", "云岭公司开足马力生产的东川产业园"),
        ("首个补偿机制——云溪流域补偿试点启动", "Program", "补偿机制——云溪流域补偿试点"),
        ("2014年首届临江博览会", "Event", "2014年首届临江博览会"),
        ("三年后临江质量协会成立", "Organisation", "三年后临江质量协会"),
        ("下线第2万台码垛机器人", "Product", "第2万台码垛机器人"),
        ("参建单位临江隧道集团有限公司进场", "Organisation", "参建单位临江隧道集团有限公司"),
        ("最抢眼的当数临江控股集团有限公司", "Organisation", "当数临江控股集团有限公司"),
        ("云岭市工会与临江医院签约", "Organisation", "云岭市工会与临江医院"),
        ("青岛市与望海国家铁路公司约定", "Organisation", "青岛市与望海国家铁路公司"),
        ("先后获“先进法院”“文明单位”称号", "Award", "“先进法院”“文明单位”"),
        ("举办“质量课堂”", "Product", "“质量课堂”"),
        ("举办“检验机构开放日”", "Program", "“检验机构开放日”"),
        ("临江市家居产业集群总产值增长", "District", "临江市家居产业集群"),
        ("临江发展研究院（云岭研究院）发布", "Organisation", "临江发展研究院（云岭研究院）"),
        ("清河县启用新法院", "Organisation", "清河县启用新法院"),
        ("临江市改建云溪中学", "Organisation", "临江市改建云溪中学"),
        ("临江市落实省教育厅部署", "Organisation", "临江市落实省教育厅"),
        ("三家企业入驻云溪高新区", "District", "企业入驻云溪高新区"),
        ("云岭公司布局云溪产业园", "District", "云岭公司布局云溪产业园"),
        ("云岭公司全力以赴建设云溪实验室", "Organisation", "云岭公司全力以赴建设云溪实验室"),
        ("云岭银行与东江集团签约", "Organisation", "云岭银行与东江集团"),
        ("云溪站上线质量追溯平台", "Award", "质量追溯平台"),
    ],
)
def test_no_name_goes_across(text: str, kind: str, words: str) -> None:
    assert words not in offered(text, kind)


@pytest.mark.parametrize("text", ["临江市企业家协会", "东川银行股份有限公司临江分行", "临江企业服务中心", "世界环境日"])
def test_names_that_hold_such_words_stay_whole(text: str) -> None:
    assert any(text in offered(text, kind) for kind in ("Organisation", "Event", "Program"))


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("第八届临江并购年会举行", "Event", "第八届临江并购年会"),
        ("服务云岭地区崛起战略", "Program", "云岭地区崛起战略"),
        ("举行物资移交仪式", "Event", "物资移交仪式"),
        ("临江投诉举报受理中心", "Organisation", "临江投诉举报受理中心"),
        ("推进新一代人工智能应用行动", "Program", "新一代人工智能应用行动"),
        ("实施同城化发展战略", "Program", "同城化发展战略"),
        ("实施走出去战略", "Program", "走出去战略"),
        ("在临江高级经理学院学习", "Organisation", "临江高级经理学院"),
        ("举办重点项目与金融机构对接会", "Event", "重点项目与金融机构对接会"),
        ("世界大学与城市论坛开幕", "Event", "世界大学与城市论坛"),
        ("临江大友企业公司供货", "Organisation", "临江大友企业公司"),
        ("云溪机器人大赛——设计大赛开幕", "Event", "云溪机器人大赛——设计大赛"),
        ("浙江和云科技股份有限公司上市", "Organisation", "浙江和云科技股份有限公司"),
        ("建成40万吨/年乙烯示范项目", "Program", "40万吨/年乙烯示范项目"),
        ("实施百项机器人新品工程", "Program", "百项机器人新品工程"),
        ("获评全国道地药材示范市场", "Award", "全国道地药材示范市场"),
        ("临江市家居产业集群入选", "District", "临江市家居产业集群"),
        ("被评定为五级养老机构，", "Award", "五级养老机构"),
        ("实施质量惠企行动计划（2024—2026年）", "Program", "质量惠企行动计划（2024—2026年）"),
        ("通过质量管理体系认证（ISO9001）", "Award", "质量管理体系认证（ISO9001）"),
        ("云溪市矛盾化解中心揭牌", "Organisation", "云溪市矛盾化解中心"),
        ("云溪市人民法院赔偿委员会决定", "Organisation", "云溪市人民法院赔偿委员会"),
        ("云溪市旧房改建工程有限公司进场", "Organisation", "云溪市旧房改建工程有限公司"),
        ("云溪医疗损害赔偿鉴定中心挂牌", "Organisation", "云溪医疗损害赔偿鉴定中心"),
        ("云岭智能交付有限公司开业", "Organisation", "云岭智能交付有限公司"),
        ("云溪市应急准备与响应中心演练", "Organisation", "云溪市应急准备与响应中心"),
        ("云溪市政策落实专班上门", "Organisation", "云溪市政策落实专班"),
        ("云溪生态恢复与保护中心成立", "Organisation", "云溪生态恢复与保护中心"),
        ("云溪市机关事业单位社会保险服务中心开门", "Organisation", "云溪市机关事业单位社会保险服务中心"),
        ("全市银行与企业对接会召开", "Event", "银行与企业对接会"),
        ("医院与高校合作论坛开幕", "Event", "医院与高校合作论坛"),
        ("开展全力以赴拼发展攻坚行动", "Program", "全力以赴拼发展攻坚行动"),
        ("启动“争分夺秒”保供行动", "Program", "“争分夺秒”保供行动"),
        ("获评国家中小企业示范平台", "Award", "国家中小企业示范平台"),
        ("获评优秀工业软件系统", "Award", "优秀工业软件系统"),
        ("生产云岭牌万向节", "Product", "云岭牌万向节"),
    ],
)
def test_names_with_a_verb_or_two_nouns_are_whole(text: str, kind: str, words: str) -> None:
    assert words in offered(text, kind)


def test_a_word_cut_by_the_dictionary_still_counts() -> None:
    breaks = limits.Breaks("节能捧回省长质量奖")
    assert breaks.within(0, 9) and not breaks.within(4, 9)


def test_a_name_ends_where_a_reach_is_joined_to_it() -> None:
    text = "临江市质量奖和省级示范单位"
    assert limits.Breaks(text).within(0, len(text)) and not limits.Breaks(text).within(0, 6)

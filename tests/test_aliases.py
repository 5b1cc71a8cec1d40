"""Which names mean the same thing, and which only look like it."""

from __future__ import annotations

import pytest

from kg import aliases


@pytest.mark.parametrize(
    ("kind", "short", "long"),
    [
        ("Organisation", "长光卫星", "长光卫星技术股份有限公司"),
        ("Organisation", "晨光电气", "临江市晨光电气有限公司"),
        ("Organisation", "晨光电气有限公司", "临江市晨光电气有限公司"),
        ("Organisation", "天祥集团", "青岛天祥食品集团有限公司"),
        ("Organisation", "崂山区市场监管局", "崂山区市场监督管理局"),
        ("Organisation", "临江市人大常委会", "临江市人民代表大会常务委员会"),
        ("Organisation", "海南高院", "海南省高级人民法院"),
        ("Organisation", "临沂中院", "临沂市中级人民法院"),
        ("Organisation", "郑州中院", "郑州市中级人民法院"),
        ("Organisation", "临沂三中院", "临沂市第三中级人民法院"),
        ("Organisation", "临沂一中", "临沂市第一中学"),
        ("Organisation", "云岭股份", "云岭股份有限公司"),
        ("Organisation", "光洋科技", "大连光洋科技集团有限公司"),
        ("Organisation", "安东法庭", "安东人民法庭"),
        ("Organisation", "农业银行", "中国农业银行股份有限公司"),
        ("Organisation", "云岭银行", "临江云岭银行股份有限公司"),
        ("Organisation", "世卫组织", "世界卫生组织"),
        ("Organisation", "临江医院", "临江市人民医院"),
        ("Organisation", "云岭学院", "云岭职业技术学院"),
        ("District", "临江自贸片区", "中国（山东）自由贸易试验区临江片区"),
        ("Document", "措施", "关于加快云溪发展的若干措施"),
        ("Award", "质量奖", "临江市人民政府质量奖"),
        ("Award", "省长质量奖", "山东省省长质量奖"),
        ("Award", "第九届山东省省长质量奖", "山东省省长质量奖"),
        ("District", "临江高新区", "临江高新技术产业开发区"),
        ("Program", "质量强区", "“质量强区”战略"),
    ],
)
def test_short_form(kind: str, short: str, long: str) -> None:
    assert aliases.short_for(kind, short, long)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("Organisation", "临江市委", "临江市发展和改革委员会"),
        ("Organisation", "临江市政府", "临江市南湖县政府"),
        ("Organisation", "青岛海尔洗衣机有限公司", "青岛海尔滚筒洗衣机有限公司"),
        ("Organisation", "海尔集团公司", "青岛海尔滚筒洗衣机有限公司"),
        ("Organisation", "青岛市教育局", "青岛市体育局"),
        ("Organisation", "临江化工有限公司", "临江化工研究院"),
        ("Organisation", "吉林中院", "吉林省高级人民法院"),
        ("Organisation", "吉林市政府", "吉林省政府"),
        ("Award", "省级绿色工厂", "省级绿色园区"),
        ("Person", "张某", "张某某"),
        ("Organisation", "临江集团有限公司", "临江集团运营分公司"),
        ("Organisation", "云岭集团", "云岭集团工程机械股份有限公司"),
        ("Organisation", "云岭重工", "云岭重工机械有限公司装备厂"),
        ("Organisation", "临江职业技术学院", "临江酒店管理职业技术学院"),
        ("Organisation", "临江中学", "临江高级中学"),
        ("Organisation", "上合组织", "青岛上合控股发展集团有限公司"),
        ("Organisation", "临江医院", "临江口腔专科医院"),
        ("Organisation", "云岭银行", "云岭银行大厦管理有限公司"),
        ("Award", "一等奖", "临江市专利一等奖"),
    ],
)
def test_two_things(kind: str, one: str, other: str) -> None:
    assert not aliases.short_for(kind, one, other) and not aliases.short_for(kind, other, one)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("第九届山东省省长质量奖提名奖", "山东省省长质量奖"),
        ("2023年度“泰山品质”认证", "“泰山品质”认证"),
        ("首批国家知识产权强国建设示范区名单", "国家知识产权强国建设示范区"),
        ("文明奖", "文明奖"),
    ],
)
def test_an_award_without_year_and_edition(printed: str, name: str) -> None:
    assert aliases.stripped(printed) == name

"""Single lines around the news: folios, bylines, datelines, captions, jump lines, and the years of datelines."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import datelines, furniture


@pytest.mark.parametrize(
    "text",
    ["2017年12月7日　星期四　02版　要闻", "第3版", "A04", "责任编辑：某某", "上接封面版", "（下转第3版）",
    "二〇二四年五月十七日 星期五",
     "2024-03-05 09:12　来源：云岭日报", "临江日报 2023.05.06 星期六", "https://news.example/1.html",
     "今日16版 总第1234期", "临江日报　2023年9月22日　A6 质量强市特刊", "图片新闻",
     "临江质量报道　2025年3月14日", "临江·品质周刊　2024年4月27日　本版编辑 辛"],
)  # fmt: skip
def test_mastheads(text: str) -> None:
    assert furniture.is_masthead(text)


@pytest.mark.parametrize(
    "text",
    ["2024年5月17日，临江港新航线开通", "183个项目同日开工", "新一版办法出台", "2024年临江港开通三条航线",
    "上接天光下连海", "第一版规划图亮相市民中心", "临江市人民政府　2024年3月14日", "公司成立于　2024年3月14日"],
)
def test_news_is_no_masthead(text: str) -> None:
    assert not furniture.is_masthead(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("□记者 甲 通讯员 乙 丙 报道", ("甲", "乙", "丙")),
        ("　　□本报记者 王某某", ("王某某",)),
        ("通讯员 王某 李某某 报道", ("王某", "李某某")),
        ("记者王某某 通讯员李某", ("王某某", "李某")),
        ("(本报记者)", ()),
        ("（首席记者 王某 实习生 李某 文/图）", ("王某", "李某")),
        ("本版撰稿 某某新闻/临江早报记者 王某", ("王某",)),
        ("记者 王 某 通讯员 李某某", ("王某", "李某某")),
        ("文/记者 甲 图/记者 乙", ("甲", "乙")),
        ("■记者 甲　■通讯员 乙 丙", ("甲", "乙", "丙")),
        ("□临江晨报、云岭网记者 甲", ("甲",)),
        ("临江日报 记者 甲/文", ("甲",)),
        ("　　□ 甲", ("甲",)),
        ("□文/王某", ("王某",)),
        ("□乙 文", ("乙",)),
        ("□李建设", ("李建设",)),
        ("●王某", ("王某",)),
        ("●张三 李四", ("张三", "李四")),
        ("供稿/甲　责编/乙", ("甲",)),
    ],
)
def test_bylines(text: str, names: tuple[str, ...]) -> None:
    assert furniture.writers(text) == names


@pytest.mark.parametrize(
    "text",
    ["记者近日从市科协获悉", "通讯员队伍壮大了", "甲 乙 丙", "一名记者的长征日记出版", "",
     "记者节里话担当", "■文化", "□高端访谈", "●成长",
     "□张家口", "●石家庄 唐山", "●余杭 萧山", "●于都", "●马上办", "●王府井", "□向未来"],
)
def test_no_bylines(text: str) -> None:
    assert furniture.writers(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("大会昨日闭幕。（记者 甲 通讯员 乙）", ("甲", "乙")),
        ("大会昨日闭幕。 □记者 甲", ("甲",)),
        ("大会昨日闭幕。（王某）", ("王某",)),
        ("大会昨日闭幕。（丁 戊）", ("丁", "戊")),
        ("大会昨日闭幕。（完）", None),
        ("直播间里人气火热。（余姚）", None),
        ("临江重工董事长（王某）", None),
    ],
)
def test_closing_bylines(text: str, names: tuple[str, ...] | None) -> None:
    closing = furniture.closing_byline(text)
    assert (closing and closing[1]) == names


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("本报3月23日讯 今天", "3月23日"),
        ("本报讯 今天", None),
        ("早报1月4日讯 近日", "1月4日"),
        ("本报济南9月5日讯　省", "9月5日"),
        ("新华社北京5月7日电（记者 甲）", "5月7日"),
        ("【临江晚报讯】", None),
        ("据新华社北京5月7日电", "5月7日"),
        ("临江日报2024年5月7日讯", "2024年5月7日"),
    ],
)
def test_datelines(text: str, day: str | None) -> None:
    found = furniture.DATELINE.match(text)
    assert found and found["day"] == day


@pytest.mark.parametrize(
    "text",
    ["本报记者从市里获悉", "新华社记者来到茶园", "5月7日，本报刊发消息", "国家电网电费下调", "本报将通讯录赠予读者"],
)
def test_no_datelines(text: str) -> None:
    assert not furniture.DATELINE.match(text)


def test_captions() -> None:
    assert furniture.starts_caption("图为公司研制的列车。") and furniture.starts_caption("▲游客在拍照")
    for text in (
        "夜市灯火通明。资料图片",
        "研发人员在测试。　丙 摄",
        "新医院效果图。",
        "工人在赶制订单（记者 甲 摄）",
        "天鹅起舞。 本报记者 王某 摄",
    ):
        assert furniture.ends_caption(text), text
    assert not furniture.ends_caption("全市新增专利十四项，其中效果图设计占一成。")


def test_jump_lines_at_a_paragraphs_ends() -> None:
    text = "（上接第1版）港口扩建。（下转第3版）"
    start, end = furniture.jumps(text)
    assert text[start:end] == "港口扩建。"
    assert furniture.jumps("转型升级的第3版规划已经出台。") == (0, 15)


def test_printed_dates() -> None:
    assert furniture.printed_date("2024年2月29日") == date(2024, 2, 29)
    assert furniture.printed_date("二〇二三年十二月三十一日") == date(2023, 12, 31)
    assert furniture.printed_date("2023/05/06") == date(2023, 5, 6)
    assert furniture.printed_date("2024年2月30日") is None and furniture.printed_date("第13版") is None


@pytest.mark.parametrize(
    ("day", "news", "iso"),
    [
        ("9月10日", "2024年9月9日，新闻发布会举行。到2030年翻番。", "2024-09-10"),
        ("1月29日", "刚刚过去的2020年，产值增长。", "2021-01-29"),
        ("8月4日", "2024“江岸杯”临江马拉松今天开跑。此前的2019年未办。", "2024-08-04"),
        ("4月25日", "2022年，全市产值24亿元。今年2月，企业参展。", "2023-04-25"),
        ("11月28日", "2011年通过登记，去年入选名单。", ""),
        ("5月17日", "目标到2035年建成。", ""),
        ("4月23日", "法院发布《2023年知识产权保护状况》。", "2024-04-23"),
        ("12月8日", "2023年秋季招聘会举行。", "2023-12-08"),
        ("6月18日", "通报了2024年上半年抽检情况。", "2024-06-18"),
        ("2月30日", "2024年2月1日举行。", ""),
        ("5月20日", "2024年的今天是世界计量日。", "2024-05-20"),
        ("4月26日", "今年（2024年）全市发证三百张。", "2024-04-26"),
        ("1月10日", "截至2023年底，全市有商标九千件。", "2024-01-10"),
        ("1月18日", "2024年，全市将建二十座驿站。", "2024-01-18"),
        ("7月31日", "2024年第三季度集中开工活动举行，项目计划2027年投产。", "2024-07-31"),
        ("11月3日", "截至2023年9月底，企业达到八百家。", "2023-11-03"),
        ("6月18日", "市局日前公布2023年度绿色工厂名单。", "2024-06-18"),
        ("1月12日", "2023年8月，该馆开放。", "2024-01-12"),
        ("8月27日", "2025年临江铁人三项锦标赛将于9月开赛。", "2025-08-27"),
        ("12月7日", "WRCT2025世界机器人大赛开赛。", "2025-12-07"),
        ("9月1日", "2024世界电池大会开幕，首家通过PAS 2060认证。", "2024-09-01"),
        ("2月5日", "2023年全市重要农产品抽检合格率98%。今年将继续。", "2024-02-05"),
        ("2月5日", "2023年，全市主要经济指标好于预期。今年开局良好。", "2024-02-05"),
        ("2月5日", "2023年，临江市将质量强市纳入考核。今年继续。", "2024-02-05"),
        ("1月18日", "2024年，临江市将新建驿站二十座。", "2024-01-18"),
        ("9月10日", "市市场监管局确定2024年重点抽检名单。", "2024-09-10"),
        ("3月5日", "云岭运动会2026年9月19日开幕。", ""),
        ("2月5日", "新规2024年10月1日起实施。", ""),
        ("2月5日", "2024年底，项目将全面完工。", ""),
    ],
)
def test_years_that_the_news_shows(day: str, news: str, iso: str) -> None:
    assert datelines.complete(day, None, datelines.years(news), "今年" in news) == iso


def test_a_printed_date_completes_and_the_turn_of_the_year_is_seen() -> None:
    assert datelines.complete("12月31日", date(2024, 1, 1), (), False) == "2023-12-31"
    assert datelines.complete("1月1日", date(2024, 1, 2), (), False) == "2024-01-01"
    assert datelines.complete("2022年1月1日", date(2024, 1, 2), (), False) == "2022-01-01"
    assert datelines.complete("", date(2024, 1, 2), (), False) == ""


@given(
    st.text(max_size=120),
    st.text(alphabet="记者通讯员甲乙 　（）()文/图、：□本报讯3月日上接下转第版摄", max_size=60),
)
@settings(max_examples=300, deadline=None)
def test_no_line_is_too_strange(anything: str, line: str) -> None:
    for text in (anything, line, anything + line):
        furniture.is_masthead(text)
        furniture.writers(text)
        furniture.opening_byline(text)
        furniture.ends_caption(text)
        start, end = furniture.jumps(text)
        assert 0 <= start <= len(text) and 0 <= end <= len(text)
        closing = furniture.closing_byline(text)
        assert closing is None or 0 <= closing[0] <= len(text)

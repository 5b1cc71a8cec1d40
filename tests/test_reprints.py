"""The same story in several papers counts once; two stories from one pattern count twice."""

from __future__ import annotations

from decimal import Decimal

from kg import build, reprints
from kg.model import Article, Findings, Page, Passage, Span

STORY = (
    "临江市晨光电气有限公司近日获评省级绿色工厂，成为全市第十二家获得这一称号的企业。",
    "走进公司的生产车间，屋顶铺满光伏板，数据大屏上跳动着每条产线的用能曲线，工人不时记录读数。",
    "公司生产负责人介绍，三年来企业先后改造了四条装配线，单位产品能耗比改造前下降近两成。",
    "市工业和信息化部门表示，下一步将引导更多企业对标先进，把节能诊断服务送到车间和班组。",
)
OTHER = (
    "周末的云州古镇游人如织，新开放的临水戏台每天上演三场折子戏，不少游客提前一小时占座。",
    "镇上老字号糕点铺把柜台搬到了街边，师傅现场揉面、压模、上笼，刚出锅的桂花糕很快见底。",
    "文旅部门统计显示，假期首日古镇接待量创下新高，停车场临时增设了三处，志愿者全天值守。",
)


def findings(name: str, *paragraphs: str) -> Findings:
    text, cut = "\n".join(paragraphs), []
    for paragraph in paragraphs:
        start = text.index(paragraph)
        cut.append(Passage(name, paragraph, (Span(start, start + len(paragraph)),)))
    article = Article(f"{name}#1", name, 1, None, "", (), tuple(cut))
    return Findings(Page(name, text, "0" * 64), (article,), (), (), (), ())


def groups(*found: Findings) -> tuple[tuple[str, ...], ...]:
    watch = reprints.Watch()
    assert tuple(watch.over(found)) == found
    return watch.groups()


def test_a_story_reprinted_whole_cut_and_retouched() -> None:
    whole = findings("a.txt", *STORY)
    cut = findings("b.txt", *STORY[:2])
    retouched = findings("c.txt", *(p.replace("，", "，\u3000").replace("三年来", "近三年") for p in STORY))
    other = findings("d.txt", *OTHER)
    assert groups(whole, cut, retouched, other) == (("a.txt#1", "b.txt#1", "c.txt#1"),)
    assert groups(other, retouched, cut, whole) == (("a.txt#1", "b.txt#1", "c.txt#1"),), "whatever the order"
    assert reprints.stories((("a", "b"), ("c", "d"))) == {"a": "a", "b": "a", "c": "c", "d": "c"}


def test_other_stories_and_briefs_stay_apart() -> None:
    assert groups(findings("a.txt", *STORY), findings("b.txt", *OTHER)) == ()
    assert groups(findings("a.txt", STORY[0]), findings("b.txt", STORY[0])) == (), "too short to tell"
    assert groups(findings("a.txt", *OTHER, *STORY[:1]), findings("b.txt", *STORY)) == (), "one shared paragraph"
    assert groups(findings("a.txt"), findings("b.txt")) == ()


def test_what_reprints_say_counts_once() -> None:
    headline = "临江日报\n\n晨光电气获评省级绿色工厂\n\n"
    story = headline + "\n".join("　　" + paragraph for paragraph in STORY)
    retold = "云州晚报\n\n节能工厂见闻\n\n　　" + OTHER[1] + "\n　　" + STORY[0] + "\n　　" + OTHER[0]

    def confidence(*texts: str) -> Decimal:
        read = [build.read(Page(f"{n}.txt", text, "0" * 64)) for n, text in enumerate(texts)]
        known = build.knowledge(read)
        (fact,) = (
            r for r in known.relations if r.predicate == "receivedAward" and "晨光电气有限公司" in r.subject
        )  # fmt: skip
        assert len({e.article for e in fact.evidence}) == len(texts), "every sentence stays as proof"
        return fact.confidence

    once = confidence(story)
    assert confidence(story, story) == once
    assert confidence(story, retold) > once

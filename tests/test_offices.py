"""Bodies before a post and a person's name that no finder saw."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg import offices
from kg.model import Mention
from tests.marked import sentence_of

CASES = [
    ("山北省茶业协会会长⟦Person:王某⟧先后发言。", ["山北省茶业协会"]),
    ("市委副书记、市长⟦Person:王某⟧出席。", ["市委"]),
    ("省委常委、⟦District:临江市⟧委书记⟦Person:王某⟧出席。", ["省委", "临江市委"]),
    ("⟦Organisation:临江市委⟧常委、宣传部部长⟦Person:王某⟧到会。", ["临江市委宣传部"]),
    ("市委副书记、政法委书记⟦Person:王某⟧主持。", ["市委", "市委政法委"]),
    ("区发展改革和科学技术局局长⟦Person:王某⟧说。", ["区发展改革和科学技术局"]),
    ("⟦District:临江⟧宏图总经理⟦Person:王某⟧登台。", ["临江宏图"]),
    ("⟦District:临江⟧开发区管委会副主任⟦Person:王某⟧发布。", ["临江开发区管委会"]),
    ("会议邀请省质量研究院院长⟦Person:王某⟧授课。", ["省质量研究院"]),
    # a body that is known stays what it is
    ("⟦Organisation:晨光电气⟧董事长⟦Person:王某⟧说。", []),
    # a bare noun is no name
    ("公司董事长⟦Person:王某⟧说。", []),
    ("该集团党委书记⟦Person:王某⟧说。", []),
    ("副市长⟦Person:王某⟧出席。", []),
    ("昨天⟦Person:王某⟧来到车间。", []),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_bodies_before_posts(text: str, wanted: list[str]) -> None:
    sentence, mentions = sentence_of(text, 0)
    found = offices.find([sentence], mentions)
    assert sorted(m.name for m in found if m.rule == "office_post") == sorted(wanted)
    spans = sorted((m.start, m.end) for m in found)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(m in found for m in mentions if m.type != "District")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("⟦Organisation:市民政局⟧养老服务科负责人说。", "市民政局养老服务科"),
        ("⟦Organisation:临江市人民医院⟧呼吸与危重症医学科入选名单。", "临江市人民医院呼吸与危重症医学科"),
        ("⟦Organisation:临江市中级人民法院⟧破产审判庭庭长⟦Person:王某⟧介绍。", "临江市中级人民法院破产审判庭"),
        ("⟦Organisation:临江市委⟧人才办牵头实施。", "临江市委人才办"),
        ("大赛由⟦Organisation:临江市政府⟧主办，", "临江市政府"),
        ("⟦Organisation:临江市教育局⟧处于领先。", "临江市教育局"),
        ("⟦Organisation:临江大学⟧申办今年的运动会。", "临江大学"),
        ("⟦Organisation:临江市政府⟧入股的企业。", "临江市政府"),
        ("⟦Organisation:临江市国资委⟧控股将超过半数。", "临江市国资委"),
        ("⟦Organisation:临江市委⟧到处还在说。", "临江市委"),
        ("⟦Organisation:临江大学⟧新办的专业有3个。", "临江大学"),
        ("⟦Organisation:临江大学⟧校园深处，花开了。", "临江大学"),
        ("⟦Organisation:临江市人民法院⟧公开开庭，", "临江市人民法院"),
        ("⟦Organisation:临江第一中学⟧以及云岭医院放射科获奖。", "临江第一中学"),
        ("⟦Organisation:东川省卫生厅⟧首批重点内科入选。", "东川省卫生厅"),
        ("⟦Organisation:临江大学⟧培养全科医生。", "临江大学"),
        ("⟦Organisation:临江大学⟧新设本科专业。", "临江大学"),
        ("⟦Organisation:临江市检察院⟧出庭的检察官说。", "临江市检察院"),
        ("⟦Organisation:临江市政府⟧评选文明家庭的活动。", "临江市政府"),
        ("⟦Organisation:临江市人民法院⟧民事审判庭负责人说。", "临江市人民法院民事审判庭"),
    ],
)
def test_departments_stand_behind_their_bodies(text: str, wanted: str) -> None:
    sentence, mentions = sentence_of(text, 0)
    assert [m.name for m in offices.find([sentence], mentions) if m.type == "Organisation"] == [wanted]


def test_the_department_of_a_body_pointed_at_bears_its_name() -> None:
    sentence, _ = sentence_of("该局质量发展科科长介绍", 1)
    this = Mention(sentence, 0, 2, "Organisation", "临江市市场监管局", "deixis_this", True)
    (found,) = offices.of_these([this])
    assert (found.name, found.text, found.deictic) == ("临江市市场监管局质量发展科", "该局质量发展科", False)

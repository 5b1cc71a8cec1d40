"""Which names near a number cannot own it (kg.figures.barriers)."""

from __future__ import annotations

import pytest

from kg import figures, subjects
from kg.figures import barriers, choosing
from kg.figures.scene import Asked
from tests.marked import read_marked


def asked(marked: str) -> Asked:
    """The question whose the last number of a case is."""
    sentences, mentions = read_marked(marked)
    scene, readings = figures.staged(sentences, mentions, subjects.find((), sentences, mentions))
    return Asked(scene, list(readings)[-1])


def rules(marked: str, name: str) -> set[str]:
    """The names of the rules that keep a name of a case from owning its last number."""
    question = asked(marked)
    mentions = [m for group in question.scene.named.values() for m in group if m.name == name]
    kept = [rule for rule in (*barriers.BARS, *barriers.MUTES) if any(rule(question, m) for m in mentions)]
    return {rule.__name__ for rule in kept}


BARRED = (
    ("⟦District:白石产业园⟧由临江集团兴建，地处⟦District:云阳区⟧，去年产值211亿元。", "云阳区", "lies_there"),
    ("新开工的预制件项目落在城东的⟦District:云阳区⟧，总投资6.3亿元。", "云阳区", "lies_there"),
    ("⟦Organisation:晨光公司⟧仅落后于⟦Organisation:西河公司⟧，市场占有率为14%。", "西河公司", "outdone"),
    ("⟦Organisation:临江市人民医院⟧新院区封顶，设床位800张。", "临江市人民医院", "in_part"),
    ("⟦Organisation:晨光公司⟧研发的超薄钢纸，厚度仅有0.2毫米。", "晨光公司", "making"),
    ("⟦District:临江市⟧下辖的这座小城，电瓷产量占全国三成。", "临江市", "over_this"),
    ("⟦Program:轨道装备集群⟧胜出，成为首批25个国家级集群之一。", "轨道装备集群", "one_of_them"),
    ("⟦District:临江市⟧某店被判令赔偿损失60万元。", "临江市", "judging"),
    ("⟦District:临江市⟧入选“灯塔城市”，全球同批仅21座。", "临江市", "among_all"),
    ("依托⟦Program:“云签发”平台⟧，⟦Organisation:临江海关⟧签发证书2045份。", "“云签发”平台", "helping"),
    ("⟦District:临江市⟧获评A级，是⟦District:江北⟧唯一，注册商标40万件。", "江北", "holding"),
    ("⟦Organisation:临江一中⟧先后为⟦Organisation:东安大学⟧输送学生74人。", "东安大学", "served"),
    ("⟦Organisation:临江市中级人民法院⟧审结一案，判令被告赔偿120万元。", "临江市中级人民法院", "judging"),
    ("⟦District:临江市⟧发布⟦Document:《消费维权白皮书》⟧，全年接收投诉8.9万件。", "消费维权白皮书", "reporting"),
    ("⟦District:临江⟧地铁运营里程346公里。", "临江", "of_longer_name"),
    ("⟦District:临江市⟧两家企业上榜。|省政府发出通报，10家组织榜上有名。", "临江市", "below"),
    ("⟦Organisation:云岭公司⟧落户⟦District:云溪县⟧，年产值9亿元。", "云溪县", "lies_there"),
    ("⟦Organisation:晨光公司⟧研制的水泵，扬程达80米。", "晨光公司", "making"),
    ("⟦Organisation:云岭公司⟧跻身全国首批30家示范企业。", "云岭公司", "among_all"),
    ("⟦Organisation:云溪县人民法院⟧去年审结一案，判令被告赔偿60万元。", "云溪县人民法院", "judging"),
    ("⟦District:云溪县⟧两家企业上榜。|工信部日前公布名单，50家企业上榜。", "云溪县", "below"),
    ("与⟦District:临江市⟧相比，⟦District:云溪县⟧上榜企业多达16家。", "临江市", "likened"),
    ("相较于⟦District:临江市⟧，⟦District:云溪县⟧上榜企业多达16家。", "临江市", "likened"),
    ("⟦Organisation:云岭中学⟧前身为1985年创办的⟦Organisation:临江学堂⟧，现有在校生5200人。", "临江学堂", "forerunner"),
    ("⟦Organisation:云岭集团⟧由⟦Organisation:临江无线电厂⟧改制而来，现有职工300人。", "临江无线电厂", "forerunner"),
    ("⟦Organisation:云岭公司⟧居⟦Award:江北企业百强⟧榜首，入围门槛升至26亿元。", "云岭公司", "on_the_list"),
    ("⟦District:临江市⟧一片欢腾。|省政府日前印发决定，其中特别奖1项、一等奖15项。", "临江市", "below"),
    ("⟦District:临江市⟧争创⟦Award:质量强市⟧，三年内新建快检室30处。", "质量强市", "sought"),
)


@pytest.mark.parametrize(("text", "name", "rule"), BARRED)
def test_a_name_that_owns_no_number(text: str, name: str, rule: str) -> None:
    assert rules(text, name) == {rule}


FREE = (
    ("⟦District:白石产业园⟧坐落在⟦District:云阳区⟧，去年产值211亿元。", "白石产业园"),
    ("位于⟦District:云阳区⟧的⟦District:白石产业园⟧，总投资20亿元。", "白石产业园"),
    ("⟦Organisation:临江市人民医院⟧分期实施改造，设床位800张。", "临江市人民医院"),
    ("⟦Organisation:晨光公司⟧研发的超薄钢纸畅销，⟦Organisation:晨光公司⟧专利达20件。", "晨光公司"),
    ("⟦District:临江市⟧入选“灯塔城市”，全市同批企业仅21家。", "临江市"),
    ("12个项目落户⟦District:云阳区⟧，总投资20亿元。", "云阳区"),
    ("⟦Organisation:晨光公司⟧仅落后于⟦Organisation:西河公司⟧，市场占有率为14%。", "晨光公司"),
    ("⟦District:江北⟧是全省唯一的试点，注册商标40万件。", "江北"),
    ("⟦District:临江市⟧的这项工作开展以来，引进人才74人。", "临江市"),
    ("⟦District:临江市⟧成为⟦District:江北省⟧首批10个质量强县之一。", "江北省"),
    ("⟦District:临江市⟧为消费者挽回损失60万元。", "临江市"),
    ("为了⟦District:临江市⟧的发展，引进人才74人。", "临江市"),
    ("⟦Organisation:临江市中级人民法院⟧全年判赔总额达1.2亿元。", "临江市中级人民法院"),
    ("⟦Organisation:临江市中级人民法院⟧去年审结案件862件。", "临江市中级人民法院"),
    ("⟦Document:《质量发展报告》⟧共5章。", "质量发展报告"),
    ("⟦District:临江⟧港口吞吐量达1.2亿吨。", "临江"),
    ("⟦District:临江市⟧平台企业达120家。", "临江市"),
    ("⟦District:临江市⟧两家企业上榜。|省政府发出通报，我市10家组织榜上有名。", "临江市"),
    ("⟦District:江北省⟧两家企业上榜。|省政府发出通报，10家组织榜上有名。", "江北省"),
    ("⟦District:云溪县⟧两家企业上榜。|省工信厅日前公布名单，⟦District:云溪县⟧报送的10家企业上榜。", "云溪县"),
    ("⟦District:云溪县⟧新增人才多。|市委组织部发布数据，引进博士86人。", "云溪县"),
    ("⟦District:云溪县⟧12家企业上榜。|省商务厅日前公布名单，12家企业上榜。", "云溪县"),
    ("⟦Organisation:云岭公司⟧在全国共有直营店860家。", "云岭公司"),
    ("⟦Organisation:云岭公司⟧全国仅有网点3个。", "云岭公司"),
    ("⟦Organisation:云岭公司⟧年销售额18亿元，国内共有工厂6座。", "云岭公司"),
    ("众多商户入驻后，大批客商落户⟦District:云溪县⟧，新增就业5000人。", "云溪县"),
    ("外来企业纷纷落户⟦District:云溪县⟧，总投资达90亿元。", "云溪县"),
    ("设在⟦District:云溪县⟧的公司有60家，年产值15亿元。", "云溪县"),
    ("⟦Organisation:晨光公司⟧研制的水泵，已销往18个国家。", "晨光公司"),
    ("⟦Organisation:晨光公司⟧自主开发的软件，取得专利26项。", "晨光公司"),
    ("⟦Organisation:晨光公司⟧生产的轴承，今年出口300万套。", "晨光公司"),
    ("⟦Organisation:云溪县人民法院⟧去年共判处罚金260万元。", "云溪县人民法院"),
    ("⟦Organisation:云溪县人民法院⟧为工人追回赔偿金90万元。", "云溪县人民法院"),
    ("其中网点数量最多的为⟦District:云溪县⟧15个。", "云溪县"),
    ("⟦District:云溪县⟧的这家农场，年产蔬菜3000吨。", "云溪县"),
    ("⟦District:云溪县⟧的这座图书馆，藏书60万册。", "云溪县"),
    ("⟦Organisation:云岭公司⟧厂区占地260亩。", "云岭公司"),
    ("⟦Organisation:云岭公司⟧与⟦Organisation:临江大学⟧合作，设立岗位20个。", "临江大学"),
    ("云岭中学前身⟦Organisation:临江学堂⟧有学生80人。", "临江学堂"),
    ("由⟦Organisation:云岭公司⟧建设的园区封顶，年产值8亿元。", "云岭公司"),
    ("⟦District:临江市⟧打造⟦Program:“云签发”平台⟧，服务企业300家。", "“云签发”平台"),
    ("⟦Organisation:云岭公司⟧居⟦Award:江北企业百强⟧榜首，入围门槛升至26亿元。", "江北企业百强"),
    ("⟦Award:临江市市长质量奖⟧申报启动，得奖者每户奖励30万元。", "临江市市长质量奖"),
    ("⟦Award:临江市市长质量奖⟧今年有42家组织申报。", "临江市市长质量奖"),
    ("⟦Award:“临江优品”奖⟧揭晓，授予12家企业。", "“临江优品”奖"),
    ("⟦District:云溪县⟧两家企业上榜。|省政府日前印发决定，其中云溪的企业获奖12项。", "云溪县"),
    ("⟦District:临江市⟧公布⟦Award:质量强市⟧名单，获评单位8家。", "质量强市"),
    ("⟦Organisation:云岭公司⟧新厂区落成，厂房明亮，年纳税6000万元。", "云岭公司"),
)


@pytest.mark.parametrize(("text", "name"), FREE)
def test_a_name_that_may_own_a_number(text: str, name: str) -> None:
    assert rules(text, name) == set()


def test_a_barred_name_is_no_candidate_unless_told_so_by_name() -> None:
    lies = asked("⟦District:白石产业园⟧由临江集团兴建，地处⟦District:云阳区⟧，去年产值211亿元。")
    assert [c.mention.name for c in choosing.candidates(lies)] == ["白石产业园"]
    paid = asked("市里给予⟦Organisation:西河港⟧一次性奖励500万元。")
    assert [c.mention.name for c in choosing.candidates(paid)] == ["西河港"]


def test_what_a_mute_name_would_own_is_said_of_nobody() -> None:
    text = "⟦Organisation:临江市中级人民法院⟧审结一案，判令被告赔偿120万元。"
    sentences, mentions = read_marked(text)
    assert figures.find(sentences, mentions, subjects.find((), sentences, mentions)) == ()


def test_every_barrier_says_in_its_docstring_what_it_sees() -> None:
    both = (*barriers.BARS, *barriers.MUTES)
    assert all(rule.__doc__ for rule in both) and len({rule.__name__ for rule in both}) == len(both)


def test_a_part_s_figure_is_nobody_s_where_its_whole_s_is() -> None:
    """项目总投资3.2亿元，分两期建设，一期投资1.5亿元: of a project that has no name"""
    sentences, mentions = read_marked("⟦District:临江市⟧传来喜讯。|项目总投资3.2亿元，分两期建设，一期投资1.5亿元。")
    scene, readings = figures.staged(sentences, mentions, subjects.find((), sentences, mentions))
    whole, part = readings
    city = mentions[0]
    assert not barriers.of_no_whole(Asked(scene, part), city)
    scene.unowned.append(whole)
    assert barriers.of_no_whole(Asked(scene, part), city)
    assert not barriers.of_no_whole(Asked(scene, whole), city)

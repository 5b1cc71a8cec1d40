"""kg.forms: what a pattern needs, and rules asked only where they could find something."""

import re

import pytest

from kg import forms
from kg.forms import Form


def needs(pattern: str) -> list[str]:
    return ["|".join(sorted(need)) for need in forms.needs(pattern)]


def test_needs_are_read_off_the_pattern() -> None:
    assert sorted(needs("Ⓔ[^，]{0,24}?(?:在|于)[ⓄⒹ](?:举办|召开)")) == ["Ⓓ|Ⓞ", "Ⓔ", "举办|召开", "于|在"]
    assert sorted(needs("(?<=，)ab+(?=c)d?")) == ["a", "b", "c", "，"]


@pytest.mark.parametrize("pattern", [r"\d+", "(?!甲)", "甲?", "甲|[^乙]", "(?i:ab)", "甲*|乙", "[一-九]", ""])
def test_where_nothing_is_sure_nothing_is_needed(pattern: str) -> None:
    assert needs(pattern) == []


@pytest.mark.parametrize(
    "pattern",
    ["获(?:评|奖)|入选", "(?:甲|乙丙)+丁", "(?P<a>甲)(?:(?P=a)|乙)", "甲{2}", "(?:(?!丙)[甲乙])+", "甲(?>乙|丙)"],
)
@pytest.mark.parametrize("text", ["云岭公司获评称号", "入选", "甲丁", "乙丙丁", "甲甲", "甲乙", "乙", "甲丙", "获", ""])
def test_a_form_finds_what_its_pattern_finds(pattern: str, text: str) -> None:
    form = Form(pattern)
    assert [m.span() for m in form.finditer(text)] == [m.span() for m in re.finditer(pattern, text)]
    assert bool(form.search(text)) == bool(re.search(pattern, text))


def test_rules_are_asked_only_where_a_pattern_of_theirs_could_match() -> None:
    @forms.wants(Form("Ⓞ获奖"), Form("Ⓓ上榜"))
    def told() -> None: ...

    def untold() -> None: ...

    def asked(text: str) -> list[object]:
        return list(forms.asked((told, untold), forms.possible(text)))

    assert asked("Ⓞ获奖") == asked("Ⓞ、Ⓓ上榜") == [told, untold]
    assert asked("Ⓞ上榜") == asked("Ⓓ获奖") == [untold]

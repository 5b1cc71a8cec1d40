"""Names of goods that no head word ends: “双峰”牌压缩机, XCA4000轮式起重机, 高分03A星, and what 名为 introduces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon import Token
from kg.reading import QUOTES, Reading

LONGEST_BRAND = 6
# Words behind a brand or a model that may belong to it, and how many.
MOST_WORDS = 4
# XCA4000, DF727, 856HE, Z435型, GR680, C919: letters and figures together; 5A and 4G are grades.
_MODEL = re.compile(
    r"(?<![A-Za-z0-9.%])(?=[A-Za-z0-9-]*[0-9])(?=[A-Za-z0-9-]*[A-Za-z])"
    r"(?![0-9]{1,4}[AGDK](?![A-Za-z0-9]))(?![0-9.]+(?:[kKMGT]?[WVBHm]h?|kg|km|mm|cm|nm|GWh|kWh|MWh|MPa)(?![A-Za-z]))"
    r"[A-Za-z0-9][A-Za-z0-9-]{1,11}(?:型|系列)?"
)
# “云岭”牌羔羊排|是, “云岭”牌仙毫|拿过: what jieba glues to an unlisted word.
_PAST = frozenset((*"是等已在和与及为将也被获就均", "国内", "全国", "全球"))
# 旗舰店 is a verb to jieba.
_LONGEST_VERB = 2
_AMOUNT = re.compile("[0-9０-９.,，]+|[一-鿿]?(?:价格?|销量|产量|销售额|销售量|产值|单价|产能|出口量)")
_HAN = re.compile("[一-鿿]+")
_WORD = re.compile("[一-鿿]+|[A-Za-z][A-Za-z0-9-]*")


def _past(token: Token) -> bool:
    """Whether a word stands behind a product's name: “晨光”芯片|售价, 饮料|1000, 压缩机|是."""
    named = token.pos == "vn" or token.word.isascii() or len(token.word) > _LONGEST_VERB
    if token.pos[:1] in "vdpcurmq" and not named:
        return True
    return token.word in _PAST or _AMOUNT.fullmatch(token.word) is not None


def last_end(reading: Reading, start: int, longest: int) -> int:
    """Where a product's name that begins at an offset ends at the latest: 的“晨光”芯片|售价300元; 清扫|宝 goes on."""
    index = reading.starts.get(start, len(reading.tokens)) + 1
    close = reading.brackets.get(start, start)
    for token, following in zip(reading.tokens[index:], reading.tokens[index + 1 :], strict=False):
        if token.start > start + longest:
            break
        close = max(close, reading.brackets.get(token.start, close))
        goes_on = token.pos == "v" and following.pos[:1] == "n" and _HAN.match(following.word)
        if token.start > close and _past(token) and not goes_on:
            return token.start
    return start + longest


def _ends(reading: Reading, at: int) -> Iterator[int]:
    """Where a name might end whose brand or model ends at an offset: there, and behind each of some nouns."""
    yield at
    index, words = reading.starts.get(at, len(reading.tokens)), 0
    while index < len(reading.tokens) and words < MOST_WORDS:
        token = reading.tokens[index]
        close = reading.brackets.get(token.start, -1)
        if close > 0 and token.word in "（(" and close in reading.starts:
            index = reading.starts[close] + 1
            continue
        if not _HAN.fullmatch(token.word) or _past(token):
            return
        if token.pos == "x" and len(token.word) > 1:
            yield token.start + 1
        yield token.end
        index, words = index + 1, words + 1


def brands(reading: Reading) -> Iterator[tuple[int, int]]:
    """“双峰”牌, “双峰” and “双峰”牌压缩机; 双峰牌压缩机."""
    text = reading.text
    at = text.find("牌")
    while at >= 0:
        opener = reading.opened.get(at - 1, -1)
        start = opener if opener >= 0 and text[opener] in QUOTES else _brand_start(reading, at)
        if start >= 0 and 2 <= at - start <= LONGEST_BRAND + 2:
            yield start, at
            yield from ((start, end) for end in _ends(reading, at + 1))
        at = text.find("牌", at + 1)


def _brand_start(reading: Reading, at: int) -> int:
    """Where the word before 牌, or the unlisted word that ends with it, begins; -1 for 金牌, 品牌, 挂牌."""
    whole, before = reading.before(at + 1), reading.before(at)
    if whole and len(whole.word) > 2:
        return whole.start if whole.pos == "x" else -1
    return before.start if before and len(before.word) > 1 and _WORD.fullmatch(before.word) else -1


def models(reading: Reading) -> Iterator[tuple[int, int]]:
    """XCA4000, XCA4000轮式起重机, and with the words before it: 徐工XCA4000."""
    for match in _MODEL.finditer(reading.text):
        start, end = match.span()
        for close in _ends(reading, end):
            yield start, close
        before = reading.before(start)
        for _ in range(2):
            if before is None or not _HAN.fullmatch(before.word) or before.pos[:1] not in "nxlb":
                break
            yield before.start, end
            before = reading.before(before.start)

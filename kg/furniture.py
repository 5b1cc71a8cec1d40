"""Page furniture: the printed lines around the news — folios, bylines, datelines, captions, jump lines.

Pure functions on one printed line (outer white space removed); no stage is known here.
"""

from __future__ import annotations

import re
from datetime import date

from kg import lexicon

CLOSERS = "”’」』》〉）)】］\"'"
"""Closing marks that may follow a sentence's last stop."""
STOPS = "。！？!?…"

_SIGNS = "□■●◎◇◆○☐▢▣◈✎✍"
_BULLETS = "●◎◇◆○"
MARKS = rf"[{_SIGNS}\s]*"
_PLACE = r"[一-鿿]{2,8}?"
_DAY = r"(?:\d{4}\s?年\s?)?\d{1,2}\s?月\s?\d{1,2}\s?日"
_OWN = r"(?:本报|本報|本刊|本网|本台|本社|[一-鿿]{0,6}(?:日报|晚报|早报|晨报|商报|快报|时报|都市报))"
_PAPER = rf"(?:{_OWN}|[一-鿿]{{1,8}}(?:社|网|客户端|全媒体|融媒体?|导报|周报))"
DATELINE = re.compile(
    rf"[（(【\[]?(?:据)?(?:{_PAPER}(?:{_PLACE})?[\s，]*(?P<day>{_DAY})\s*(?:专?[讯訊]|专?[电電]|消息)|{_OWN}专?[讯訊]|"
    rf"(?:{_OWN}{_PLACE}|{_PAPER})(?:[讯訊]|消息)(?=[\s（(【】，,:：]|$))[】\]）)]?"
)
"""本报讯 · 本报3月23日讯 · 早报1月4日讯 · 本报济南9月5日讯 · 新华社北京5月7日电 · 【本报讯】"""

_WRITER = r"(?:记者|記者|通讯员|通訊員|实习生|评论员|报道员|特约撰稿人?|撰稿人?|撰文|作者|采写|文字|摄影)"
_ROLE = re.compile(rf"[\w/·＋+—\-“”]{{0,24}}?{_WRITER}[:：]?")
_ROLE_NAME = re.compile(rf"(?P<role>[\w/·＋+—\-“”]{{0,24}}?{_WRITER})[:：]?(?P<name>[一-鿿·]{{0,8}})")
_HINT = re.compile(_WRITER)
_NAME = re.compile(r"[一-鿿]{1,4}|[一-鿿]{1,6}[·•][一-鿿]{1,8}")
_FILLER = re.compile(
    r"(?:综合|摄影|联合|采访)?(?:报道|采写|整理|撰文)|文|图|摄|文[/／]?图|图[/／]?文|文[/／]?摄影?|摄影|摄制|"
    r"文字|供图|本版|并?摄|本报|发自.{2,6}|[/／|｜]|(?:本报)?(?:综合)?(?:讯|消息)"
)
_OUTLET = re.compile(
    r"[一-鿿]{1,8}(?:日报|晚报|晨报|早报|商报|都市报|快报|时报|新闻|新闻网|网|客户端|电视台|广播|融媒体?)"
)
"""临江晨报、云岭网记者 甲: papers that a writer writes for."""
_SPLIT = re.compile(rf"[\s、，,;；|｜{_SIGNS}]+|(?<=者)[:：]|(?<=员)[:：]")
_CREDIT = re.compile(
    r"(?:文|图|摄影|供稿|供图|采写|撰文|整理)\s*[/／]\s*|\s*[/／]\s*(?:文|摄|图)(?=\s|$)|(?<=\s)[文摄](?=\s|$)"
    r"|(?:责编|编辑|校对|美编)\s*[/／]\s*[一-鿿]{1,4}(?=\s|$)"
)
"""文/甲 · 甲/文 · 供稿/甲　责编/乙: a credit whose sign stands for 记者; those who edit are not told."""
_BRACKET = re.compile(r"[（(【]([^（()）【】]{2,60})[)）】]")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
MOST_SIGNED = 4
"""Writers that a line without 记者 names."""
_CAPTION_START = re.compile(
    r"^[▲▼◀▶►◄△▽◁▷↑↓←→]|^(?:[（(]?)(?:图为|图片为|上图|下图|左图|右图|图[一二三四五①②③④⑤1-9]{1,2}[:：为、 ])"
)
_CAPTION_END = re.compile(
    r"(?:资料图片|资料照片|资料图|资料片|新华社发|图片来源[:：].{1,12}|[（(][^（）()]{0,12}(?:摄|供图|图)[)）]|(?:^|[\s。])(?:.{0,24}(?:记者|通讯员)\s*)?"
    r"[一-鿿]{1,4}(?:\s[一-鿿]{1,4})?\s*/?摄|(?:供图|提供图片|摄影)|[\s。]图/.{1,8})[)）。]?$"
)
_CAPTION_PICTURE = re.compile(r"^[^，,；;]{2,40}(?:效果图|示意图|规划图|外景|内景|一角|一景|资料图)[。]?$")

_FULL_DATE = re.compile(r"(?P<y>\d{4})\s*[年./\-]\s*(?P<m>\d{1,2})\s*[月./\-]\s*(?P<d>\d{1,2})\s*日?(?!\d)")
_NUMERAL = "一二三四五六七八九十"
_CHINESE_DATE = re.compile(
    rf"(?P<y>[二一][〇○零一二三四五六七八九]{{3}})年(?P<m>[{_NUMERAL}]{{1,2}})月(?P<d>[{_NUMERAL}]{{1,3}})日"
)
_FOLIO = re.compile(
    r"^(?:第?\s*[A-Za-z]?\d{1,3}\s*(?:版|[/／]\s*\d{1,3}|页)?|[-—·]\s*\d{1,3}\s*[-—·]|[A-Za-z]\d{1,3}(?:[-—]\d{1,3})?)$|"
    r"^(?:[一-鿿·\s]{0,10}\s)?第?[A-Za-z]?\d{1,3}\s*版(?:\s.{0,16})?$|^第[一二三四五六七八九十]{1,3}版(?:\s.{0,16})?$"
)
_IMPRINT = re.compile(
    r"(?:^|[\s　](?=本版))(?:本版)?(?:责任编辑|责编|编辑|主编|美编|美术编辑|版式|校对|组版|排版|制图|审校|值班|编审|"
    r"一审|二审|三审|监制|统筹|策划|视觉|来源|稿源|发布时间|发布日期|发表时间|时间|浏览|阅读|点击|字号|分享|打印|扫一扫|扫码|电话|热线|"
    r"新闻热线|邮箱|投稿|地址|邮编|网址|国内统一|邮发代号|今日\d+版|总第|主办|承办|协办|出品)(?:编辑|总编|主任|单位|次数|邮箱|电话|次)?"
    r"\s*[:：/／ 　第\d]|https?://|www\.|^[\w.]+@[\w.]+$|^CN\s*\d|^ISSN"
)
_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?")
_WEEKDAY = re.compile(r"星期[一二三四五六日天]|周[一二三四五六日]\b|农历|第?\d+版|总第\d+期|第\d+期|今日")
_SECTION = re.compile(
    r"^[\s　|｜]*(?:要闻|国内|国际|本地|本市|综合|经济|财经|民生|社会|时政|文化|教育|科技|区域|地方|产业|头版)"
    r"[·・|｜\s　]?[一-鿿]{0,6}$"
)
"""国内·长三角 behind the date of a folio line."""
_NEWSPAPER = re.compile(r"^[一-鿿]{2,6}(?:日报|晚报|早报|晨报|时报|商报|都市报|快报|新报|周报)(?=[\s　|｜·])")
"""临江日报　… 　A6 质量特刊: the name of the paper opens a folio line."""
_PICTURES = frozenset(("图片新闻", "【图片新闻】", "图片报道", "图说新闻"))
_COLUMN = re.compile(
    r"^[【\[（(]?(?:简讯|短讯|快讯|微讯|短新闻|简明新闻|数字新闻|一句话新闻|要闻速览|新闻速览|新闻速递|新闻集纳|新闻短波|信息快递|资讯速递)"
    r"(?:一束|集锦|集纳|[二两三四五六]则)?[】\]）)]?$"
)
_TITLED = re.compile(
    r"^(?!.*(?:时间|日期|期限|[于至自]|政府|[局厅委院]|委员会|公司|办公室|集团)[\s　|｜]+$)[一-鿿·]{2,14}[\s　|｜]+$"
)
"""临江质量周刊　2024年3月14日: what a special page is called, before the date that ends its folio line; never the body
that signs a notice."""
_SPONSOR = re.compile(r"(?:联合|共同)?(?:主办|协办|承办|出品|特约刊登)$")
_JUMP = re.compile(
    r"[（(【\[]?\s*(?:[▲▼◀▶►◄→←]*)\s*(?:紧?上接|下转|转|接|详见|相关报道见|更多报道见|报道见)\s*(?:今日)?(?:本报)?"
    r"(?:第?\s*[A-Za-z]?[\d一二三四五六七八九十、，,\-—]{1,8}\s*版|[一-鿿]{1,4}版)[^，。（）()]{0,8}[)）】\]]?"
)


def ends_sentence(text: str) -> bool:
    """True if the line closes a sentence: 。！？… at its end, quotes and brackets after it allowed."""
    for sign in reversed(text[-6:]):
        if sign in STOPS:
            return True
        if sign not in CLOSERS:
            return False
    return False


def is_masthead(text: str) -> bool:
    """2017年12月7日　星期四　02版　要闻 · 责任编辑：… · 第3版 · 上接封面版: nothing of the news itself."""
    if not text or len(text) > 80 or ends_sentence(text):
        return False
    if text in _PICTURES or _FOLIO.match(text) or _IMPRINT.search(text) or _JUMP.fullmatch(text):
        return True
    found = _FULL_DATE.search(text) or _CHINESE_DATE.search(text)
    if not found or "，" in text:
        return False
    rest = _CLOCK.sub("", text[: found.start()] + text[found.end() :]).strip("　 |｜-·")
    section = len(rest) <= 16 and _SECTION.search(rest)
    paper = len(rest) <= 30 and _NEWSPAPER.match(text)
    titled = found.end() == len(text) and _TITLED.match(text[: found.start()])
    if len(rest) <= 4 or section or paper or titled:
        return True
    return len(rest) <= 50 and bool(_WEEKDAY.search(rest) or _IMPRINT.search(rest))


def is_column(text: str) -> bool:
    """简讯, 短讯一束: a heading that says what kind of news follows, and parts it from what stands before."""
    return bool(_COLUMN.match(text))


def is_sponsor(text: str) -> bool:
    """青岛早报 联合主办: the last line of a block of organisers."""
    return len(text) <= 40 and bool(_SPONSOR.search(text))


def starts_caption(text: str) -> bool:
    """图为… · ▲…"""
    return bool(_CAPTION_START.match(text))


def ends_caption(text: str) -> bool:
    """…。资料图片 · …　丙 摄 · ….效果图。"""
    return bool(_CAPTION_END.search(text[-60:])) or (len(text) <= 48 and bool(_CAPTION_PICTURE.match(text)))


def printed_date(text: str) -> date | None:
    """The first full date in a line, in digits or Chinese numerals; None if there is none."""
    for found in _FULL_DATE.finditer(text):
        year, month, day = (int(found[name]) for name in "ymd")
        if 1 <= month <= 12 and 1 <= day <= 31 and 1900 <= year <= 2100:
            return _calendar(year, month, day)
    found_words = _CHINESE_DATE.search(text)
    if not found_words:
        return None
    year = int("".join(str("〇一二三四五六七八九".index(c)) for c in re.sub("[○零]", "〇", found_words["y"])))
    return _calendar(year, _tens(found_words["m"]), _tens(found_words["d"]))


def _calendar(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _tens(words: str) -> int:
    """二十三 → 23."""
    digits = "一二三四五六七八九"
    high, ten, low = words.rpartition("十")
    return (digits.find(high) + 1 or 1) * 10 * bool(ten) + digits.find(low) + 1


def jumps(text: str) -> tuple[int, int]:
    """text[a:b] without a jump line at its start (（上接第1版）…) or its end (…（下转第3版）)."""
    start, end = 0, len(text)
    head = _JUMP.match(text)
    if head and (head[0][0] in "（(【[" or head.end() == end):
        start = head.end()
    tail = None
    for found in _JUMP.finditer(text, max(start, end - 40)):
        tail = found
    if tail and tail.end() == end and tail[0][0] in "（(【[▲▼▶►→":
        end = tail.start()
    return start, end


_OPENING_MARKS, _SIGNED = re.compile(rf"^{MARKS}"), re.compile(rf"\s*[{_SIGNS}]")
_BRACKETED, _SHORT_ASIDE = re.compile(r"^[（(【\[](.*)[)）】\]]$"), re.compile(r"[（(]([一-鿿]{2,6})[)）]")


def writers(text: str) -> tuple[str, ...] | None:
    """Names in a byline line, in order; None if the line is no byline.

    □记者 甲 通讯员 乙 丙 报道 → 甲 乙 丙; (本报记者) → no names; 本版撰稿 某报记者 王某 → 王某;
    □王某 文 → 王某; 供稿/甲　责编/乙 → 甲.
    """
    if len(text) > 80:
        return None
    told = _CREDIT.sub(" ", text)
    if not _HINT.search(told):
        return _signed(told) if told != text or _SIGNED.match(text) else None
    told = _OPENING_MARKS.sub("", told).strip()
    told = _BRACKETED.sub(r"\1", told).strip("　 —-_。")
    told = _SHORT_ASIDE.sub("", told)
    named: list[str] = []
    roles = 0
    for token in filter(None, _SPLIT.split(told)):
        if _FILLER.fullmatch(token) or _OUTLET.fullmatch(token):
            continue
        if _ROLE.fullmatch(token):
            roles += 1
            continue
        joined = _ROLE_NAME.fullmatch(token)
        if joined and len(joined["name"]) in (1, 2, 3, 4) and _is_name(joined["name"]):
            roles += 1
            named.append(joined["name"])
        elif _NAME.fullmatch(token) and (roles or named == []) and len(token) <= 15:
            if not roles:
                return None
            named.append(re.sub(r"(?<=[一-鿿]{2})报道$", "", token))
        else:
            return None
    return _pair(named) if roles else None


def _signed(text: str) -> tuple[str, ...] | None:
    """The names of a line that nothing but a sign or a credit says to be a byline; None if it has other words.

    A mere bullet before one word opens a list sooner than it signs: ●王府井.
    """
    named = [token for token in _SPLIT.split(text) if token and not _FILLER.fullmatch(token)]
    if len(named) == 1 and text.lstrip()[:1] in _BULLETS and "某" not in named[0] and named[0] not in _STEMS:
        return None
    return _pair(named) if 0 < len(named) <= MOST_SIGNED and all(map(_is_unknown, named)) else None


def _is_unknown(text: str) -> bool:
    """A name of at most three characters that is no word of the language and no place: 王某, never 文化, 余杭."""
    if len(text) > 3 or not _is_name(text) or lexicon.known(text):
        return False
    words = lexicon.tokens(text)
    return text in _STEMS or words[0].pos in ("nr", "x") or all(len(word.word) == 1 for word in words)


def _is_name(text: str) -> bool:
    """A word that can be somebody's name after 记者: it begins with a surname, or is a placeholder."""
    return text[0] in lexicon.words("surnames") or text[0] in _STEMS or "·" in text


def _pair(names: list[str]) -> tuple[str, ...]:
    """Letter-spaced names put together: 王 某 → 王某; placeholders (甲 乙) stay apart."""
    found: list[str] = []
    for name in names:
        if found and len(name) == 1 == len(found[-1]) and name not in _STEMS and found[-1] in lexicon.words("surnames"):
            found[-1] += name
        else:
            found.append(name)
    return tuple(found)


def closing_byline(text: str) -> tuple[int, tuple[str, ...]] | None:
    """Where a byline at a paragraph's end begins, and its names: …。（记者 甲 通讯员 乙） · …。（王某） · … □记者 甲"""
    tail = text[-80:]
    closed = tail.rstrip("。")
    if closed.endswith((")", "）", "】")):
        for found in _BRACKET.finditer(closed):
            names = writers(found[1])
            if names is None and tail[: found.start()].rstrip().endswith(tuple("。！？”")):
                names = _signed(found[1])
            if names is not None and found.end() >= len(closed):
                return len(text) - len(tail) + found.start(), names
        return None
    unsigned = max(tail.rfind(stop) for stop in "。！？”")
    if unsigned < 0 or unsigned == len(tail) - 1:
        return None
    names = writers(tail[unsigned + 1 :])
    return None if names is None else (len(text) - len(tail) + unsigned + 1, names)


def opening_byline(text: str) -> tuple[int, int, tuple[str, ...]] | None:
    """Where a byline stands in brackets after a dateline, and its names: 本报讯（记者 甲）…"""
    dateline = DATELINE.match(text)
    start = dateline.end() if dateline else 0
    head = re.compile(r"\s*").match(text, start)
    found = _BRACKET.match(text, head.end() if head else start)
    if not found:
        return None
    names = writers(found[1])
    return None if names is None else (found.start(), found.end(), names)

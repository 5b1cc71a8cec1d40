"""A chart as PNG, for papers and slides: drawn by resvg (extra png) with a Chinese font of this machine."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from markupsafe import Markup

ZOOM = 2.0
"""Pixels per unit: 1,440 across, sharp in a column of a newspaper's site."""
PAPER = "#ffffff"
# What XML 1.0 cannot carry; a browser's HTML can.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class NoPicture(Exception):
    """Why no PNG can be drawn here; the message says what to install."""


def png(svg: Markup) -> bytes:
    """A chart of kg.analyses.charts as PNG on white, in the colours of the report by day.

    Raises NoPicture where resvg or a font with Chinese characters is missing: boxes instead of names help nobody.
    """
    if not has_chinese():
        raise NoPicture(
            "no font with Chinese characters on this machine, so PNG would show boxes: install one "
            "(Debian: apt install fonts-noto-cjk), or use the SVG charts in index.html"
        )
    return _draw(str(svg))


@cache
def has_chinese() -> bool:
    """Whether this machine draws a Chinese character otherwise than one that no font has."""
    return _draw(_glyphs("中")) != _draw(_glyphs("\U0010fffd"))


def _draw(svg: str) -> bytes:
    """The drawing as PNG bytes."""
    try:
        import resvg_py
    except ImportError as error:
        raise NoPicture("PNG needs the extra png: pip install 'pressgraph[png]'") from error
    named = _FORBIDDEN.sub("\ufffd", svg).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return bytes(resvg_py.svg_to_bytes(svg_string=named, background=PAPER, zoom=ZOOM, style_sheet=_style()))


def _glyphs(text: str) -> str:
    """A drawing of nothing but this text."""
    return f'<svg width="40" height="40"><text x="4" y="30">{text}</text></svg>'


@cache
def _style() -> str:
    """The report's style sheet with the colours of its first :root in place of variables, which resvg does not know."""
    text = (resources.files("kg") / "templates" / "report" / "style.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"(--\w+): (#\w+)", text[: text.index("}")]))
    plain = re.sub(r"var\((--\w+)\)", lambda match: colours.get(match[1], "#000"), text)
    return plain + "text { font-family: sans-serif }"

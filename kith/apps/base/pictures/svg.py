"""Writes SVG elements safely, and measures how wide a text will be."""

from __future__ import annotations

from html import escape

# Widths of Atkinson Hyperlegible Next at weight 400, in hundredths of the font's size.
_WIDTHS = {
    **dict.fromkeys("',.:;`j|", 22),
    **dict.fromkeys('il !"()', 28),
    **dict.fromkeys("[ft]r{}-", 34),
    **dict.fromkeys("/\\_1I", 40),
    **dict.fromkeys("yvz*?csx", 48),
    **dict.fromkeys("k7Ja2Leou", 53),
    **dict.fromkeys("<>EFT^bdghnp~35Yq", 57),
    **dict.fromkeys("$+69PSVZ48=ABRX", 61),
    **dict.fromkeys("0CK#DUw", 66),
    **dict.fromkeys("GHNOQ&", 72),
    **dict.fromkeys("@MmW%", 85),
}
_OTHER_WIDTH = 62
_FALLBACK_FACE_MARGIN = 1.04


def text_width(text: str, size: float, *, strong: bool = False) -> float:
    """Answer how many pixels ``text`` takes at ``size``, a little more rather than less."""
    hundredths = sum(_WIDTHS.get(character, _OTHER_WIDTH) for character in text)
    return hundredths / 100 * size * (1.05 if strong else 1) * _FALLBACK_FACE_MARGIN


def shorten(text: str, size: float, width: float) -> str:
    """Cut ``text`` to fit ``width`` pixels, with an ellipsis where it was cut."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip(" ,") + "…"


def number(value: float) -> str:
    """Write a coordinate with at most one decimal, so that equal pictures are equal bytes."""
    return f"{value:.1f}".removesuffix(".0")


def element(tag: str, *children: str, **attributes: object) -> str:
    """Write one element; children are markup already, attribute values are escaped here.

    ``class_`` becomes ``class`` and other underscores become hyphens; attributes that are ``None`` are left out.
    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{written}>{''.join(children)}</{tag}>" if children else f"<{tag}{written}/>"


def text(words: str, x: float, y: float, **attributes: object) -> str:
    """Write a line of text at a point."""
    return element("text", escape(words), x=x, y=y, **attributes)


def picture(width: float, height: float, *children: str, title: str, desc: str, key: str) -> str:
    """Wrap children as a picture that names and describes itself to a screen reader; ``key`` is unique on the page."""
    return element(
        "svg",
        element("title", escape(title), id=f"{key}-title"),
        element("desc", escape(desc), id=f"{key}-desc"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{key}-title {key}-desc",
    )


def _attribute(value: object) -> str:
    return number(value) if isinstance(value, int | float) else escape(str(value))

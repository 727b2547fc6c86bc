"""The picture: an SVG without scripts, styles, fonts or anything loaded from elsewhere."""

from xml.sax.saxutils import escape, quoteattr

from isonomia.service.badges.badges import Shown

HEIGHT = 28  # pixels, as of all lengths here
PADDING = 10
CHARACTER = 7.2  # a generous mean of 12 px sans-serif; `textLength` fits the text into it whatever the font
LONGEST = 60  # characters of each half


def picture(found: Shown) -> str:
    """The badge, with its words as its name for screen readers. Contrast is 7 to 1 or better in both halves."""
    left, right = _cut(found.scheme), _cut(found.band)
    first, second = _width(left), _width(right)
    name = f"{left}: {right}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{first + second}" height="{HEIGHT}" role="img" '
        f"aria-label={quoteattr(name)}><title>{escape(name)}</title>"
        f'<rect width="{first + second}" height="{HEIGHT}" rx="5" fill="#23282e"/>'
        f'<path d="M{first} 0h{second - 5}a5 5 0 0 1 5 5v{HEIGHT - 10}a5 5 0 0 1 -5 5h-{second - 5}z" fill="#174a6e"/>'
        f'<g fill="#ffffff" font-family="system-ui,Verdana,sans-serif" font-size="12">'
        f"{_text(left, PADDING, first)}{_text(right, first + PADDING, second)}</g></svg>\n"
    )


def _cut(text: str) -> str:
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return printable if len(printable) <= LONGEST else printable[: LONGEST - 1] + "\N{HORIZONTAL ELLIPSIS}"


def _width(text: str) -> int:
    return round(CHARACTER * len(text)) + 2 * PADDING


def _text(text: str, start: int, width: int) -> str:
    length = width - 2 * PADDING
    return f'<text x="{start}" y="18.5" textLength="{length}" lengthAdjust="spacingAndGlyphs">{escape(text)}</text>'

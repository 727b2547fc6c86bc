"""Colours of text on what lies below it: WCAG 2.2, 1.4.3."""

import re
from importlib.resources import files

import pytest

STYLE = files("isonomia.report").joinpath("templates/style.css").read_text(encoding="utf-8")
THEMES = [dict(re.findall(r"--(\w+): (#\w{6})", block)) for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)]
THEMES = [theme for theme in THEMES if {"ink", "paper", "card", "hint"} <= theme.keys()]


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_there_are_a_light_and_a_dark_theme() -> None:
    assert [luminance(theme["paper"]) > 0.5 for theme in THEMES] == [True, False]
    assert round(contrast("#000000", "#ffffff"), 2) == 21


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
def test_text_can_be_read(theme: dict[str, str]) -> None:
    pairs = [
        (text, ground) for text in ("ink", "quiet", "accent", "good", "bad") for ground in ("paper", "card", "hint")
    ]
    weak = {pair: round(contrast(theme[pair[0]], theme[pair[1]]), 2) for pair in pairs}
    assert {pair: value for pair, value in weak.items() if value < 4.5} == {}

"""Flex Messages: bubbles, carousels, and the components inside them."""

import re
from typing import Any

from simulator.rules import actions
from simulator.rules.checks import (
    Check,
    Found,
    Path,
    Problem,
    flag,
    https,
    kinds,
    listing,
    matching,
    named,
    one_of,
    record,
    text,
    whole,
)

STEPS = "none|xs|sm|md|lg|xl|xxl"
SIZES = "xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl"
PIXELS, PERCENT = r"[0-9]+(\.[0-9]+)?px", r"[0-9]+(\.[0-9]+)?%"
MEASURE = "Flex sizes: keywords, px or % (facts §1.7)"
COLOR_RULE = "Flex colours #RRGGBB or #RRGGBBAA (facts §1.7)"
RATIO_RULE = "aspectRatio w:h, 1..100000, h ≤ 3w (facts §1.7)"
TEXT_RULE = "Flex text needs a non-empty text or contents (facts §1.7)"
WIDEST, TALLEST = 100_000, 3  # of a ratio; the latter times the width
_RATIO = re.compile(r"([0-9]+(?:\.[0-9]+)?):([0-9]+(?:\.[0-9]+)?)")
ANY_INT = whole(0, 2**31 - 1)

COLOR = matching(r"#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?", COLOR_RULE, "invalid color")
STEP = matching(rf"({STEPS}|{PIXELS})", MEASURE)
PADDING = matching(rf"({STEPS}|{PIXELS}|{PERCENT})", MEASURE)
OFFSET = matching(rf"({STEPS}|-?{PIXELS}|-?{PERCENT})", MEASURE)
LENGTH = matching(rf"({PIXELS}|{PERCENT})", MEASURE)
BORDER = matching(rf"(none|light|normal|medium|semi-bold|bold|{PIXELS})", MEASURE)
SIZE = matching(rf"({SIZES}|{PIXELS})", MEASURE)
IMAGE_SIZE = matching(rf"({SIZES}|full|{PIXELS}|{PERCENT})", MEASURE)


def _ratio(value: Any, path: Path, found: Found) -> None:
    parts = _RATIO.fullmatch(value) if isinstance(value, str) else None
    width, height = (float(part) for part in parts.groups()) if parts else (0.0, 0.0)
    if not (1 <= width <= WIDEST and 1 <= height <= min(WIDEST, TALLEST * width)):
        found.append(Problem(path, "invalid ratio", RATIO_RULE))


def _worded(value: dict[str, Any], path: Path, found: Found) -> None:
    if not value.get("contents") and not value.get("text"):
        found.append(Problem((*path, "text"), "must be non-empty text", TEXT_RULE))


def _component(value: Any, path: Path, found: Found) -> None:
    IN_BOX(value, path, found)


def _in_baseline(value: Any, path: Path, found: Found) -> None:
    IN_BASELINE(value, path, found)


PLACE = {
    "position": one_of("relative", "absolute"),
    "offsetTop": OFFSET,
    "offsetBottom": OFFSET,
    "offsetStart": OFFSET,
    "offsetEnd": OFFSET,
}
GRAVITY = one_of("top", "bottom", "center")
ALIGN = one_of("start", "end", "center")
WORDS: dict[str, Check] = {
    "text": text(0, 30 * 1024, TEXT_RULE),
    "size": SIZE,
    "color": COLOR,
    "weight": one_of("regular", "bold"),
    "style": one_of("normal", "italic"),
    "decoration": one_of("none", "underline", "line-through"),
}
GRADIENT = record(
    {
        **named("linearGradient"),
        "angle": matching(r"[0-9]+(\.[0-9]+)?deg", MEASURE),
        "startColor": COLOR,
        "endColor": COLOR,
        "centerColor": COLOR,
        "centerPosition": matching(PERCENT, MEASURE),
    },
    "type angle startColor endColor",
)
BOX_FIELDS: dict[str, Check] = {
    **named("box"),
    **PLACE,
    "layout": one_of("horizontal", "vertical", "baseline"),
    "flex": ANY_INT,
    "spacing": STEP,
    "margin": STEP,
    "backgroundColor": COLOR,
    "borderColor": COLOR,
    "borderWidth": BORDER,
    "cornerRadius": STEP,
    **dict.fromkeys(("width", "maxWidth", "height", "maxHeight"), LENGTH),
    **dict.fromkeys(
        (f"padding{side}" for side in ["All", "Top", "Bottom", "Start", "End"]), PADDING
    ),
    "action": actions.FLEX,
    "justifyContent": one_of(
        "center", "flex-start", "flex-end", "space-between", "space-around", "space-evenly"
    ),
    "alignItems": one_of("center", "flex-start", "flex-end"),
    "background": kinds({"linearGradient": GRADIENT}),
}
MANY = "Flex contents"
UPRIGHT = record(
    {**BOX_FIELDS, "contents": listing(_component, 0, 10_000, MANY)}, "layout contents"
)
BASELINE = record(
    {**BOX_FIELDS, "contents": listing(_in_baseline, 0, 10_000, MANY)}, "layout contents"
)


def box(value: dict[str, Any], path: Path, found: Found) -> None:
    (BASELINE if value.get("layout") == "baseline" else UPRIGHT)(value, path, found)


BUTTON = record(
    {
        **named("button"),
        **PLACE,
        "action": actions.BUTTON,
        "flex": ANY_INT,
        "margin": STEP,
        "height": one_of("md", "sm"),
        "style": one_of("primary", "secondary", "link"),
        "color": COLOR,
        "gravity": GRAVITY,
        "adjustMode": one_of("shrink-to-fit"),
        "scaling": flag,
    },
    "action",
)
IMAGE = record(
    {
        **named("image"),
        **PLACE,
        "url": https,
        "flex": ANY_INT,
        "margin": STEP,
        "align": ALIGN,
        "gravity": GRAVITY,
        "size": IMAGE_SIZE,
        "aspectRatio": _ratio,
        "aspectMode": one_of("fit", "cover"),
        "backgroundColor": COLOR,
        "action": actions.FLEX,
        "animated": flag,
    },
    "url",
)
ICON = record(
    {
        **named("icon"),
        **PLACE,
        "url": https,
        "size": SIZE,
        "aspectRatio": _ratio,
        "margin": STEP,
        "scaling": flag,
    },
    "url",
)
SPAN = record({**named("span"), **WORDS})
TEXT = record(
    {
        **named("text"),
        **PLACE,
        **WORDS,
        "flex": ANY_INT,
        "align": ALIGN,
        "gravity": GRAVITY,
        "wrap": flag,
        "lineSpacing": matching(PIXELS, MEASURE),
        "margin": STEP,
        "maxLines": ANY_INT,
        "contents": listing(kinds({"span": SPAN}), 0, 10_000, MANY),
        "adjustMode": one_of("shrink-to-fit"),
        "scaling": flag,
        "action": actions.FLEX,
    },
    also=_worded,
)
SEPARATOR = record({**named("separator"), "margin": STEP, "color": COLOR})
FILLER = record({**named("filler"), "flex": ANY_INT})
ALT_CONTENT = kinds({"box": box, "image": IMAGE})
VIDEO = record(
    {
        **named("video"),
        "url": https,
        "previewUrl": https,
        "altContent": ALT_CONTENT,
        "aspectRatio": _ratio,
        "action": actions.FLEX,
    },
    "url previewUrl altContent",
)
IN_BASELINE = kinds({"icon": ICON, "text": TEXT, "filler": FILLER})
IN_BOX = kinds(
    {
        "box": box,
        "button": BUTTON,
        "image": IMAGE,
        "text": TEXT,
        "separator": SEPARATOR,
        "filler": FILLER,
    }
)

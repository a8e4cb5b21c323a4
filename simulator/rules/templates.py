"""Template messages: buttons, confirm, carousel, image carousel."""

from typing import Any

from simulator.rules import actions
from simulator.rules.checks import (
    Found,
    Path,
    Problem,
    https,
    kinds,
    listing,
    matching,
    named,
    one_of,
    record,
    text,
)
from simulator.units import graphemes

TITLE = text(1, 40, "template title ≤ 40 graphemes (facts §1.7)", graphemes)
BUTTONS_RULE = "buttons: text ≤ 160 graphemes, ≤ 60 with image or title (facts §1.7)"
COLUMN_RULE = "carousel: text ≤ 120 graphemes, ≤ 60 with image or title (facts §1.7)"
SAME_RULE = "carousel: the same number of actions in all columns (facts §1.7)"
SHORT = 60
COLOR = matching(r"#[0-9A-Fa-f]{6}", "imageBackgroundColor #RRGGBB (facts §1.7)", "invalid color")
LOOK = {"imageAspectRatio": one_of("rectangle", "square"), "imageSize": one_of("cover", "contain")}
HEAD = {
    "thumbnailImageUrl": https,
    "imageBackgroundColor": COLOR,
    "title": TITLE,
    "defaultAction": actions.TAPPED,
}


def _short_beside_title(rule: str) -> Any:
    def check(value: dict[str, Any], path: Path, found: Found) -> None:
        crowded = "title" in value or "thumbnailImageUrl" in value
        if crowded and graphemes(value["text"]) > SHORT:
            where = (*path, "text")
            found.append(Problem(where, f"Length must be between 0 and {SHORT}", rule))

    return check


def _same_number(value: dict[str, Any], path: Path, found: Found) -> None:
    if len({len(column["actions"]) for column in value["columns"]}) > 1:
        words = "the number of actions must be the same in all columns"
        found.append(Problem((*path, "columns"), words, SAME_RULE))


BUTTONS = record(
    {
        **named("buttons"),
        **HEAD,
        **LOOK,
        "text": text(1, 160, BUTTONS_RULE, graphemes),
        "actions": listing(actions.TEMPLATE, 1, 4, "buttons: 1-4 actions (facts §1.7)"),
    },
    "text actions",
    _short_beside_title(BUTTONS_RULE),
)
CONFIRM = record(
    {
        **named("confirm"),
        "text": text(1, 240, "confirm: text ≤ 240 graphemes (facts §1.7)", graphemes),
        "actions": listing(actions.TEMPLATE, 2, 2, "confirm: exactly 2 actions (facts §1.7)"),
    },
    "text actions",
)
COLUMN = record(
    {
        **HEAD,
        "text": text(1, 120, COLUMN_RULE, graphemes),
        "actions": listing(actions.TEMPLATE, 1, 3, "carousel: ≤ 3 actions (facts §1.7)"),
    },
    "text actions",
    _short_beside_title(COLUMN_RULE),
)
COLUMNS_RULE = "carousel: ≤ 10 columns (facts §1.7)"
CAROUSEL = record(
    {**named("carousel"), **LOOK, "columns": listing(COLUMN, 1, 10, COLUMNS_RULE)},
    "columns",
    _same_number,
)
IMAGE_COLUMN = record({"imageUrl": https, "action": actions.IMAGE_COLUMN}, "imageUrl action")
IMAGE_CAROUSEL = record(
    {**named("image_carousel"), "columns": listing(IMAGE_COLUMN, 1, 10, COLUMNS_RULE)}, "columns"
)
TEMPLATE = kinds(
    {
        "buttons": BUTTONS,
        "confirm": CONFIRM,
        "carousel": CAROUSEL,
        "image_carousel": IMAGE_CAROUSEL,
    }
)

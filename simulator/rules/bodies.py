"""The bodies of requests, each a table of its fields."""

from typing import Any

from simulator import rich_menus
from simulator.rules import actions
from simulator.rules.checks import (
    SHAPE,
    Check,
    Found,
    Path,
    Problem,
    flag,
    listing,
    matching,
    record,
    text,
    whole,
)
from simulator.rules.messages import MESSAGES
from simulator.units import graphemes

UNIT_RULE = "customAggregationUnits: 1 name, ≤ 30 of [A-Za-z0-9_] (facts §1.5)"
USERS_RULE = "≤ 500 user ids (facts §1.5, §1.7)"
MENU_RULE = "rich menu: ≤ 20 areas, chatBarText ≤ 14, name ≤ 300 graphemes (facts §1.7)"
ALIAS_RULE = "alias [a-z0-9_-]{1,32} (facts §1.7)"
LOADING_RULE = "loading: 5-60 seconds in steps of 5, 1:1 only (facts §1.6)"
WEBHOOK_LENGTH = 500
WEBHOOK_RULE = "webhook URL: https, ≤ 500 characters (facts §1.1)"

USER = matching(r"U[0-9a-f]{32}", "a user id is U and 32 of 0-9a-f (facts §1.1)")
RECEIVER = matching(r"[UCR][0-9a-f]{32}", "to: a user, group or room id (facts §1.5)")
USERS = listing(USER, 1, 500, USERS_RULE)
SENDING: dict[str, Check] = {"messages": MESSAGES, "notificationDisabled": flag}
UNITS = listing(matching(r"[A-Za-z0-9_]{1,30}", UNIT_RULE), 0, 1, UNIT_RULE)

REPLY = record({**SENDING, "replyToken": text(1, 100, SHAPE)}, "replyToken messages")
PUSH = record({**SENDING, "to": RECEIVER, "customAggregationUnits": UNITS}, "to messages")
MULTICAST = record({**SENDING, "to": USERS, "customAggregationUnits": UNITS}, "to messages")
BROADCAST = record(SENDING, "messages")
VALIDATE = record({"messages": MESSAGES}, "messages")


def _steps_of_five(value: Any, path: Path, found: Found) -> None:
    if value not in range(5, 61, 5) or isinstance(value, bool):
        found.append(Problem(path, "must be 5-60 in steps of 5", LOADING_RULE))


LOADING = record({"chatId": USER, "loadingSeconds": _steps_of_five}, "chatId")
MARK_AS_READ = record({"markAsReadToken": text(1, 1000, SHAPE)}, "markAsReadToken")


def _webhook_url(value: Any, path: Path, found: Found) -> None:
    if not isinstance(value, str) or len(value) > WEBHOOK_LENGTH or not value.isascii():
        found.append(Problem(path, "Invalid webhook endpoint URL", WEBHOOK_RULE))
    elif not value.startswith("https://"):
        found.append(Problem(path, "invalid uri scheme", WEBHOOK_RULE))


SET_WEBHOOK = record({"endpoint": _webhook_url}, "endpoint")
TEST_WEBHOOK = record({"endpoint": _webhook_url})

MENU_ID = text(1, 100, SHAPE)
ALIAS = matching(r"[a-z0-9_-]{1,32}", ALIAS_RULE)
SIDE = whole(1, 2500, MENU_RULE)
EDGE = whole(0, 2500, MENU_RULE)
BOUNDS = record({"x": EDGE, "y": EDGE, "width": SIDE, "height": SIDE}, "x y width height")
AREA = record({"bounds": BOUNDS, "action": actions.RICH_MENU}, "bounds action")


def _menu_size(size: dict[str, Any], path: Path, found: Found) -> None:
    if not rich_menus.fits(size["width"], size["height"]):
        found.append(Problem(path, "invalid size", rich_menus.PICTURE_RULE))


RICH_MENU = record(
    {
        "size": record({"width": SIDE, "height": SIDE}, "width height", _menu_size),
        "selected": flag,
        "name": text(1, 300, MENU_RULE, graphemes),
        "chatBarText": text(1, 14, MENU_RULE, graphemes),
        "areas": listing(AREA, 0, 20, MENU_RULE),
    },
    "size selected name chatBarText areas",
)
BULK_LINK = record({"richMenuId": MENU_ID, "userIds": USERS}, "richMenuId userIds")
BULK_UNLINK = record({"userIds": USERS}, "userIds")
CREATE_ALIAS = record(
    {"richMenuAliasId": ALIAS, "richMenuId": MENU_ID}, "richMenuAliasId richMenuId"
)
UPDATE_ALIAS = record({"richMenuId": MENU_ID}, "richMenuId")

"""The message objects that a bot may send."""

from typing import Any

from simulator.rules import actions, bubbles, imagemaps, templates, texts
from simulator.rules.checks import (
    Check,
    Found,
    Path,
    Problem,
    https,
    kinds,
    listing,
    matching,
    named,
    number,
    record,
    text,
    whole,
)

COUNT_RULE = "1-5 messages in a request (facts §1.4)"
PLACE_RULE = "location title and address ≤ 100 (facts §1.7)"
STICKER_RULE = "sticker ids are those of the sendable list, numbers (facts §1.7)"
COUPON_RULE = "no coupon exists here: coupons are not simulated"
QUICK_RULE = "quick reply ≤ 13 items (facts §1.7)"
TOKEN = text(1, 1000, "quoteToken (facts §1.6)")
ALT_TEXT = text(1, 1500, "altText ≤ 1500 (facts §1.7)")
STICKER_ID = matching(r"[0-9]{1,20}", STICKER_RULE)
PLACE = text(1, 100, PLACE_RULE)
LONGEST = 24 * 3600 * 1000  # of an audio, in ms: LINE limits its bytes, not its length

QUICK_ITEM = record({**named("action"), "imageUrl": https, "action": actions.QUICK}, "type action")
COMMON: dict[str, Check] = {
    "quickReply": record({"items": listing(QUICK_ITEM, 1, 13, QUICK_RULE)}, "items"),
    "sender": record(
        {"name": text(1, 20, "sender.name ≤ 20 (facts §1.7)"), "iconUrl": https},
    ),
}
MEDIA: dict[str, Check] = {"originalContentUrl": https, "previewImageUrl": https}
MEDIA_REQUIRED = "originalContentUrl previewImageUrl"


def _message(
    kind: str, fields: dict[str, Check], required: str, also: Check | None = None
) -> Check:
    return record({**named(kind), **COMMON, **fields}, required, also)


def _no_coupon(_: Any, path: Path, found: Found) -> None:
    found.append(Problem((*path, "couponId"), "coupon not found", COUPON_RULE))


TABLES: dict[str, Check] = {
    "text": _message(
        "text",
        {"text": texts.WORDS, "emojis": texts.EMOJIS, "quoteToken": TOKEN},
        "text",
        texts.emojis_at_dollars,
    ),
    "textV2": _message(
        "textV2",
        {"text": texts.WORDS, "substitution": texts.substitution, "quoteToken": TOKEN},
        "text",
        texts.all_defined,
    ),
    "sticker": _message(
        "sticker",
        {"packageId": STICKER_ID, "stickerId": STICKER_ID, "quoteToken": TOKEN},
        "packageId stickerId",
    ),
    "image": _message("image", MEDIA, MEDIA_REQUIRED),
    "video": _message(
        "video",
        {**MEDIA, "trackingId": text(1, 100, "trackingId of a video (facts §1.3)")},
        MEDIA_REQUIRED,
    ),
    "audio": _message(
        "audio",
        {"originalContentUrl": https, "duration": whole(1, LONGEST)},
        "originalContentUrl duration",
    ),
    "location": _message(
        "location",
        {
            "title": PLACE,
            "address": PLACE,
            "latitude": number(-90, 90),
            "longitude": number(-180, 180),
        },
        "title address latitude longitude",
    ),
    "imagemap": _message("imagemap", {"altText": ALT_TEXT, **imagemaps.FIELDS}, imagemaps.REQUIRED),
    "template": _message(
        "template", {"altText": ALT_TEXT, "template": templates.TEMPLATE}, "altText template"
    ),
    "flex": _message(
        "flex", {"altText": ALT_TEXT, "contents": bubbles.CONTAINER}, "altText contents"
    ),
    "coupon": _no_coupon,
}
MESSAGES = listing(kinds(TABLES), 1, 5, COUNT_RULE)

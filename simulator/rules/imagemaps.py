"""Imagemap messages: one picture with places to tap."""

from simulator.rules.checks import Check, https, kinds, listing, named, record, text, whole

LINK_RULE = "imagemap: message text ≤ 400, linkUri ≤ 1000, label ≤ 100 (facts §1.7)"
SIZE_RULE = "imagemap: baseSize.width is 1040 (facts §1.7)"
WIDTH = 1040
COORDINATE = whole(0, 100_000)
LABEL = text(1, 100, LINK_RULE)
LINK = text(1, 1000, LINK_RULE)
AREA = record(dict.fromkeys(("x", "y", "width", "height"), COORDINATE), "x y width height")


def _action(kind: str, name: str, check: Check) -> Check:
    fields = {**named(kind), name: check, "label": LABEL, "area": AREA}
    return record(fields, f"{name} area")


ACTION = kinds(
    {
        "uri": _action("uri", "linkUri", LINK),
        "message": _action("message", "text", text(1, 400, LINK_RULE)),
        "clipboard": _action("clipboard", "clipboardText", text(1, 1000, LINK_RULE)),
    }
)
VIDEO = record(
    {
        "originalContentUrl": https,
        "previewImageUrl": https,
        "area": AREA,
        "externalLink": record({"linkUri": LINK, "label": text(1, 30, LINK_RULE)}, "linkUri label"),
    },
    "originalContentUrl previewImageUrl area",
)
FIELDS: dict[str, Check] = {
    "baseUrl": https,
    "baseSize": record(
        {"width": whole(WIDTH, WIDTH, SIZE_RULE), "height": whole(1, 100_000)}, "width height"
    ),
    "actions": listing(ACTION, 0, 50, "imagemap: ≤ 50 actions (facts §1.7)"),
    "video": VIDEO,
}
REQUIRED = "baseUrl altText baseSize actions"

"""What LINE does not take: messages and other requests, each with the rule that forbids it."""

from typing import Any, NamedTuple

from tests.simulator.stage import (
    SOMCHAI,
    Message,
    box,
    bubble,
    button,
    flex,
    postback,
    template,
    text,
)

HTTPS = "https://club.test/a.png"
IMAGE = {"type": "image", "url": HTTPS}
MANY = 5001
APPLE = "🍎"  # two UTF-16 units


class BadMessage(NamedTuple):
    name: str
    cites: str
    message: Message
    where: str  # the property that the answer names


class BadRequest(NamedTuple):
    name: str
    cites: str
    method: str
    path: str
    body: Any
    status: int = 400


def quick(action: Message, **more: Any) -> Message:
    item = {"type": "action", "action": action, **more}
    return text(quickReply={"items": [item]})


def uri(address: str, label: str = "ดู") -> Message:
    return {"type": "uri", "label": label, "uri": address}


def column(*labels: str, **more: Any) -> Message:
    return {"text": "ก", "actions": [postback(label) for label in labels], **more}


def picker(**more: Any) -> Message:
    return {"type": "datetimepicker", "label": "วัน", "data": "d", "mode": "date", **more}


def imagemap(**more: Any) -> Message:
    base = {"width": 1040, "height": 1040}
    return {
        "type": "imagemap",
        "baseUrl": "https://club.test/map",
        "altText": "แผนที่",
        "baseSize": base,
        "actions": [],
        **more,
    }


def place(**more: Any) -> Message:
    where = {"title": "วัด", "address": "หัวหิน", "latitude": 12.5, "longitude": 99.9}
    return {"type": "location", **where, **more}


def media(kind: str, **more: Any) -> Message:
    return {"type": kind, "originalContentUrl": HTTPS, "previewImageUrl": HTTPS, **more}


FILM = {"type": "video", "url": HTTPS, "previewUrl": HTTPS, "altContent": IMAGE}
TAP = {"type": "uri", "linkUri": HTTPS, "area": {"x": 0, "y": 0, "width": 9, "height": 9}}

MESSAGES = [
    BadMessage("no type", "§1.5", {"text": "ก"}, "messages[0].type"),
    BadMessage("unknown type", "§1.5", {"type": "poem", "text": "ก"}, "messages[0].type"),
    BadMessage("unknown field", "§1.9", text(colour="red"), "messages[0].colour"),
    BadMessage("text left out", "§1.5", {"type": "text"}, "messages[0].text"),
    BadMessage("text is a number", "§1.5", {"type": "text", "text": 5}, "messages[0].text"),
    BadMessage("text empty", "§1.7", text(""), "messages[0].text"),
    BadMessage("text too long", "§1.7", text("ก" * MANY), "messages[0].text"),
    BadMessage("text too long in UTF-16", "§1.7", text(APPLE * 2501), "messages[0].text"),
    BadMessage(
        "emoji at no $",
        "§1.7",
        text("ก$", emojis=[{"index": 0, "productId": "1", "emojiId": "1"}]),
        "messages[0].emojis[0].index",
    ),
    BadMessage(
        "21 emojis",
        "§1.7",
        text("$" * 21, emojis=[{"index": i, "productId": "1", "emojiId": "1"} for i in range(21)]),
        "messages[0].emojis",
    ),
    BadMessage(
        "placeholder without substitution",
        "§1.7",
        {"type": "textV2", "text": "สวัสดี {name}"},
        "messages[0].text",
    ),
    BadMessage(
        "substitution key with a dash",
        "§1.7",
        {
            "type": "textV2",
            "text": "ก",
            "substitution": {"a-b": {"type": "emoji", "productId": "1", "emojiId": "1"}},
        },
        "messages[0].substitution.a-b",
    ),
    BadMessage(
        "single brace in textV2", "§1.7", {"type": "textV2", "text": "a } b"}, "messages[0].text"
    ),
    BadMessage(
        "sticker without id", "§1.5", {"type": "sticker", "packageId": "1"}, "messages[0].stickerId"
    ),
    BadMessage(
        "sticker named",
        "§1.7",
        {"type": "sticker", "packageId": "cat", "stickerId": "1"},
        "messages[0].packageId",
    ),
    BadMessage(
        "image over http",
        "§1.7",
        media("image", originalContentUrl="http://club.test/a.png"),
        "messages[0].originalContentUrl",
    ),
    BadMessage(
        "image without preview",
        "§1.5",
        {"type": "image", "originalContentUrl": HTTPS},
        "messages[0].previewImageUrl",
    ),
    BadMessage(
        "image address not encoded",
        "§1.7",
        media("image", previewImageUrl="https://club.test/รูป.png"),
        "messages[0].previewImageUrl",
    ),
    BadMessage(
        "image address too long",
        "§1.7",
        media("image", originalContentUrl="https://club.test/" + "a" * 2000),
        "messages[0].originalContentUrl",
    ),
    BadMessage(
        "video with a foreign field",
        "§1.9",
        media("video", duration=5),
        "messages[0].duration",
    ),
    BadMessage(
        "audio without duration",
        "§1.5",
        {"type": "audio", "originalContentUrl": HTTPS},
        "messages[0].duration",
    ),
    BadMessage("place without title", "§1.7", place(title=""), "messages[0].title"),
    BadMessage("address too long", "§1.7", place(address="ก" * 101), "messages[0].address"),
    BadMessage("north of the pole", "§1.5", place(latitude=91), "messages[0].latitude"),
    BadMessage(
        "coupon", "not simulated", {"type": "coupon", "couponId": "1"}, "messages[0].couponId"
    ),
    BadMessage(
        "sender too long", "§1.7", text(sender={"name": "ก" * 21}), "messages[0].sender.name"
    ),
    BadMessage(
        "14 quick replies",
        "§1.7",
        text(quickReply={"items": [{"type": "action", "action": postback()}] * 14}),
        "messages[0].quickReply.items",
    ),
    BadMessage(
        "quick reply without label",
        "§1.5",
        quick({"type": "message", "text": "ก"}),
        "messages[0].quickReply.items[0].action.label",
    ),
    BadMessage(
        "quick reply with a long label",
        "§1.7",
        quick(postback("กี้" * 21)),
        "messages[0].quickReply.items[0].action.label",
    ),
    BadMessage(
        "quick reply that switches menus",
        "§1.5",
        quick({"type": "richmenuswitch", "label": "ก", "data": "d", "richMenuAliasId": "a"}),
        "messages[0].quickReply.items[0].action.type",
    ),
    BadMessage(
        "quick reply with an icon over http",
        "§1.7",
        quick(postback(), imageUrl="http://club.test/i.png"),
        "messages[0].quickReply.items[0].imageUrl",
    ),
    BadMessage(
        "imagemap of another width",
        "§1.7",
        imagemap(baseSize={"width": 1024, "height": 1024}),
        "messages[0].baseSize.width",
    ),
    BadMessage("51 imagemap actions", "§1.7", imagemap(actions=[TAP] * 51), "messages[0].actions"),
    BadMessage(
        "imagemap link too long",
        "§1.7",
        imagemap(actions=[{**TAP, "linkUri": "https://" + "a" * 1000}]),
        "messages[0].actions[0].linkUri",
    ),
    BadMessage(
        "altText too long",
        "§1.7",
        {**flex(bubble()), "altText": "ก" * 1501},
        "messages[0].altText",
    ),
    BadMessage(
        "flex without altText",
        "§1.5",
        {"type": "flex", "contents": bubble()},
        "messages[0].altText",
    ),
    BadMessage(
        "flex without contents", "§1.5", {"type": "flex", "altText": "ก"}, "messages[0].contents"
    ),
]

TEMPLATES = [
    BadMessage(
        "5 buttons",
        "§1.7",
        template(type="buttons", text="ก", actions=[postback()] * 5),
        "template/actions",
    ),
    BadMessage(
        "long text beside a title",
        "§1.7",
        template(type="buttons", title="ก", text="ก" * 61, actions=[postback()]),
        "template/text",
    ),
    BadMessage(
        "text of buttons too long",
        "§1.7",
        template(type="buttons", text="ก" * 161, actions=[postback()]),
        "template/text",
    ),
    BadMessage(
        "title too long",
        "§1.7",
        template(type="buttons", title="กี้" * 41, text="ก", actions=[postback()]),
        "template/title",
    ),
    BadMessage(
        "confirm with one action",
        "§1.7",
        template(type="confirm", text="ก", actions=[postback()]),
        "template/actions",
    ),
    BadMessage(
        "label of a template too long",
        "§1.7",
        template(type="confirm", text="ก", actions=[postback("ก" * 21), postback()]),
        "template/actions/0/label",
    ),
    BadMessage(
        "uri too long",
        "§1.7",
        template(type="buttons", text="ก", actions=[uri("https://club.test/" + "a" * 10_000)]),
        "template/actions/0/uri",
    ),
    BadMessage(
        "columns with different numbers of actions",
        "§1.7",
        template(type="carousel", columns=[column("ก"), column("ก", "ข")]),
        "template/columns",
    ),
    BadMessage(
        "11 columns",
        "§1.7",
        template(type="carousel", columns=[column("ก")] * 11),
        "template/columns",
    ),
    BadMessage(
        "column with 4 actions",
        "§1.7",
        template(type="carousel", columns=[column("ก", "ข", "ค", "ง")]),
        "template/columns/0/actions",
    ),
    BadMessage(
        "column text too long beside an image",
        "§1.7",
        template(type="carousel", columns=[column("ก", text="ก" * 61, thumbnailImageUrl=HTTPS)]),
        "template/columns/0/text",
    ),
    BadMessage(
        "label under an image too long",
        "§1.7",
        template(
            type="image_carousel", columns=[{"imageUrl": HTTPS, "action": postback("ก" * 13)}]
        ),
        "template/columns/0/action/label",
    ),
    BadMessage("unknown template", "§1.5", template(type="poem", text="ก"), "template/type"),
    BadMessage(
        "camera outside quick replies",
        "§1.5",
        template(type="buttons", text="ก", actions=[{"type": "camera", "label": "ถ่าย"}]),
        "template/actions/0/type",
    ),
]

FLEX = [
    BadMessage("a bubble that lost its contents", "§1.7", flex({"type": "bubble"}), "/"),
    BadMessage("unknown container", "§1.5", flex({"type": "balloon"}), "/type"),
    BadMessage(
        "unknown field in styles", "§1.9", flex(bubble(styles={"type": "x"})), "/styles/type"
    ),
    BadMessage(
        "empty text", "§1.7", flex(bubble({"type": "text", "text": ""})), "/body/contents/0/text"
    ),
    BadMessage(
        "hero without address",
        "§1.9",
        flex(bubble(hero={"type": "image", "size": "full"})),
        "/hero/url",
    ),
    BadMessage(
        "hero over http",
        "§1.7",
        flex(bubble(hero={"type": "image", "url": "http://club.test/a.png"})),
        "/hero/url",
    ),
    BadMessage("spacer", "§1.5", flex(bubble({"type": "spacer"})), "/body/contents/0/type"),
    BadMessage(
        "icon outside a baseline",
        "§1.5",
        flex(bubble({"type": "icon", "url": HTTPS})),
        "/body/contents/0/type",
    ),
    BadMessage(
        "button in a baseline",
        "§1.5",
        flex(bubble(box(button(postback()), layout="baseline"))),
        "/body/contents/0/contents/0/type",
    ),
    BadMessage(
        "colour by name",
        "§1.7",
        flex(bubble({"type": "text", "text": "ก", "color": "red"})),
        "/body/contents/0/color",
    ),
    BadMessage(
        "size by number",
        "§1.7",
        flex(bubble({"type": "text", "text": "ก", "size": "12"})),
        "/body/contents/0/size",
    ),
    BadMessage(
        "margin too large a word",
        "§1.7",
        flex(bubble({"type": "text", "text": "ก", "margin": "3xl"})),
        "/body/contents/0/margin",
    ),
    BadMessage(
        "weight that is none",
        "§1.5",
        flex(bubble({"type": "text", "text": "ก", "weight": "heavy"})),
        "/body/contents/0/weight",
    ),
    BadMessage(
        "picture too tall",
        "§1.7",
        flex(bubble({**IMAGE, "aspectRatio": "1:4"})),
        "/body/contents/0/aspectRatio",
    ),
    BadMessage(
        "button without action", "§1.5", flex(bubble({"type": "button"})), "/body/contents/0/action"
    ),
    BadMessage(
        "button without label",
        "§1.5",
        flex(bubble(button({"type": "postback", "data": "d"}))),
        "/body/contents/0/action/label",
    ),
    BadMessage(
        "button with a long label",
        "§1.7",
        flex(bubble(button(postback("ก" * 41)))),
        "/body/contents/0/action/label",
    ),
    BadMessage(
        "postback data too long",
        "§1.7",
        flex(bubble(button(postback(data="x" * 301)))),
        "/body/contents/0/action/data",
    ),
    BadMessage(
        "postback with two texts",
        "§1.7",
        flex(bubble(button(postback(displayText="ก", text="ก")))),
        "/body/contents/0/action/displayText",
    ),
    BadMessage(
        "fillInText without keyboard",
        "§1.7",
        flex(bubble(button(postback(fillInText="ก")))),
        "/body/contents/0/action/fillInText",
    ),
    BadMessage(
        "message action too long",
        "§1.7",
        flex(bubble(button({"type": "message", "label": "ก", "text": "ก" * 301}))),
        "/body/contents/0/action/text",
    ),
    BadMessage(
        "link of another scheme",
        "§1.7",
        flex(bubble(button(uri("javascript:alert(1)")))),
        "/body/contents/0/action/uri",
    ),
    BadMessage(
        "link not encoded",
        "§1.7",
        flex(bubble(button(uri("https://club.test/ชมรม")))),
        "/body/contents/0/action/uri",
    ),
    BadMessage(
        "clipboard empty",
        "§1.7",
        flex(bubble(button({"type": "clipboard", "label": "ก", "clipboardText": ""}))),
        "/body/contents/0/action/clipboardText",
    ),
    BadMessage(
        "date of no calendar",
        "§1.7",
        flex(bubble(button(picker(initial="2021-02-30")))),
        "/body/contents/0/action/initial",
    ),
    BadMessage(
        "year of the Buddhist era",
        "§1.7",
        flex(bubble(button(picker(max="2564-12-31")))),
        "/body/contents/0/action/max",
    ),
    BadMessage(
        "latest before earliest",
        "§1.7",
        flex(bubble(button(picker(min="2021-12-31", max="2021-01-01")))),
        "/body/contents/0/action/max",
    ),
    BadMessage("film in the body", "§1.5", flex(bubble(FILM)), "/body/contents/0/type"),
    BadMessage("film in a small bubble", "§1.7", flex(bubble(hero=FILM, size="micro")), "/hero"),
    BadMessage(
        "film in a carousel",
        "§1.7",
        flex({"type": "carousel", "contents": [bubble(hero=FILM)]}),
        "/contents/0/hero",
    ),
    BadMessage(
        "13 bubbles", "§1.7", flex({"type": "carousel", "contents": [bubble()] * 13}), "/contents"
    ),
    BadMessage("no bubbles", "§1.7", flex({"type": "carousel", "contents": []}), "/contents"),
    BadMessage(
        "bubbles of two sizes",
        "§1.7",
        flex({"type": "carousel", "contents": [bubble(), bubble(size="giga")]}),
        "/contents",
    ),
    BadMessage(
        "bubble of 31 KB",
        "§1.7",
        flex(bubble(*[{"type": "text", "text": "a" * 10_300}] * 3)),
        "/",
    ),
    BadMessage(
        "carousel of 51 KB",
        "§1.7",
        flex(
            {
                "type": "carousel",
                "contents": [bubble(*[{"type": "text", "text": "a" * 10_000}] * 2)] * 3,
            }
        ),
        "/",
    ),
    BadMessage(
        "11 animated pictures",
        "§1.7",
        flex(bubble(*[{**IMAGE, "animated": True}] * 11)),
        "/",
    ),
    BadMessage(
        "trouble in the sixth bubble",
        "§1.7",
        flex(
            {
                "type": "carousel",
                "contents": [*[bubble()] * 5, bubble({"type": "text", "text": ""})],
            }
        ),
        "/contents/5/body/contents/0/text",
    ),
]

PUSH, MULTICAST = "/v2/bot/message/push", "/v2/bot/message/multicast"
MENU = {
    "size": {"width": 2500, "height": 843},
    "selected": True,
    "name": "เมนู",
    "chatBarText": "เมนู",
    "areas": [{"bounds": {"x": 0, "y": 0, "width": 9, "height": 9}, "action": postback()}],
}
REQUESTS = [
    BadRequest("no messages", "§1.4", "POST", PUSH, {"to": SOMCHAI, "messages": []}),
    BadRequest("6 messages", "§1.4", "POST", PUSH, {"to": SOMCHAI, "messages": [text()] * 6}),
    BadRequest("nobody to push to", "§1.5", "POST", PUSH, {"messages": [text()]}),
    BadRequest("push to a list", "§1.5", "POST", PUSH, {"to": [SOMCHAI], "messages": [text()]}),
    BadRequest("push to a name", "§1.5", "POST", PUSH, {"to": "somchai", "messages": [text()]}),
    BadRequest(
        "push to nobody here", "§1.5", "POST", PUSH, {"to": "U" + "9" * 32, "messages": [text()]}
    ),
    BadRequest(
        "push to a group without the bot",
        "§1.5",
        "POST",
        PUSH,
        {"to": "C" + "9" * 32, "messages": [text()]},
    ),
    BadRequest(
        "unknown field beside messages",
        "§1.9",
        "POST",
        PUSH,
        {"to": SOMCHAI, "messages": [text()], "retry": 1},
    ),
    BadRequest(
        "silence as a word",
        "§1.5",
        "POST",
        PUSH,
        {"to": SOMCHAI, "messages": [text()], "notificationDisabled": "yes"},
    ),
    BadRequest(
        "two aggregation units",
        "§1.5",
        "POST",
        PUSH,
        {"to": SOMCHAI, "messages": [text()], "customAggregationUnits": ["a", "b"]},
    ),
    BadRequest(
        "a quote of nothing",
        "§1.6",
        "POST",
        PUSH,
        {"to": SOMCHAI, "messages": [text(quoteToken="Qx")]},
    ),
    BadRequest("a body that is a list", "§1.5", "POST", PUSH, [text()]),
    BadRequest(
        "501 people", "§1.5", "POST", MULTICAST, {"to": [SOMCHAI] * 501, "messages": [text()]}
    ),
    BadRequest("nobody in multicast", "§1.5", "POST", MULTICAST, {"to": [], "messages": [text()]}),
    BadRequest(
        "a group in multicast",
        "§1.1",
        "POST",
        MULTICAST,
        {"to": ["C" + "c" * 32], "messages": [text()]},
    ),
    BadRequest(
        "a mention in multicast",
        "§1.7",
        "POST",
        MULTICAST,
        {
            "to": [SOMCHAI],
            "messages": [
                {
                    "type": "textV2",
                    "text": "{a}",
                    "substitution": {"a": {"type": "mention", "mentionee": {"type": "all"}}},
                }
            ],
        },
    ),
    BadRequest(
        "thinking for 7 seconds",
        "§1.6",
        "POST",
        "/v2/bot/chat/loading/start",
        {"chatId": SOMCHAI, "loadingSeconds": 7},
    ),
    BadRequest(
        "thinking in a group",
        "§1.1",
        "POST",
        "/v2/bot/chat/loading/start",
        {"chatId": "C" + "c" * 32},
    ),
    BadRequest(
        "a read mark of nothing",
        "§1.6",
        "POST",
        "/v2/bot/chat/markAsRead",
        {"markAsReadToken": "x"},
    ),
    BadRequest(
        "webhook over http",
        "§1.1",
        "PUT",
        "/v2/bot/channel/webhook/endpoint",
        {"endpoint": "http://club.test/callback"},
    ),
    BadRequest(
        "webhook address too long",
        "§1.1",
        "PUT",
        "/v2/bot/channel/webhook/endpoint",
        {"endpoint": "https://club.test/" + "a" * 500},
    ),
    BadRequest(
        "menu with 21 areas",
        "§1.7",
        "POST",
        "/v2/bot/richmenu",
        {**MENU, "areas": MENU["areas"] * 21},
    ),
    BadRequest(
        "menu bar too long", "§1.7", "POST", "/v2/bot/richmenu", {**MENU, "chatBarText": "ก" * 15}
    ),
    BadRequest(
        "menu too narrow",
        "§1.7",
        "POST",
        "/v2/bot/richmenu",
        {**MENU, "size": {"width": 700, "height": 300}},
    ),
    BadRequest(
        "menu too tall",
        "§1.7",
        "POST",
        "/v2/bot/richmenu",
        {**MENU, "size": {"width": 2500, "height": 1800}},
    ),
    BadRequest(
        "menu without name",
        "§1.5",
        "POST",
        "/v2/bot/richmenu",
        {k: v for k, v in MENU.items() if k != "name"},
    ),
    BadRequest(
        "alias in capitals",
        "§1.7",
        "POST",
        "/v2/bot/richmenu/alias",
        {"richMenuAliasId": "Main", "richMenuId": "r"},
    ),
    BadRequest("menu that is none", "§1.7", "GET", "/v2/bot/richmenu/richmenu-x", None, 404),
    BadRequest(
        "link to a menu that is none",
        "§1.7",
        "POST",
        "/v2/bot/richmenu/bulk/link",
        {"richMenuId": "r", "userIds": [SOMCHAI]},
        404,
    ),
    BadRequest("profile of nobody", "§1.6", "GET", "/v2/bot/profile/U" + "9" * 32, None, 404),
    BadRequest(
        "summary of a foreign group",
        "§1.6",
        "GET",
        "/v2/bot/group/C" + "9" * 32 + "/summary",
        None,
        404,
    ),
    BadRequest("content of nothing", "§1.6", "GET", "/v2/bot/message/1/content", None, 404),
    BadRequest(
        "followers of an unverified account", "§1.6", "GET", "/v2/bot/followers/ids", None, 403
    ),
    BadRequest(
        "a slash too many", "§1.5", "POST", PUSH + "/", {"to": SOMCHAI, "messages": [text()]}, 404
    ),
    BadRequest("a push that is fetched", "§1.5", "GET", PUSH, None, 405),
    BadRequest(
        "what is not simulated",
        "does not have it",
        "POST",
        "/v2/bot/message/narrowcast",
        {"messages": [text()]},
        501,
    ),
]

"""Messages that LINE takes, at the edge of its limits where there is one."""

from tests.simulator.invalid import (
    FILM,
    HTTPS,
    IMAGE,
    TAP,
    column,
    imagemap,
    media,
    picker,
    place,
    quick,
    uri,
)
from tests.simulator.stage import Message, box, bubble, button, flex, postback, template, text

KII = "กี้"  # three UTF-16 units, one grapheme

VALID: dict[str, Message] = {
    "text of 5000 units": text("ก" * 5000),
    "text of 2500 apples": text("🍎" * 2500),
    "emoji at its $": text("ก$", emojis=[{"index": 1, "productId": "5ac1", "emojiId": "001"}]),
    "emoji after an apple": text("🍎$", emojis=[{"index": 2, "productId": "5", "emojiId": "1"}]),
    "textV2 with doubled braces": {"type": "textV2", "text": "{{ก}} {a}"}
    | {"substitution": {"a": {"type": "emoji", "productId": "5ac1", "emojiId": "001"}}},
    "sticker": {"type": "sticker", "packageId": "446", "stickerId": "1988"},
    "image": media("image"),
    "video": media("video", trackingId="film-1"),
    "audio": {"type": "audio", "originalContentUrl": HTTPS, "duration": 60_000},
    "place": place(),
    "sender": text(sender={"name": "ก" * 20, "iconUrl": HTTPS}),
    "imagemap": imagemap(actions=[TAP] * 50),
    "imagemap with a film": imagemap(
        video={"originalContentUrl": HTTPS, "previewImageUrl": HTTPS, "area": TAP["area"]}
    ),
    "13 quick replies": text(quickReply={"items": [{"type": "action", "action": postback()}] * 13}),
    "label of 20 graphemes": quick(postback(KII * 20)),
    "camera": quick({"type": "camera", "label": "ถ่าย"}),
    "camera roll": quick({"type": "cameraRoll", "label": "เลือกรูป"}),
    "where": quick({"type": "location", "label": "ส่งตำแหน่ง"}),
    "clipboard": quick({"type": "clipboard", "label": "คัดลอก", "clipboardText": "1205"}),
    "quick reply with icon": quick(postback(), imageUrl=HTTPS),
    "buttons": template(
        type="buttons",
        text="ก" * 160,
        actions=[postback(), uri("tel:1205"), uri("line://ti/p/@x"), uri("http://a.b")],
    ),
    "buttons beside an image": template(
        type="buttons",
        title=KII * 40,
        text=KII * 60,
        thumbnailImageUrl=HTTPS,
        imageAspectRatio="square",
        imageSize="contain",
        imageBackgroundColor="#00ff00",
        defaultAction={"type": "uri", "uri": HTTPS},
        actions=[picker(min="2021-01-01", max="2021-12-31", initial="2021-07-08")],
    ),
    "confirm": template(type="confirm", text="ก" * 240, actions=[postback(), postback()]),
    "10 columns": template(type="carousel", columns=[column("ก", "ข", "ค", text="ก" * 120)] * 10),
    "image carousel": template(
        type="image_carousel",
        columns=[{"imageUrl": HTTPS, "action": postback("ก" * 12)}] * 10,
    ),
    "bubble": flex(bubble({"type": "text", "text": "ก"})),
    "bubble with only a picture": flex({"type": "bubble", "hero": IMAGE}),
    "bubble with a film": flex(bubble(hero=FILM, size="giga")),
    "12 bubbles": flex({"type": "carousel", "contents": [bubble(size="kilo")] * 12}),
    "spans": flex(bubble({"type": "text", "contents": [{"type": "span", "text": "ก"}]})),
    "baseline": flex(
        bubble(
            box({"type": "icon", "url": HTTPS}, {"type": "text", "text": "ก"}, layout="baseline")
        )
    ),
    "box with everything": flex(
        bubble(
            box(
                {"type": "separator", "margin": "md", "color": "#00000080"},
                {"type": "filler"},
                spacing="10px",
                paddingAll="5%",
                cornerRadius="xxl",
                borderWidth="semi-bold",
                borderColor="#112233",
                offsetTop="-4px",
                width="50%",
                background={
                    "type": "linearGradient",
                    "angle": "90deg",
                    "startColor": "#ffffff",
                    "endColor": "#000000",
                    "centerColor": "#888888",
                    "centerPosition": "50%",
                },
                justifyContent="space-evenly",
                alignItems="flex-end",
                action=uri(HTTPS),
            ),
            direction="ltr",
            styles={"footer": {"separator": True, "separatorColor": "#ffffff"}},
        )
    ),
    "text with everything": flex(
        bubble(
            {
                "type": "text",
                "text": "ก",
                "size": "13.5px",
                "color": "#06C755",
                "weight": "bold",
                "style": "italic",
                "decoration": "line-through",
                "align": "end",
                "gravity": "center",
                "wrap": True,
                "lineSpacing": "4px",
                "maxLines": 2,
                "margin": "none",
                "flex": 0,
                "adjustMode": "shrink-to-fit",
                "scaling": True,
                "position": "relative",
            }
        )
    ),
    "button labelled with 40": flex(bubble(button(postback(KII * 40, displayText="ก" * 300)))),
    "button with keyboard": flex(
        bubble(button(postback(inputOption="openKeyboard", fillInText="ชื่อ: ")))
    ),
    "date and time": flex(
        bubble(button(picker(mode="datetime", initial="2021-07-08T09:00", max="2100-12-31t23:59")))
    ),
    "time of day": flex(bubble(button(picker(mode="time", min="08:30", max="16:30")))),
    "link of 10000": flex(bubble(button(uri("https://a.b/" + "x" * 9988)))),
    "link of two addresses": flex(
        bubble(button({**uri(HTTPS), "altUri": {"desktop": "https://a.b/"}}))
    ),
    "picture with everything": flex(
        bubble(
            {
                **IMAGE,
                "size": "full",
                "aspectRatio": "1.91:1",
                "aspectMode": "cover",
                "backgroundColor": "#ffffff",
                "animated": True,
            }
        )
    ),
}

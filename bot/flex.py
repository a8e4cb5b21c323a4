"""Cards: one band, one title, at most four short lines, one decision.

The look is fixed here, so that a feature only says what is on its card.
"""

import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from bot import limits
from bot.language import large
from bot.messages import Action, Message, _labelled, with_quick

INK, MUTED, LINE, PALE = "#1B2733", "#5A6673", "#DDE3E8", "#F3F7F6"
TEAL, NAVY, GOLD, RED, WHITE, SOFT = (
    "#0B6E5A",
    "#14365C",
    "#F2B233",
    "#B3261E",
    "#FFFFFF",
    "#E6EDEB",
)
LINE_UNITS, QUOTE_UNITS = 700, 1500  # UTF-16: so that the fullest card fits into a bubble

PICTURE = "16:9"  # what is higher is cut above and below

Part = dict[str, Any]
Row = tuple[str, str] | tuple[str, str, Action]  # label, value, and what a press of it does
LARGER = {"xs": "sm", "sm": "md", "md": "lg", "lg": "xl"}  # for who asked for larger letters


class Tone(StrEnum):
    """What a band tells before it is read; its words say the same."""

    FACT = NAVY
    GOOD = TEAL
    CHECK = GOLD
    DANGER = RED


def card(
    title: str,
    *lines: str,
    band: str | None = None,
    tone: Tone = Tone.FACT,
    picture: str | None = None,
    rows: Sequence[Row] = (),
    quoted: str | None = None,
    note: str | None = None,
    warning: str | None = None,
    primary: Action | None = None,
    secondary: Sequence[Action] = (),
    links: Sequence[Action] = (),
    alt: str | None = None,
    quick: Sequence[Action] = (),
) -> Message:
    """One bubble. `quoted` is what somebody wrote; `note` is small.

    `picture` is the https address of a JPEG or PNG of at most 1 MB.
    """
    bubble = _bubble(
        _body(title, lines, rows, quoted=quoted, note=note, warning=warning),
        _footer(primary, secondary, links),
        _band(band, tone) if band else None,
        _hero(picture) if picture else None,
    )
    return with_quick(_flex(alt or _summary(band, title, lines, rows), bubble), quick)


def choices(
    title: str, options: Sequence[tuple[str, str, Action]], *, kicker: str, note: str | None = None
) -> Message:
    """A question with answers as full-width boxes: they wrap, where a button would cut."""
    contents = [
        _text(kicker, size="xs", color=MUTED),
        _text(title, size="lg", weight="bold"),
        _column([_option(*option) for option in options], margin="md", spacing="sm"),
    ]
    if note:
        contents.append(_text(note, size="sm", color=MUTED, margin="md"))
    body = {**_column(contents, spacing="sm"), "paddingAll": "16px", "backgroundColor": PALE}
    return _flex(f"{kicker}: {title}", {"type": "bubble", "size": "mega", "body": body})


def carousel(alt: str, cards: Sequence[Message], quick: Sequence[Action] = ()) -> Message:
    """Cards side by side; a single one stands alone."""
    bubbles = [each["contents"] for each in cards]
    if not 1 <= len(bubbles) <= limits.BUBBLES:
        raise ValueError(f"a carousel of {len(bubbles)} bubbles")
    if len(bubbles) == 1:
        return with_quick(_flex(alt, bubbles[0]), quick)
    return with_quick(_flex(alt, {"type": "carousel", "contents": bubbles}), quick)


def _flex(alt: str, contents: Part) -> Message:
    limit = limits.CAROUSEL if contents["type"] == "carousel" else limits.BUBBLE
    size = len(json.dumps(contents, ensure_ascii=False, separators=(",", ":")).encode())
    if size > limit:
        raise ValueError(f"a {contents['type']} of {size} bytes; LINE takes {limit}")
    alt = limits.fit_utf16(limits.clean(alt).strip(), limits.ALT_TEXT) or "–"
    return {"type": "flex", "altText": alt, "contents": contents}


def _bubble(
    body: list[Part], footer: list[Part], header: Part | None, hero: Part | None = None
) -> Part:
    bubble: Part = {
        "type": "bubble",
        "size": "mega",
        "body": {**_column(body, spacing="sm"), "paddingAll": "16px"},
    }
    if header:
        bubble["header"] = header
    if hero:
        bubble["hero"] = hero
    if footer:
        column = _column(footer, spacing="sm")
        bubble["footer"] = {**column, "paddingAll": "12px", "paddingTop": "0px"}
    return bubble


def _band(words: str, tone: Tone) -> Part:
    color = INK if tone is Tone.CHECK else WHITE
    band = _column([_text(words, size="sm", weight="bold", color=color)])
    return {**band, "backgroundColor": tone.value, "paddingAll": "10px", "paddingStart": "16px"}


def _hero(address: str) -> Part:
    shape = {"size": "full", "aspectRatio": PICTURE, "aspectMode": "cover"}
    return {"type": "image", "url": address, **shape}


def _body(
    title: str,
    lines: Sequence[str],
    rows: Sequence[Row],
    *,
    quoted: str | None,
    note: str | None,
    warning: str | None,
) -> list[Part]:
    body = [_text(title, size="lg", weight="bold")]
    body += [_text(line, size="md") for line in lines]
    if quoted:
        body.append(_quote(quoted))
    if rows:
        body.append(_column([_row(*row) for row in rows], margin="md", spacing="xs"))
    if note:
        body.append(_text(note, size="sm", color=MUTED, margin="md"))
    if warning:
        body.append(_text(warning, size="sm", color=RED, margin="md"))
    return body


def _footer(
    primary: Action | None, secondary: Sequence[Action], links: Sequence[Action]
) -> list[Part]:
    footer = [_button(primary, "primary", TEAL)] if primary else []
    if len(secondary) == 2:  # noqa: PLR2004 - two short ones share a line
        footer.append(_side_by_side([_button(each, "secondary", SOFT) for each in secondary]))
    else:
        footer += [_button(each, "secondary", SOFT) for each in secondary]
    pairs = [links[start : start + 2] for start in range(0, len(links), 2)]
    return footer + [
        _side_by_side([_button(each, "link", NAVY) for each in pair]) for pair in pairs
    ]


def _button(action: Action, style: str, color: str) -> Part:
    return {
        "type": "button",
        "style": style,
        "color": color,
        "height": "sm",
        "action": _labelled(action, limits.BUTTON_LABEL),
    }


def _option(letter: str, words: str, action: Action) -> Part:
    contents = [
        {**_text(letter, size="md", weight="bold", color=TEAL), "flex": 0},
        _text(words, size="md", margin="md"),
    ]
    return {
        "type": "box",
        "layout": "horizontal",
        "contents": contents,
        "action": _labelled(action, limits.LABEL),
        "paddingAll": "12px",
        "borderWidth": "1px",
        "borderColor": LINE,
        "cornerRadius": "10px",
        "backgroundColor": WHITE,
    }


def _quote(words: str) -> Part:
    box = _column([_text(words, size="md", units=QUOTE_UNITS)])
    return {**box, "backgroundColor": PALE, "cornerRadius": "10px", "paddingAll": "12px"}


def _row(label: str, value: str, action: Action | None = None) -> Part:
    named, said = {**_text(label, size="sm", color=MUTED), "flex": 2}, _text(value, size="sm")
    if action is None:
        contents = [named, {**said, "flex": 5}]
        return {"type": "box", "layout": "baseline", "contents": contents, "spacing": "sm"}
    pressed = {**_column([said, _more(action)]), "flex": 5}
    box = {"type": "box", "layout": "horizontal", "contents": [named, pressed], "spacing": "sm"}
    return {**box, "action": _labelled(action, limits.LABEL)}


def _more(action: Action) -> Part:
    """What a press of a box does, in words."""
    return _text(action["label"] + " ›", size="sm", color=TEAL, weight="bold")


def _side_by_side(contents: list[Part]) -> Part:
    return {"type": "box", "layout": "horizontal", "contents": contents, "spacing": "sm"}


def _column(contents: list[Part], **style: str) -> Part:
    return {"type": "box", "layout": "vertical", "contents": contents, **style}


def _text(
    words: str, *, size: str, color: str = INK, units: int = LINE_UNITS, **style: str
) -> Part:
    words = limits.fit_utf16(limits.clean(words).strip(), units) or "–"
    size = LARGER[size] if large() else size
    return {"type": "text", "text": words, "wrap": True, "size": size, "color": color, **style}


def _summary(band: str | None, title: str, lines: Sequence[str], rows: Sequence[Row]) -> str:
    """The notification: what the card says, in one line."""
    first = lines[0] if lines else " ".join(rows[0][:2]) if rows else ""
    return " · ".join(part for part in (band, title, first) if part)


def listing(
    title: str,
    items: Sequence[tuple[str, str, Action]],
    *,
    more: Action | None = None,
    quick: Sequence[Action] = (),
) -> Message:
    """Things under each other, each a box that is pressed: heading, detail, action."""
    body = [_text(title, size="lg", weight="bold"), *(_item(*item) for item in items)]
    footer = [_button(more, "link", NAVY)] if more else []
    alt = f"{title}: " + ", ".join(heading for heading, _, _ in items)
    return with_quick(_flex(alt, _bubble(body, footer, None)), quick)


def _item(heading: str, detail: str, action: Action) -> Part:
    contents = [
        _text(heading, size="md", weight="bold"),
        _text(detail, size="sm", color=MUTED),
        _more(action),
    ]
    box = _column(contents, spacing="xs")
    return {
        **box,
        "action": _labelled(action, limits.LABEL),
        "paddingAll": "12px",
        "borderWidth": "1px",
        "borderColor": LINE,
        "cornerRadius": "10px",
        "margin": "sm",
    }

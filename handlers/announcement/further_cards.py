"""How it looks to set what is rarely needed: whom it is for, and whether the night counts."""

from typing import TYPE_CHECKING

from bot import placeholders, ways
from bot.buttons import Button
from bot.flex import listing
from bot.language import N_, _
from bot.messages import Action, Message, press
from handlers.announcement import audience_cards, cards, flow, parts_cards, repeating_cards
from handlers.announcement.content import Draft
from handlers.announcement.repeating_flow import Rule, written

if TYPE_CHECKING:
    pass

Item = tuple[str, str, Action]

AT_NIGHT, IN_THE_MORNING = N_("ส่งแม้ตอนกลางคืน"), N_("รอถึงเช้า")


class AtNight(Button, tag="announcement.night"):
    draft: Draft
    wanted: bool


def further(draft: flow.Checking, whom: str) -> Message:
    """What is rarely needed, each with how it is now."""
    other, label = (False, IN_THE_MORNING) if draft.at_night else (True, AT_NIGHT)
    night = _("ส่งแม้ตอนกลางคืน") if draft.at_night else _("ไม่ส่งตอนกลางคืน รอถึงเช้า")
    to = press(_(audience_cards.TO), audience_cards.To(draft=draft.draft))
    items = [
        (_("ผู้รับ"), whom, to),
        _buttons(draft),
        *_pictures(draft),
        _repeating(draft),
        _name(draft),
        (_("กลางคืน"), night, press(_(label), AtNight(draft=draft.draft, wanted=other))),
    ]
    return listing(_("ตั้งค่าเพิ่มเติมของประกาศนี้ค่ะ"), items, quick=[ways.back(), ways.cancel()])


def _buttons(draft: flow.Checking) -> Item:
    name = draft.draft
    if draft.content.choices:
        drop = press(_(parts_cards.DROP_BUTTONS), parts_cards.DropButtons(draft=name))
        return _("ปุ่ม"), ", ".join(each.label for each in draft.content.choices), drop
    add = press(_(parts_cards.ADD_BUTTONS), parts_cards.AddButtons(draft=name))
    return _("ปุ่ม"), _("ให้สมาชิกกดตอบหรือเปิดลิงก์ นับคำตอบให้"), add


def _pictures(draft: flow.Checking) -> list[Item]:
    """A picture is sent into the chat; only what is there can be taken out."""
    count = len(draft.content.pictures)
    if not count:
        return []
    drop = press(_(parts_cards.DROP_PICTURES), parts_cards.DropPictures(draft=draft.draft))
    return [(_("รูป"), _("{count} รูป", count=count), drop)]


def _repeating(draft: flow.Checking) -> Item:
    if draft.rule:
        once = press(_(repeating_cards.ONCE), repeating_cards.Once(draft=draft.draft))
        return _("ส่งเป็นประจำ"), written(Rule.model_validate(draft.rule)), once
    repeat = press(_(repeating_cards.REPEAT), repeating_cards.Repeat(draft=draft.draft))
    return _("ส่งเป็นประจำ"), _("ทุกสัปดาห์หรือทุกเดือน ตามวันที่ตั้งไว้"), repeat


def _name(draft: flow.Checking) -> Item:
    """How each reader is called by her name."""
    personal = placeholders.personal(placeholders.read(draft.content.text))
    mark = "{" + _("ชื่อ") + "}"
    named = _("ใส่ชื่อผู้รับแล้ว") if personal else _("พิมพ์ {mark} ในข้อความ ทุกคนจะเห็นชื่อตัวเอง", mark=mark)
    rewrite = press(_(cards.REWRITE), cards.Rewrite(draft=draft.draft))
    return _("ชื่อผู้รับ"), named, rewrite

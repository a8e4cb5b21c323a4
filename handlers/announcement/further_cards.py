"""How it looks to set what is rarely needed: whom it is for, and whether the night counts."""

from typing import TYPE_CHECKING

from bot import ways
from bot.buttons import Button
from bot.flex import listing
from bot.language import N_, _
from bot.messages import Message, press
from handlers.announcement import flow
from handlers.announcement.cards import Draft

if TYPE_CHECKING:
    pass

AT_NIGHT, IN_THE_MORNING = N_("ส่งแม้ตอนกลางคืน"), N_("รอถึงเช้า")


class AtNight(Button, tag="announcement.night"):
    draft: Draft
    wanted: bool


def further(draft: flow.Checking) -> Message:
    """What is rarely needed, each with how it is now."""
    other, label = (False, IN_THE_MORNING) if draft.at_night else (True, AT_NIGHT)
    night = _("ส่งแม้ตอนกลางคืน") if draft.at_night else _("ไม่ส่งตอนกลางคืน รอถึงเช้า")
    items = [(_("กลางคืน"), night, press(_(label), AtNight(draft=draft.draft, wanted=other)))]
    return listing(_("ตั้งค่าเพิ่มเติมของประกาศนี้ค่ะ"), items, quick=[ways.back(), ways.cancel()])

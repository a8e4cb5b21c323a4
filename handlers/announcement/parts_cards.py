"""How it looks to add pictures, places and buttons to an announcement."""

from bot import limits, ways
from bot.buttons import Button
from bot.language import N_, _
from bot.messages import Message, text
from handlers.announcement import flow
from handlers.announcement.content import BUTTONS, Draft, Picture, Place

ADD_BUTTONS, DROP_BUTTONS = N_("ใส่ปุ่ม"), N_("เอาปุ่มออก")
DROP_PICTURES, APPEND = N_("เอารูปออก"), N_("ต่อท้ายอีกข้อความ")


class AddButtons(Button, tag="announcement.buttons"):
    draft: Draft


class DropButtons(Button, tag="announcement.no_buttons"):
    draft: Draft


class DropPictures(Button, tag="announcement.no_pictures"):
    draft: Draft


class Append(Button, tag="announcement.append"):
    """The other words that were typed become a message of their own."""

    draft: Draft
    by: Draft


def what_else(draft: flow.Checking) -> str | None:
    """What it has beside its words, in one line of the check card."""
    content = draft.content
    places = sum(isinstance(part, Place) for part in content.parts)
    pictures = sum(isinstance(part, Picture) for part in content.parts)
    told = [
        _("รูป {count} รูป", count=pictures) if pictures else "",
        _("แผนที่") if places else "",
        _("ปุ่ม {labels}", labels=", ".join(each.label for each in content.choices))
        if content.choices
        else "",
    ]
    return " · ".join(each for each in told if each) or None


def ask_buttons() -> Message:
    words = _("พิมพ์คำบนปุ่ม คั่นด้วยจุลภาคค่ะ เช่น มา, ไม่มา, ยังไม่แน่ใจ")
    words += "\n" + _("ปุ่มที่เปิดหน้าเว็บ พิมพ์ลิงก์ต่อท้ายคำนะคะ")
    return text(words, ways.back(), ways.cancel())


def odd_buttons() -> Message:
    words = _(
        "ใส่ได้ 1 ถึง {most} ปุ่ม ปุ่มละไม่เกิน {letters} ตัวอักษรค่ะ ลองพิมพ์ใหม่นะคะ เช่น มา, ไม่มา",
        most=BUTTONS,
        letters=limits.BUTTON_LABEL // 2,
    )
    return text(words, ways.back(), ways.cancel())


def needs_words() -> Message:
    return text(_("ปุ่มอยู่ใต้ข้อความค่ะ พิมพ์ข้อความก่อนแล้วค่อยใส่ปุ่มนะคะ"), ways.back(), ways.cancel())


def full() -> Message:
    words = _("ประกาศหนึ่งมีได้ไม่เกิน {most} ส่วนค่ะ สิ่งที่ส่งมาล่าสุดยังไม่ได้ใส่", most=limits.PARTS)
    return text(words, ways.back(), ways.cancel())


def unfit() -> Message:
    words = _("ใส่ในประกาศได้เฉพาะข้อความ รูป และตำแหน่งบนแผนที่ค่ะ วิดีโอหรือไฟล์ ส่งเป็นลิงก์ได้นะคะ")
    return text(words, ways.back(), ways.cancel())

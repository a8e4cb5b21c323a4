"""What coordinators let those who come, or have not answered, be told besides the usual."""

from bot.flex import card
from bot.language import _
from bot.messages import Message, press, text
from handlers.event import cards, facts
from models import Event


def letter(event: Event, words: str) -> Message:
    """Plain text, so that it can be copied and its links open."""
    heading = _("จากผู้ประสานงาน เรื่อง {title}", title=event.title)
    return text(f"{heading}\n\n{words}", press(_("ดูรายละเอียด"), cards.Show(event=event.id)))


def unanswered(event: Event) -> Message:
    return card(
        event.title,
        band=_("รอคำตอบจากคุณอยู่ค่ะ"),
        rows=facts.rows(event, None),
        primary=press(_("เข้าร่วม"), cards.Respond(event=event.id, coming=True)),
        secondary=[press(_("ไม่สะดวก"), cards.Respond(event=event.id, coming=False))],
        links=[press(_("ยังไม่แน่ใจ"), cards.Ponder(event=event.id))],
    )

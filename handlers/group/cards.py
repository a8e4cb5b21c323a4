"""What everybody in a group may read, with ways into one's own chat: no button acts here."""

from datetime import datetime

from bot import dates
from bot.bangkok import local
from bot.flex import Tone, card
from bot.language import N_, _, language
from bot.messages import Action, Message, chat_link, link
from models import Announcement, Club, Event

LEADING = {  # topic: what is said in the group, and the words that go on in one's own chat
    "my_registrations": (
        N_("การลงทะเบียนของคุณ ดูได้ในแชตของน้องสตรองค่ะ"),
        N_("การลงทะเบียนของฉัน"),
    ),
    "quiz": (N_("คำถามวันนี้และคะแนน อยู่ในแชตของน้องสตรองค่ะ"), N_("คำถามวันนี้")),
    "join_club": (N_("พิมพ์รหัสชมรมในแชตของน้องสตรองได้เลยค่ะ"), N_("เข้าชมรม")),
    "tip": (N_("เรื่องแบบนี้อย่าพิมพ์ในกลุ่มนะคะ ทุกคนในกลุ่มอ่านได้"), N_("แจ้งเบาะแส")),
    "hotline": (N_("ป.ป.ช. โทร 1205 เบอร์อื่นดูได้ในแชตของน้องสตรองค่ะ"), N_("เบอร์สายด่วน")),
}


class Chat:
    """The account's own chat, as links from a group lead there; none before LINE told its name."""

    def __init__(self, basic_id: str | None) -> None:
        self._basic_id = basic_id

    def link(self, label: str, words: str) -> Action | None:
        return link(label, chat_link(self._basic_id, words)) if self._basic_id else None


def introduction(chat: Chat) -> Message:
    """Two lines, and how this becomes a club's group."""
    return card(
        _("สวัสดีค่ะ น้องสตรองเองค่ะ"),
        _("กิจกรรม ลงทะเบียน และคำถามสั้น ๆ คุยกันในแชตของน้องสตรองได้เลยค่ะ"),
        _("ในกลุ่มนี้ตอบเมื่อมีคนเรียกชื่อ และไม่พูดเรื่องส่วนตัวนะคะ"),
        note=_how_to_link(),
        primary=_into_chat(chat),
    )


def unlinked(chat: Chat) -> Message:
    return card(_("กลุ่มนี้ยังไม่ได้เชื่อมกับชมรมค่ะ"), _how_to_link(), primary=_into_chat(chat))


def who_speaks() -> str:
    """LINE names who writes only where she agreed to that, and only on a phone."""
    told = _("LINE ไม่ได้บอกว่าใครเป็นผู้พิมพ์ จึงยังทำให้ไม่ได้ค่ะ")
    return told + "\n" + _("เพิ่มน้องสตรองเป็นเพื่อน แล้วพิมพ์อีกครั้งจากแอป LINE ในมือถือนะคะ")


def linked(club: Club) -> Message:
    return card(
        _("เชื่อมกลุ่มแล้วค่ะ"),
        _("กลุ่มนี้เป็นของชมรม STRONG {club}", club=club.name),
        _("เรียกน้องสตรองแล้วพิมพ์ “ประชุม” หรือ “ประกาศ” ดูได้ทุกเมื่อค่ะ"),
        band=_("✓ เชื่อมแล้ว"),
        tone=Tone.GOOD,
    )


def unlinked_now(club: Club) -> str:
    return _("เลิกเชื่อมกับชมรม {club} แล้วค่ะ", club=club.name) + "\n" + _how_to_link()


def next_event(event: Event, coming: int, now: datetime, chat: Chat) -> Message:
    """The same for everybody: no names, and no link into the meeting."""
    open_ = event.starts > now
    join = chat.link(_("เข้าร่วม"), _("เข้าร่วม {event}", event=event.code)) if open_ else None
    look = chat.link(_("ดูรายละเอียด"), _("ดูรายละเอียด {event}", event=event.code))
    return card(
        event.title,
        band=_("กิจกรรม · {club}", club=event.club.name),
        rows=_facts(event),
        note=_("เข้าร่วมแล้ว {coming} คน", coming=coming) if open_ else _("กิจกรรมนี้เริ่มแล้วค่ะ"),
        primary=join,
        secondary=[look] if look else [],
    )


def no_event(club: Club) -> str:
    return _("ตอนนี้ชมรม {club} ยังไม่มีกิจกรรมใหม่ค่ะ", club=club.name)


def news(latest: Announcement, chat: Chat) -> Message:
    return card(
        dates.day(local(latest.due).date(), language()),
        quoted=latest.text,
        band=_("ประกาศ · {club}", club=latest.club.name),
        primary=chat.link(_("อ่านข่าวทั้งหมด"), _("ข่าวสาร")),
    )


def no_news(club: Club) -> str:
    return _("ชมรม {club} ยังไม่มีประกาศค่ะ", club=club.name)


def welcome(club: Club, chat: Chat) -> Message:
    """Whoever came: nobody is named."""
    return card(
        _("ยินดีต้อนรับสู่กลุ่มค่ะ"),
        _("กลุ่มของชมรม STRONG {club}", club=club.name),
        primary=chat.link(_("เข้าชมรมกับน้องสตรอง"), _("เข้าชมรม {club}", club=club.code)),
    )


def leading(topic: str, chat: Chat) -> Message:
    told, words = LEADING[topic]
    return card(_("คุยกันในแชตของน้องสตรองนะคะ"), _(told), primary=chat.link(_(words), _(words)))


def danger() -> Message:
    return card(
        _("โทร 191 ทันทีค่ะ"),
        _("ถ้ามีคนบาดเจ็บหรือหมดสติ โทร 1669"),
        primary=link(_("โทร 191"), "tel:191"),
    )


def _how_to_link() -> str:
    return _("ให้ผู้ประสานงานพิมพ์รหัสชมรมในกลุ่มนี้ เพื่อเชื่อมกลุ่มกับชมรมค่ะ")


def _into_chat(chat: Chat) -> Action | None:
    return chat.link(_("คุยกับน้องสตรอง"), _("เมนู"))


def _facts(event: Event) -> list[tuple[str, str]]:
    first, last = local(event.starts), local(event.ends)
    ends = local(event.sittings[0].ends) if event.sittings else last
    facts = [
        (_("วัน"), dates.days(first.date(), last.date(), language())),
        (_("เวลา"), dates.hours(first.time(), ends.time(), language())),
    ]
    online = _("ออนไลน์ เห็นลิงก์หลังลงทะเบียน") if event.online_url else None
    places = [place for place in (event.place, online) if place]
    return [*facts, (_("ที่"), " · ".join(places))] if places else facts

"""How the club's news looks, which can be read again for free."""

from collections.abc import Sequence

from bot import dates, limits, ways
from bot.bangkok import local
from bot.language import _, language
from bot.messages import Message, text
from handlers.announcement.content import LONGEST
from models import Announcement


def news(latest: Sequence[Announcement]) -> list[Message]:
    """The newest last, as a chat reads."""
    told = [
        text(
            dates.day(local(each.due).date(), language())
            + "\n"
            + limits.fit_utf16(each.text, LONGEST)
        )
        for each in reversed(latest)
    ]
    if not told:
        return [text(_("ยังไม่มีประกาศจากชมรมของคุณค่ะ"), ways.events(), ways.menu())]
    return [*told, text(_("ประกาศล่าสุดจากชมรมของคุณค่ะ"), ways.events(), ways.menu())]

"""How it looks to choose whom an announcement is for."""

from collections.abc import Sequence

from bot import audience, request, ways
from bot.audience import Audience
from bot.buttons import Button, Number
from bot.flex import listing
from bot.language import N_, _
from bot.messages import Action, Message, press
from handlers.announcement import flow
from handlers.announcement.content import Draft

TO, MORE, LISTED = N_("เลือกผู้รับ"), N_("ดูเพิ่ม"), 3
Offered = tuple[Audience, str, int]  # with its words, and how many they are


class To(Button, tag="announcement.to"):
    draft: Draft
    skip: Number = 0


class Choose(Button, tag="announcement.choose"):
    """`whom` is an audience as a row keeps it: what was shown is what is chosen."""

    draft: Draft
    whom: str


def ask(draft: flow.Checking, offered: Sequence[Offered], skip: int = 0) -> Message:
    shown = offered[skip : skip + LISTED]
    items = [
        (named, _("{count} คน", count=count), _choose(draft, whom)) for whom, named, count in shown
    ]
    rest = len(offered) > skip + LISTED
    more = press(_(MORE), To(draft=draft.draft, skip=skip + LISTED)) if rest else None
    return listing(_("ส่งถึงใครคะ"), items, more=more, quick=[ways.back(), ways.cancel()])


def _choose(draft: flow.Checking, whom: Audience) -> Action:
    kept = request.compact(audience.kept(whom))
    return press(_("ส่งถึงกลุ่มนี้"), Choose(draft=draft.draft, whom=kept))

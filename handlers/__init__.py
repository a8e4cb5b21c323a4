"""What the bot does. This list is its table of contents."""

from bot.clock import Clock
from bot.errands import Errands
from bot.router import Router
from handlers import (
    about,
    advice,
    announcement,
    attendance,
    club,
    console,
    event,
    feedback,
    group,
    inquiry,
    member,
    menu,
    opening,
    picture,
    poll,
    quiz,
    role,
    roster,
    speaker,
    tip,
    welcome,
)

router = Router()
for feature in (
    tip,  # before all that looks at what is said: it is nobody else's
    attendance,  # the word of a session goes before a club of that name
    about,
    welcome,
    role,
    club,
    opening,
    member,
    roster,
    event,
    feedback,
    quiz,
    announcement,
    advice,
    group,
    speaker,
    poll,
    inquiry,
    picture,
    menu,
    console,
):
    router.include(feature.router)

clock = Clock([])
clock.include(tip.clock, roster.clock, event.clock, announcement.clock, feedback.clock)

errands = Errands({})
errands.include(announcement.errands, event.errands, picture.errands, menu.errands)

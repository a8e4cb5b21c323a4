"""What members say and press to read their club's news again."""

from bot.audience import OfClub
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.announcement import news_cards, reading, running
from handlers.announcement.news_cards import About, News, Open, Told
from models import Announcement, Role

router = Router()


@router.word("news")
def news(turn: Turn) -> Replies:
    return show_more(turn, News())


@router.button(News)
def show_more(turn: Turn, button: News) -> Replies:
    latest = reading.news(turn.db, turn.member, turn.now, series=button.series)
    return news_cards.news(latest, button)


@router.button(Open)
def read(turn: Turn, button: Open) -> Replies:
    told = _told(turn, button.announcement)
    return news_cards.opened(told, turn.member.name or turn.member.line_name)


@router.button(About)
def tell_about(turn: Turn, button: About) -> Replies:
    return [news_cards.about(_told(turn, button.announcement))]


def _told(turn: Turn, announcement_id: int) -> Told:
    announcement = reading.readable(turn.db, turn.member, announcement_id, turn.now)
    return Told(
        announcement,
        running.report(turn.db, announcement),
        event=reading.event_of(turn.db, announcement),
        goes_on=reading.goes_on(turn.db, turn.member, announcement, turn.now),
        in_group=_in_group(turn, announcement),
    )


def _in_group(turn: Turn, announcement: Announcement) -> bool:
    """Whether she coordinates the club whose group may read it, too."""
    whole = announcement.audience.get("kind") == OfClub.tag
    return whole and announcement.club in Role.clubs_of(turn.db, turn.member)

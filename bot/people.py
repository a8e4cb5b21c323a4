"""Finding a person of one club by name, even with a slip in it."""

from rapidfuzz import fuzz, process
from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from bot.spelling import composed
from models import Member

LIKE, LONGEST, FEW = 75, 80, 4  # rapidfuzz's percent; code points of a name; how many by default

LAST_LETTER = "\U0010ffff"


def named_like(db: Session, club_id: int, words: str, limit: int = FEW) -> list[Member]:
    """Members of this club whose name is nearly these words, or holds them; the likeliest first."""
    typed = " ".join(composed(words).split())
    if not typed or len(typed) > LONGEST:
        return []
    here = select(Member.id, Member.name).where(Member.club_id == club_id, Member.name.is_not(None))
    # names are tidy since they were taken; composing each anew would cost more than comparing
    spelt = {id_: (name or "").casefold() for id_, name in db.execute(here.order_by(Member.id))}
    alike = process.extract(typed, spelt, scorer=_alike, score_cutoff=LIKE, limit=limit)
    return [db.get_one(Member, id_) for _name, _score, id_ in alike]


def beginning(db: Session, words: str) -> ColumnElement[bool]:
    """Whose name begins so, among any number of members: each database has its way to an index.

    SQLite's LIKE ignores capitals, and so the index; PostgreSQL's order is a language's, and so
    no range of letters.
    """
    begin = " ".join(words.split())
    if db.get_bind().dialect.name == "sqlite":
        return and_(Member.name >= begin, Member.name < begin + LAST_LETTER)
    return Member.name.startswith(begin, autoescape=True)


_alike = fuzz.WRatio  # part of a name counts nearly as much as all of it

"""Finding a person of one club by name, even with a slip in it."""

from rapidfuzz import fuzz, process
from sqlalchemy import Select, select, text
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


def beginning(db: Session, members: Select[Member], words: str) -> Select[Member]:
    """Those whose name begins so, in its order, among any number: each database by its own index.

    SQLite's LIKE ignores capitals, and so the index; PostgreSQL's index is in the order of
    letters, which is asked for by its operator.
    """
    begin = " ".join(words.split())
    if db.get_bind().dialect.name == "sqlite":
        within = members.where(Member.name >= begin, Member.name < begin + LAST_LETTER)
        return within.order_by(Member.name)
    within = members.where(Member.name.startswith(begin, autoescape=True))
    return within.order_by(text("members.name USING ~<~"))


_alike = fuzz.WRatio  # part of a name counts nearly as much as all of it

"""What was typed and not sent: neither the idle limit nor a lost network loses a form."""

from datetime import datetime

from flask import g, request
from markupsafe import Markup
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from console import cookie, wanted
from models import Draft

FIELD = "draft"  # hidden in each form that is kept: where it is sent to, and where it stands
KEPT = 50  # forms of one person
MOST = 300_000  # characters of one form: five thousand people, a line each


def keep(db: Session, member_id: int, form: MultiDict[str, str], now: datetime) -> bool:
    """Keep a form as it was sent; False where it is none that is kept, or too much of it."""
    path, _space, page = form.get(FIELD, "").partition(" ")
    fields = {name: form.getlist(name) for name in form if name not in (FIELD, cookie.FIELD)}
    if not (wanted.inside(path) and wanted.inside(page) and _fits(fields)):
        return False
    left = {"page": page, "fields": fields, "saved": now}
    new = upsert(Draft).values(member_id=member_id, path=path, **left)
    db.execute(new.on_conflict_do_update(index_elements=["member_id", "path"], set_=left))
    _let_go(db, member_id)
    return True


def mark(action: str | None) -> Markup:
    """The hidden field of a form that is kept; without an action it is sent to its own page."""
    ways = f"{action or request.path} {request.path}"
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, ways)


def of_visitor(path: str) -> Draft | None:
    """What whoever is signed in left of the form that is sent there."""
    visit = g.get("visit")
    if visit is None:
        return None
    hers = select(Draft).where(Draft.member_id == visit.who.id, Draft.path == path)
    found: Draft | None = visit.db.scalar(hers)
    return found


def page() -> str:
    """Where the form stands that was sent, as it says itself."""
    return request.form.get(FIELD, "").partition(" ")[2]


def drop(db: Session, member_id: int, path: str) -> None:
    db.execute(delete(Draft).where(Draft.member_id == member_id, Draft.path == path))


def _let_go(db: Session, member_id: int) -> None:
    """Of very many, the oldest."""
    hers = select(Draft.path).where(Draft.member_id == member_id)
    kept = hers.order_by(Draft.saved.desc(), Draft.path).limit(KEPT)
    db.execute(delete(Draft).where(Draft.member_id == member_id, Draft.path.not_in(kept)))


def _fits(fields: dict[str, list[str]]) -> bool:
    return bool(fields) and sum(len(each) for kept in fields.values() for each in kept) <= MOST

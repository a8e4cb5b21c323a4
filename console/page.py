"""The edge of the console: one request, one transaction, and who asks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any

from flask import Response, abort, g, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement, Select, false, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.deployment import Deployment, deployment
from bot.language import addressing
from bot.turn import Refusal
from console import cookie, draft, session, wanted
from console.forms import Form
from models import Club, ConsoleSession, Member, Role, RoleKind
from models.passkey import asked_of


@dataclass(frozen=True)
class Reader:
    """Who reads: what the frame around a page says of her, even where the page failed."""

    name: str
    language: str
    administers: bool
    unproven: bool  # an administrator without a second factor: she is led to one


@dataclass(frozen=True)
class Visit:
    """All that a page may look at."""

    db: Session
    now: datetime
    running: Deployment
    session: ConsoleSession
    administers: bool  # and has shown her second factor
    coordinated: tuple[int, ...]  # ids of clubs
    unproven: bool  # would administer, had she a second factor
    halfway: bool  # has one, and has not shown it yet

    @property
    def who(self) -> Member:
        return self.session.member

    def within(self, club_id: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """Only what belongs to her clubs: an administrator's are all."""
        if self.administers:
            return true()
        return club_id.in_(self.coordinated) if self.coordinated else false()

    def administer(self) -> None:
        """Where she is no administrator, there is nothing here."""
        if not self.administers:
            abort(HTTPStatus.NOT_FOUND)

    def clubs(self) -> Select[Club]:
        return select(Club).where(self.within(Club.id)).order_by(Club.name, Club.id)

    def club(self, code: str) -> Club:
        """The club with this code; another's is not found, as if there were none."""
        here = self.clubs().where(Club.code == code.strip().upper())
        return self.db.scalar(here) or abort(HTTPStatus.NOT_FOUND)

    def only_administrators(self) -> None:
        """Go on for administrators; for others there is no such page."""
        if not self.administers:
            abort(HTTPStatus.NOT_FOUND)

    def does(self, form: Form, deed: Callable[[], object]) -> bool:
        """Do it, all or nothing. What was refused stands above the form, which keeps its words."""
        try:
            with self.db.begin_nested():
                deed()
        except Refusal as refusal:
            form.refusal = str(refusal)
            return False
        return True

    def goes(self, endpoint: str, said: str | None = None, **values: object) -> Response:
        """On to another page after a deed; that page says what was done."""
        draft.drop(self.db, self.who.id, request.path)
        self.session.notice = said
        return _redirect(endpoint, **values)


@dataclass(frozen=True)
class Afterwards:
    """An answer that is made once the transaction is over: for what asks LINE."""

    answer: Callable[[], ResponseReturnValue]


View = Callable[..., ResponseReturnValue]
PageView = Callable[..., ResponseReturnValue | Afterwards]
Work = Callable[[Deployment], object]


def page(view: PageView) -> View:
    """`view(visit, …)` answers whoever is signed in and has a duty; others are shown the door."""
    return _answering(view, _first_elsewhere)


def herself(view: View) -> View:
    """A page of her own, where an administrator without a second factor gets one."""
    return _answering(view, lambda visit: None if _unprotected(visit) else _first_elsewhere(visit))


def halfway(view: View) -> View:
    """A page for whoever is signed in, even before she has shown her second factor."""
    return _answering(view, lambda _visit: None)


def _answering(view: PageView, elsewhere: Callable[["Visit"], Response | None]) -> View:
    @wraps(view)
    def answer(**path: Any) -> ResponseReturnValue:
        running = deployment()
        with running.sessions.begin() as db:
            visit = _visit(db, running)
            if visit is None:
                return _to_the_door(db, running.now())
            g.visit = visit
            if first := elsewhere(visit):
                return first
            if request.method == "GET":
                g.notice, visit.session.notice = visit.session.notice, None
            with addressing(visit.who):
                told = view(visit, **path)
                if not isinstance(told, Afterwards):
                    return make_response(told)
        with addressing(visit.who):
            return make_response(told.answer())

    return answer


def beforehand(work: Work) -> Callable[[View], View]:
    """Before a page's transaction do what takes time, for whoever may open it: `g.beforehand`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(**path: Any) -> ResponseReturnValue:
            running = deployment()
            with running.sessions.begin() as db:
                visit = _visit(db, running)
                may = visit and not visit.halfway and (visit.administers or visit.coordinated)
                who = visit.who if visit and may else None
            if who:
                with addressing(who):
                    g.beforehand = work(running)
            return view(**path)

        return answer

    return decorate


def _unprotected(visit: Visit) -> bool:
    return visit.unproven and not visit.halfway


def _first_elsewhere(visit: Visit) -> Response | None:
    if visit.halfway:
        draft.keep(visit.db, visit.who.id, request.form, visit.now)
        return _redirect("console.second.ask", **{wanted.FIELD: wanted.asked_for(draft.page())})
    if visit.administers or visit.coordinated:
        return None
    return _redirect("console.account.show") if visit.unproven else abort(HTTPStatus.FORBIDDEN)


def outside(view: View) -> View:
    """`view(db, now, …)` answers who is not signed in yet."""

    @wraps(view)
    def answer(**path: Any) -> ResponseReturnValue:
        running = deployment()
        with running.sessions.begin() as db:
            return make_response(view(db, running.now(), **path))

    return answer


def _visit(db: Session, running: Deployment) -> Visit | None:
    now = running.now()
    found = session.current(db, cookie.received(), now)
    if found is None:
        return None
    roles = db.execute(select(Role.kind, Role.club_id).where(Role.member_id == found.member_id))
    held = [(kind, club_id) for kind, club_id in roles]
    administrator = any(kind is RoleKind.ADMINISTRATOR for kind, _club in held)
    coordinated = tuple(club for kind, club in held if kind is RoleKind.COORDINATOR and club)
    halfway = not found.strong and asked_of(db, found.member)
    administers, unproven = administrator and found.strong, administrator and not found.strong
    visit = Visit(db, now, running, found, administers, coordinated, unproven, halfway)
    g.reader = None if halfway else _reader(visit)
    return visit


def _reader(visit: Visit) -> Reader:
    who = visit.who
    name = who.name or who.line_name or ""
    return Reader(name, who.language, visit.administers, visit.unproven)


def _to_the_door(db: Session, now: datetime) -> Response:
    """What she sent when her time was over is not lost."""
    owner = session.whose(db, cookie.received(), now)
    kept = owner is not None and draft.keep(db, owner, request.form, now)
    return _redirect("console.entering.ask", kept=1 if kept else None)


def _redirect(endpoint: str, **values: Any) -> Response:
    return make_response(redirect(url_for(endpoint, **values), HTTPStatus.SEE_OTHER))

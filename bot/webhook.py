"""The webhook: every event is handled once, in one transaction, then answered."""

import logging
import random
import traceback
from datetime import datetime
from http import HTTPStatus
from time import sleep
from typing import cast
from uuid import uuid4

from flask import Blueprint, Response, abort, request
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from bot.along import along
from bot.deployment import Deployment
from bot.incoming import Event, GroupEvent, Incoming, Pressed, Said, Sent
from bot.language import _, address, speaking
from bot.messages import Message, text
from bot.reading import BadBody, BadSignature, read_webhook
from bot.replies import Reply, Speaker
from bot.router import Router
from bot.turn import Discreet, GroupTurn, Refusal, Replies, Turn, Unkept
from models import Conversation, Group, Member, SeenEvent
from models.database import AWAY

log = logging.getLogger(__name__)

MAX_BODY = 1024 * 1024
TRIES = 3  # of an event whose transaction met another one
MET_ANOTHER = {"40001", "40P01", "55P03"}  # PostgreSQL: serialization, deadlock, lock timeout


def create_blueprint(router: Router, deployment: Deployment, speaker: Speaker) -> Blueprint:
    blueprint = Blueprint("webhook", __name__)

    @blueprint.post("/callback")
    def receive() -> Response:
        request.max_content_length = MAX_BODY
        signature = request.headers.get("X-Line-Signature")
        try:
            events = read_webhook(
                request.get_data(), signature, deployment.settings.channel_secrets
            )
        except BadSignature:
            abort(HTTPStatus.FORBIDDEN)
        except BadBody:
            abort(HTTPStatus.BAD_REQUEST)
        # a list, not a generator: one event that fails must not stop the others
        done = [answer(router, deployment, speaker, incoming) for incoming in events]
        return Response(status=HTTPStatus.OK if all(done) else HTTPStatus.INTERNAL_SERVER_ERROR)

    return blueprint


def answer(router: Router, deployment: Deployment, speaker: Speaker, incoming: Incoming) -> bool:
    """Handle an event and have its replies said. False: the database is away, LINE may retry."""
    try:
        replies = handle(router, deployment, incoming)
    except AWAY as error:
        log.error("event %s: database away (%s)", incoming.id, type(error).__name__)  # noqa: TRY400
        return False
    if replies and incoming.reply_token:
        whose = incoming.group or incoming.line_user_id or incoming.id
        speaker.say(whose, Reply(incoming.id, incoming.reply_token, replies))
    return True


def handle(router: Router, deployment: Deployment, incoming: Incoming) -> Replies:
    """Do what an event asks for, once, and return what to say."""
    for left in reversed(range(TRIES)):
        try:
            return _handle(router, deployment, incoming)
        except DBAPIError as error:
            if not (left and _met_another(error)):
                raise
            sleep(random.uniform(0.01, 0.05))  # noqa: S311 - so that two do not meet again
    raise AssertionError("unreachable")


def _handle(router: Router, deployment: Deployment, incoming: Incoming) -> Replies:
    with speaking("th"):
        try:
            return _transact(router, deployment, incoming)
        except AWAY:
            raise
        except Refusal as refusal:
            replies = [text(str(refusal))]
        except Discreet as hidden:
            log.error("a sealed step failed: %s %s", hidden, uuid4())  # noqa: TRY400
            replies = Unkept([_sorry()])
        except Exception as bug:  # noqa: BLE001 - trying again would only repeat it
            _log(incoming, bug)
            replies = [_sorry()]
        return _done_with(deployment, incoming, replies)


def _log(incoming: Incoming, bug: Exception) -> None:
    """Where it went wrong; never an error's own words, which may hold what somebody wrote."""
    where = "".join(traceback.format_tb(bug.__traceback__))
    log.error("event %s failed: %s\n%s", incoming.id, type(bug).__name__, where)


def _sorry() -> Message:
    return text(_("ขอโทษค่ะ เมื่อครู่ระบบขัดข้อง รบกวนส่งมาใหม่อีกครั้งนะคะ"))


def _done_with(deployment: Deployment, incoming: Incoming, replies: Replies) -> Replies:
    """Note what was rolled back all the same: no copy of it may do later what it did not do now."""
    with deployment.sessions.begin() as db:
        if not SeenEvent.first_time(db, incoming.id, deployment.now()):
            return _unspoken(db, incoming)
        return _owing(db, incoming, replies)


def _transact(router: Router, deployment: Deployment, incoming: Incoming) -> Replies:
    now = deployment.now()
    with deployment.sessions.begin() as db:
        if not SeenEvent.first_time(db, incoming.id, now):
            return _unspoken(db, incoming)
        if incoming.group:
            replies = _in_group(router, db, incoming, now)
        else:
            replies = _one_to_one(router, deployment, db, incoming)
        return _owing(db, incoming, replies)


def _one_to_one(router: Router, deployment: Deployment, db: Session, incoming: Incoming) -> Replies:
    event = cast(Event, incoming.event)
    turn = _turn(db, deployment, incoming)
    if isinstance(event, Sent) and not _first_of_its_kind(db, event, turn.now):
        return []
    replies = router.answer(turn, event)
    if not incoming.reply_token:
        return replies
    return along(db, turn.member, incoming.id, replies, turn.now)


def _first_of_its_kind(db: Session, sent: Sent, now: datetime) -> bool:
    """Ten photos in one go are ten events, in any order: only one of them is answered."""
    return sent.together is None or SeenEvent.first_time(db, f"images:{sent.together}", now)


def _in_group(router: Router, db: Session, incoming: Incoming, now: datetime) -> Replies:
    group = Group.locked(db, incoming.group or "", now)
    turn = GroupTurn(db, group, now, incoming.at, incoming.line_user_id)
    return router.in_group(turn, cast(GroupEvent, incoming.event))


def _owing(db: Session, incoming: Incoming, replies: Replies) -> Replies:
    """Keep the reply with what was done, until it is spoken."""
    if replies and not isinstance(replies, Unkept):
        SeenEvent.owe(db, incoming.id, replies)
    return replies


def _turn(db: Session, deployment: Deployment, incoming: Incoming) -> Turn:
    now = deployment.now()
    member = Member.locked(db, incoming.line_user_id or "", now)
    address(member)
    event = incoming.event
    return Turn(
        db=db,
        member=member,
        now=now,
        at=incoming.at,
        conversation=Conversation.of(db, member),
        settings=deployment.settings,
        said=event.text if isinstance(event, Said) else "",
        sent=event.kind if isinstance(event, Sent) else "",
        picked=event.picked if isinstance(event, Pressed) else None,
        message_id=incoming.message_id,
    )


def _unspoken(db: Session, incoming: Incoming) -> Replies:
    """What we owe to an event that came again since we died before answering it."""
    if not incoming.redelivered:
        return []
    seen = db.get(SeenEvent, incoming.id)
    return (seen.reply if seen else None) or []


def _met_another(error: DBAPIError) -> bool:
    state = getattr(error.orig, "sqlstate", None)
    return state in MET_ANOTHER or "database is locked" in str(error.orig)


def note_spoken(sessions: sessionmaker[Session], event_ids: list[str]) -> None:
    """Forget replies that were spoken. Losing this is harmless: LINE takes a token once."""
    try:
        with sessions.begin() as db:
            SeenEvent.spoken(db, event_ids)
    except AWAY as error:
        log.warning("spoken replies not noted: %s", type(error).__name__)

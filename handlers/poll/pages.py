"""The result of a poll as a picture, at an address that only we can make."""

from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

from flask import Blueprint, Response, abort

from bot import public, signing, typeset
from bot.deployment import Deployment
from bot.language import LANGUAGES, _, speaking
from handlers.poll import cards, flow
from handlers.poll.flow import Tally
from models import Poll

TEMPLATE = Path(__file__).parent / "result.typ"
DOTS = {"whole": 150, "preview": 48}  # an inch
KEPT = 64  # pictures that were set lately

Words = tuple[tuple[str, object], ...]


def create_blueprint(deployment: Deployment) -> Blueprint:
    blueprint = Blueprint("polls", __name__)

    def answer(number: int, figures: str, spoken: str, signature: str, size: str) -> Response:
        secret, about = deployment.settings.secret_key, (number, figures, spoken)
        ours = signing.is_signed(signature, secret, cards.PURPOSE, *about)
        words = _words(deployment, *about) if ours else None
        if words is None:
            abort(HTTPStatus.NOT_FOUND)
        response = public.kept(_set(words, size), "image/png", public.DAY)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    @blueprint.get("/polls/<int:number>/<figures>/<spoken>/<signature>.png")
    def whole(number: int, figures: str, spoken: str, signature: str) -> Response:
        """The address tells the figures, so that it shows the same for ever."""
        return answer(number, figures, spoken, signature, "whole")

    @blueprint.get("/polls/<int:number>/<figures>/<spoken>/<signature>-preview.png")
    def preview(number: int, figures: str, spoken: str, signature: str) -> Response:
        return answer(number, figures, spoken, signature, "preview")

    return blueprint


def _words(deployment: Deployment, number: int, figures: str, spoken: str) -> Words | None:
    """What stands on it; None where the poll is no more."""
    tally = flow.tally(figures)
    if tally is None or spoken not in LANGUAGES:
        return None
    with deployment.sessions.begin() as db, speaking(spoken):
        poll = db.get(Poll, number)
        return _on_picture(poll, tally) if poll else None


def _on_picture(poll: Poll, tally: Tally) -> Words:
    several = _("เลือกได้ไม่เกิน {most} ข้อ", most=poll.most) if poll.most > 1 else ""
    rows = tuple(
        (str(place + 1), choice, _told(tally, place), tally.percent(place))
        for place, choice in enumerate(poll.choices)
    )
    words = {
        "club": _("โพลชมรม {club}", club=poll.club.name),
        "question": poll.question,
        "rows": rows,
        "note": " · ".join(part for part in (cards.voters(tally), several) if part),
    }
    return tuple(words.items())


def _told(tally: Tally, place: int) -> str:
    """“12 คน · 40%”"""
    return _("{count} คน · {percent}%", count=tally.counts[place], percent=tally.percent(place))


@lru_cache(maxsize=KEPT)
def _set(words: Words, size: str) -> bytes:
    """Setting one takes a good part of a second, and a phone asks again and again."""
    return typeset.png(TEMPLATE, dict(words), dots_per_inch=DOTS[size])

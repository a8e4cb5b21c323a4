"""The polls of her clubs: what was asked, and how members answered."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from bot import dates, entrance
from bot.language import _, language
from console import chart, leafing
from console.forms import Form
from console.page import Visit, page
from handlers.poll import actions, cards
from handlers.poll.flow import Tally
from models import Poll

blueprint = Blueprint("polls", __name__, url_prefix="/polls")


@blueprint.get("")
@page
def show(visit: Visit) -> ResponseReturnValue:
    """The latest first."""
    hers = select(Poll).options(joinedload(Poll.club)).where(visit.within(Poll.club_id))
    leaf = leafing.leaf(visit.db, hers.order_by(Poll.id.desc()), lambda poll: _row(visit, poll))
    return render_template("console/polls.html", leaf=leaf)


@blueprint.get("/<int:number>")
@page
def read(visit: Visit, number: int) -> ResponseReturnValue:
    """One poll's result, as it is now; where many choose several, shares add up to more."""
    poll = _hers(visit, number)
    tally = actions.count(visit.db, poll)
    rows = [
        leafing.Row(
            (f"{place + 1}. {choice}", str(tally.counts[place]), f"{tally.percent(place)}%")
        )
        for place, choice in enumerate(poll.choices)
    ]
    numbered = [(str(place + 1), count) for place, count in enumerate(tally.counts)]
    return render_template(
        "console/poll.html",
        poll=poll,
        rows=rows,
        bars=chart.bars(numbered),
        voters=cards.voters(tally),
        open_=poll.closes > visit.now,
        words=cards.forwarded(poll.draft),
        address=entrance.into_chat(visit.db, cards.forwarded(poll.draft)),
    )


@blueprint.post("/<int:number>/close")
@page
def close(visit: Visit, number: int) -> ResponseReturnValue:
    poll, it = _hers(visit, number), Form.read()
    visit.does(it, lambda: actions.close(visit.db, visit.who, poll.id, visit.now))
    said = it.refusal or _("ปิดโพลแล้วค่ะ")
    return visit.goes("console.polls.read", number=number, said=said)


def _hers(visit: Visit, number: int) -> Poll:
    """A poll of her clubs; another's is not found, as if there were none."""
    here = select(Poll).options(joinedload(Poll.club)).where(Poll.id == number)
    found: Poll | None = visit.db.scalar(here.where(visit.within(Poll.club_id)))
    if found is None:
        raise NotFound
    return found


def _choice(place: int, choice: str, tally: Tally) -> leafing.Row:
    share = f"{tally.percent(place)}%"
    return leafing.Row((f"{place + 1}. {choice}", f"{tally.counts[place]:,}", share))


def _row(visit: Visit, poll: Poll) -> leafing.Row:
    when = dates.moment(poll.closes, language())
    state = _("เปิดถึง {when}", when=when) if poll.closes > visit.now else _("ปิดแล้ว")
    address = url_for("console.polls.read", number=poll.id)
    return leafing.Row((poll.question, poll.club.name, state), address)

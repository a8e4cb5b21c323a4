"""What coordinators say and press to tell of their club."""

from bot import duties, words
from bot.router import Router
from bot.turn import Replies, Turn
from handlers.about import actions, cards, flow
from handlers.about.flow import Step, Telling
from models import Role

router = Router()


@router.word("edit_club")
def begin(turn: Turn) -> Replies:
    clubs = Role.clubs_of(turn.db, turn.member)
    if not clubs:
        return [cards.not_hers()]
    if len(clubs) > 1:
        return [cards.which(clubs)]
    return edit(turn, cards.Edit(club=clubs[0].id))


@router.button(cards.Edit)
def edit(turn: Turn, button: cards.Edit) -> Replies:
    club = duties.own(turn.db, turn.member, button.club)
    return _ask(turn, Telling(club=club.id), Step.ABOUT)


@router.flow(Telling)
def tell(turn: Turn, state: Telling, said: str) -> Replies | None:
    """Each answer is kept at once; skipping leaves what was told before."""
    if state.club not in {club.id for club in Role.clubs_of(turn.db, turn.member)}:
        turn.move_to(None)  # her duty ended meanwhile
        return None
    if words.said(said, "back", "no"):
        return _ask(turn, state, flow.before(state.step) or state.step)
    if words.said(said, "skip"):
        return _ask(turn, state, flow.following(state.step))
    if words.is_request(said):
        return None
    answer = flow.read(state.step, said)
    if answer is None:
        return [cards.ask(state.step, again=True)]
    actions.tell(turn.db, turn.member, state.club, state.step, answer, now=turn.now)
    return _ask(turn, state, flow.following(state.step))


def _ask(turn: Turn, state: Telling, step: Step | None) -> Replies:
    if step is None:
        turn.move_to(None)
        club = duties.own(turn.db, turn.member, state.club)
        return [cards.told(club, turn.settings.public_url)]
    turn.move_to(state.model_copy(update={"step": step}))
    return [cards.ask(step)]

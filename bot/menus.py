"""Which rich menu a person has below her chat: that of everybody, or that of coordinators."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot import errands
from bot.deployment import Deployment
from bot.errands import Details
from models import Member, Menu, Role

MEMBERS, COORDINATORS = "members", "coordinators"
ERRAND = "menu"


def refresh(db: Session, member: Member, now: datetime) -> None:
    """Show her the menu of her role once `db` commits; whatever changes a role calls this.

    Nothing is asked of LINE where no menu was published, or where she has the right one.
    """
    published = db.get(Menu, fitting(db, member)) is not None
    if published and member.line_user_id and fitting(db, member) != (member.menu or MEMBERS):
        errands.ask(db, ERRAND, str(member.id), {"member": member.id}, now)


def come_back(db: Session, member: Member, now: datetime) -> None:
    """Whoever blocked us has lost what was linked to her."""
    member.menu = None
    refresh(db, member, now)


def take_back(db: Session, member: Member, now: datetime) -> None:
    """She is about to be deleted: what was linked to her must go without her row."""
    if member.line_user_id and member.menu == COORDINATORS:
        gone = {"member": member.id, "user": member.line_user_id}
        errands.ask(db, ERRAND, str(member.id), gone, now)


def fitting(db: Session, member: Member) -> str:
    return COORDINATORS if Role.clubs_of(db, member) else MEMBERS


def link(deployment: Deployment, details: Details) -> None:
    """Have LINE show what fits now, not what fitted when it was asked for."""
    with deployment.sessions.begin() as db:
        member = db.get(Member, details["member"])
        name = fitting(db, member) if member else MEMBERS
        menu = db.get(Menu, name)
    user = member.line_user_id if member else details.get("user")
    if menu is None or user is None:
        return
    if name == MEMBERS:
        deployment.line.unlink_menu(user)  # everybody's shows again
    else:
        deployment.line.link_menu(menu.rich_menu_id, [user])
    with deployment.sessions.begin() as db:
        _note(db, details["member"], name)


def _note(db: Session, member_id: int, name: str) -> None:
    """What she is shown now; of somebody deleted nothing stays, the errand neither."""
    if member := db.get(Member, member_id, with_for_update=True):
        member.menu = name
    elif errand := errands.asked(db, ERRAND, str(member_id)):
        db.delete(errand)

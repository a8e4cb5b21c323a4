"""How many people a message to a group, or to all friends, goes to: LINE is asked now and then."""

from datetime import timedelta

from sqlalchemy import or_, select

from bot import bangkok
from bot.delivery import pause
from bot.deployment import Deployment
from models import Account, Group

AT_ONCE = 20  # groups
FRIENDS_EVERY = timedelta(hours=3)  # LINE counts once a day, and has the number some hours later
GROUPS_EVERY = timedelta(hours=12)  # beside whenever somebody came or went
DAY = timedelta(days=1)


def ask_friends(deployment: Deployment) -> None:
    """How many friends the account had yesterday."""
    now = deployment.now()
    yesterday = bangkok.local(now).date() - DAY
    with deployment.sessions.begin() as db:
        account = Account.known(db)
        lately = account and account.friends_asked and now - account.friends_asked < FRIENDS_EVERY
        if account is None or lately or account.friends_on == yesterday:
            return
    friends = deployment.line.friends(yesterday)
    with deployment.sessions.begin() as db:
        account = db.get_one(Account, 1)
        account.friends_asked = now
        if friends is not None:
            account.friends, account.friends_on = friends, yesterday


def ask_groups(deployment: Deployment) -> None:
    """How many people are in the clubs' groups; one that does not know us is one that we left."""
    now = deployment.now()
    due = or_(Group.people_asked.is_(None), Group.people_asked < now - GROUPS_EVERY)
    known = select(Group.id, Group.line_group_id).where(
        Group.club_id.is_not(None), Group.left.is_(None), due
    )
    with deployment.sessions.begin() as db:
        groups = db.execute(known.limit(AT_ONCE)).all()
    for group_id, line_group_id in groups:
        told = deployment.line.group(line_group_id)
        with deployment.sessions.begin() as db:
            group = db.get_one(Group, group_id, with_for_update=True)
            group.people_asked = now
            if told:
                group.name, group.people = told
            else:
                group.left, group.people = now, None
        pause(deployment.sessions)

"""Publishing the menus: the new ones stand before the old ones go, so nobody is without."""

from collections.abc import Iterator

from sqlalchemy import select, update

from bot import menus
from bot.deployment import Deployment
from handlers.menu import cards
from models import Member, Menu, Role, RoleKind

PAGE = 500  # people: as many as LINE links at once


def publish(deployment: Deployment) -> list[str]:
    """Publish what has changed, and return the names of that.

    Stopped anywhere and begun again, it leaves nothing double: the row is written first, all is
    shown by it, and what of ours no row knows is deleted at last.
    """
    there = deployment.line.menus()
    made = [name for name in cards.AREAS if _renew(deployment, name, there)]
    with deployment.sessions.begin() as db:
        known = {menu.name: menu.rich_menu_id for menu in db.scalars(select(Menu))}
    deployment.line.show_menu_to_all(known[menus.MEMBERS])
    _link_coordinators(deployment, known[menus.COORDINATORS])
    _unlink_the_others(deployment)
    for menu_id, name in deployment.line.menus().items():
        if cards.ours(name) and menu_id not in known.values():
            deployment.line.delete_menu(menu_id)
    return made


def _renew(deployment: Deployment, name: str, there: dict[str, str]) -> bool:
    """Whether the menu was made anew: it has changed, or LINE has lost it."""
    drawn = cards.drawn(name)
    with deployment.sessions.begin() as db:
        old = db.get(Menu, name)
    if old and old.drawn == drawn and old.rich_menu_id in there:
        return False
    menu_id = deployment.line.create_menu(cards.menu(name), cards.picture(name))
    row = Menu(name=name, rich_menu_id=menu_id, drawn=drawn, published=deployment.now())
    with deployment.sessions.begin() as db:
        db.merge(row)
    return True


def _link_coordinators(deployment: Deployment, menu_id: str) -> None:
    for page in _pages(deployment):
        deployment.line.link_menu(menu_id, [user for _id, user in page])
        ids = [id_ for id_, _user in page]
        with deployment.sessions.begin() as db:
            shown = update(Member).where(Member.id.in_(ids))
            db.execute(shown.values(menu=menus.COORDINATORS))


def _unlink_the_others(deployment: Deployment) -> None:
    """Whose role ended between two steps of ours."""
    with deployment.sessions.begin() as db:
        coordinate = select(Role.member_id).where(Role.kind == RoleKind.COORDINATOR)
        shown = select(Member).where(Member.menu == menus.COORDINATORS)
        for member in db.scalars(shown.where(Member.id.not_in(coordinate))):
            menus.refresh(db, member, deployment.now())


def _pages(deployment: Deployment) -> Iterator[list[tuple[int, str]]]:
    """Everybody who coordinates a club and can be reached, page by page."""
    coordinates = select(Role.member_id).where(Role.kind == RoleKind.COORDINATOR)
    reached = select(Member.id, Member.line_user_id).where(
        Member.id.in_(coordinates), Member.line_user_id.is_not(None), Member.following
    )
    last = 0
    while True:
        with deployment.sessions.begin() as db:
            after = reached.where(Member.id > last).order_by(Member.id).limit(PAGE)
            page = [(id_, user or "") for id_, user in db.execute(after)]
        if not page:
            return
        yield page
        last = page[-1][0]

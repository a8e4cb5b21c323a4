"""Addresses that lead to a club: into the chat, to its page, to its poster."""

from sqlalchemy.orm import Session

from bot import drawing, limits
from bot.language import _
from bot.messages import Action, chat_link, link, share_link
from models import Account, Club

NAME = 60  # UTF-16 units of a club's name in a link, so that LINE does not find it too long


def join_link(db: Session, club: Club) -> str | None:
    """Opens the chat with the words that join this club; none before LINE told our own address."""
    return into_chat(db, _("เข้าชมรม {club}", club=club.code))


def join_button(club: Club) -> str:
    """The packed button that shows this club's privacy notice (`handlers/club`)."""
    return f"club.join?club={club.id}"


def ask_link(db: Session, club: Club) -> str | None:
    """Opens the chat with the words that begin a question to this club."""
    return into_chat(db, _("ถาม {club}", club=club.code))


def sharing(club: Club, invite: str | None) -> list[Action]:
    """One tap, and whom to send the link to is chosen in LINE."""
    if invite is None:
        return []
    name = limits.fit_utf16(club.name, NAME)
    words = _("เข้าชมรม STRONG {club}", club=name) + "\n" + invite
    return [link(_("ลิงก์เชิญเข้าชมรม"), share_link(words))]


def page(public_url: str, club: Club) -> str:
    return f"{public_url}/clubs/{club.code}"


def picture(public_url: str, club: Club) -> str | None:
    """The club's own picture, where it has one."""
    return drawing.address(public_url, club.picture)


def poster(public_url: str, club: Club, form: str) -> str:
    """`form` is pdf, png, or preview for the small picture."""
    if form == "preview":
        return f"{page(public_url, club)}/poster-preview.png"
    return f"{page(public_url, club)}/poster.{form}"


def into_chat(db: Session, words: str) -> str | None:
    """Opens the chat with these words ready to be sent; none before LINE told our own address."""
    account = Account.known(db)
    if account is None or not account.basic_id:
        return None
    return chat_link(account.basic_id, words)

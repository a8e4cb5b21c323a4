"""A browser without a screen: follows links, sends forms, keeps cookies."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from models import Club, ConsoleSession, Member, Progress, Role, RoleKind
from tests.conftest import NOW
from tests.phone import Phone
from tests.sending import announced

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


class Desk:
    """One browser on one machine."""

    def __init__(self, app: Flask, address: str = "http://localhost") -> None:
        self.client, self.address = app.test_client(), address

    def opens(self, path: str, **more: Any) -> TestResponse:
        self.answer = self.client.get(path, base_url=self.address, **more)
        return self.answer

    def sends(self, path: str, **fields: str) -> TestResponse:
        """Send the form of the page that is open, with what stands hidden in it."""
        hidden = dict(HIDDEN.findall(self.answer.text))
        return self.posts(path, **{**hidden, **fields})

    def posts(self, path: str, **fields: str) -> TestResponse:
        self.answer = self.client.post(path, data=fields, base_url=self.address)
        return self.answer

    def follows(self) -> TestResponse:
        return self.opens(self.answer.headers["Location"])

    def enters(self, phone: Phone, *, proves: bool = True) -> TestResponse:
        """Ask for the link in the chat, open it, press its button; `proves`: as with a passkey."""
        path = way_in(phone)
        self.opens(path)
        self.sends(path)
        assert self.answer.status_code == 303, self.answer.text
        if proves:
            prove(self.client.application, phone)
        return self.follows()

    def reads(self) -> str:
        """What stands on the page, without its tags."""
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", self.answer.text)).split())


def prove(app: Flask, phone: Phone) -> None:
    """As if she had shown her second factor wherever she is signed in."""
    with app.extensions["deployment"].sessions.begin() as db:
        hers = select(Member.id).where(Member.line_user_id == phone.user_id).scalar_subquery()
        signed_in = update(ConsoleSession).where(ConsoleSession.member_id == hers)
        db.execute(signed_in.values(strong=True))


def way_in(phone: Phone) -> str:
    """The path of the link that the chat gives."""
    phone.says("หน้าจัดการชมรม")
    link = next(each["uri"] for each in phone.actions() if each["type"] == "uri")
    assert link.endswith("?openExternalBrowser=1")
    return urlsplit(link).path


def uploads(desk: Desk, data: bytes | None, path: str) -> TestResponse:
    """Send the page's form with a file in it, or none chosen, as a browser does."""
    desk.opens(path)
    fields: dict[str, Any] = {
        "console_form": dict(HIDDEN.findall(desk.answer.text))["console_form"]
    }
    if data is not None:
        fields["picture"] = (BytesIO(data), "club.jpg")
    desk.answer = desk.client.post(path, data=fields, base_url=desk.address)
    return desk.answer


def announce(sessions: Any, club: Club, words: str) -> None:
    """What went out a day ago, and reached seven."""
    with sessions.begin() as db:
        sent = {"due": NOW - timedelta(days=1), "progress": Progress.SENT}
        db.add(announced(club, words, **sent, reserved=1, reached=7))


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


@pytest.fixture
def at_desk(app: Flask, khru_nok: Phone) -> Desk:
    """Khru Nok, who coordinates Hua Hin, at her desk."""
    desk = Desk(app)
    desk.enters(khru_nok)
    return desk


@pytest.fixture
def wipa(app: Flask, simulator: Any, sessions: Any, clock: Any) -> Phone:
    """An administrator."""
    phone = Phone(simulator, f"U{4:032x}", "วิภา")
    phone.adds_the_bot()
    with sessions.begin() as db:
        member = db.scalars(select(Member).where(Member.line_user_id == phone.user_id)).one()
        member.name = "วิภา ดูแลดี"
        db.add(Role(member_id=member.id, kind=RoleKind.ADMINISTRATOR, since=clock()))
    return phone


@pytest.fixture
def loses_her_duty(sessions: Any) -> Callable[[Phone], None]:
    return lambda phone: loses(sessions, phone)


def loses(sessions: Any, phone: Phone) -> None:
    """Her duties end, straight in the database."""
    with sessions.begin() as db:
        hers = select(Role).join(Member, Member.id == Role.member_id)
        for role in db.scalars(hers.where(Member.line_user_id == phone.user_id)):
            db.delete(role)

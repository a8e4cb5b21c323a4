"""What everybody may see of a club: its page, and its poster with a QR code. Nothing acts."""

from base64 import b64encode
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, url_for
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import entrance, pictures, public, typeset
from bot.deployment import Deployment
from bot.files import Files
from bot.language import _
from models import Account, Club, Event, EventState, Member
from models.province import PROVINCES

TEMPLATE = Path(__file__).parent / "poster.typ"
SECONDS = {"page": 60, "poster": 3600}  # how long others may keep a copy
DOTS = {"poster.png": 150, "poster-preview.png": 50}  # dots an inch
KEPT = 64  # posters that were set lately
SIDE = 640  # dots of the picture on them, 300 an inch


def create_blueprint(deployment: Deployment) -> Blueprint:
    blueprint = Blueprint("clubs", __name__)

    @blueprint.get("/clubs/<code>")
    def page(code: str) -> Response:
        with deployment.sessions.begin() as db:
            club = Club.with_code(db, code)
            told = _of_club(db, club, deployment) if club else _unknown()
        missing = HTTPStatus.OK if club else HTTPStatus.NOT_FOUND
        return _html(told, missing)

    @blueprint.get("/clubs/<code>/<any('poster.pdf', 'poster.png', 'poster-preview.png'):form>")
    def poster(code: str, form: str) -> Response:
        with deployment.sessions.begin() as db:
            club = Club.with_code(db, code)
            words = _on_poster(db, club) if club else None
            picture = club.picture if club else None
        if club is None:
            return _html(_unknown(), HTTPStatus.NOT_FOUND)
        if words is None:
            return _html(_not_ready(), HTTPStatus.SERVICE_UNAVAILABLE)
        kind = "application/pdf" if form.endswith("pdf") else "image/png"
        made = _set(form, (*words, ("picture", _square(deployment.files, picture))))
        response = public.kept(made, kind, SECONDS["poster"])
        name = f"STRONG-{club.code}.{form.rpartition('.')[2]}"
        response.headers["Content-Disposition"] = f'inline; filename="{name}"'
        return response

    return blueprint


def _html(told: dict[str, Any], status: HTTPStatus) -> Response:
    return public.page(told, status, SECONDS["page"])


def _of_club(db: Session, club: Club, deployment: Deployment) -> dict[str, Any]:
    members = select(func.count()).where(Member.club_id == club.id)
    held = Event.state == EventState.PUBLISHED, Event.ends < deployment.now()
    past = select(func.count()).where(Event.club_id == club.id, *held)
    return {
        "title": _("ชมรม STRONG {club}", club=club.name),
        "kicker": _("ชมรม STRONG องค์กรพอเพียงต้านทุจริต"),
        "heading": club.name,
        "place": _place(club),
        "picture": entrance.picture("", club),
        "picture_alt": _("ภาพของชมรม {club}", club=club.name),
        "model": _("ชมรมต้นแบบ") if club.model else None,
        "about": club.about,
        "lines": [club.about or _("ร่วมกันเฝ้าระวังและต้านทุจริตในท้องถิ่นของเรา")],
        "counts": [
            (_("สมาชิก"), f"{db.scalar(members):,}"),
            (_("กิจกรรมที่จัดแล้ว"), f"{db.scalar(past):,}"),
        ],
        "buttons": _ways(db, club),
        "note": _("ปุ่มเปิดแชตของชมรมใน LINE หรือพิมพ์รหัส {code} ในแชตก็ได้", code=club.code),
    }


def _ways(db: Session, club: Club) -> list[tuple[str, str, str]]:
    """Label, address and rank of the page's buttons; a model club can be asked."""
    asking, joining = entrance.ask_link(db, club), entrance.join_link(db, club)
    ways = [(_("ถามชมรมนี้"), asking)] if club.model else []
    ways = [*ways, (_("เข้าชมรม"), joining)]
    ranked = zip(ways, ("primary", "secondary"), strict=False)
    buttons = [(label, address, rank) for (label, address), rank in ranked if address]
    pdf = url_for("clubs.poster", code=club.code, form="poster.pdf")
    return [*buttons, (_("โปสเตอร์ PDF"), pdf, "link")] if joining else []


def _place(club: Club) -> str:
    """Bangkok is no province by name, and says so itself."""
    bangkok = PROVINCES.get(club.province) == "BKK"
    return club.province if bangkok else _("จังหวัด{province}", province=club.province)


def _unknown() -> dict[str, Any]:
    return {
        "title": _("ไม่พบชมรมนี้"),
        "kicker": _("ชมรม STRONG องค์กรพอเพียงต้านทุจริต"),
        "heading": _("ไม่พบชมรมนี้"),
        "lines": [_("ตรวจรหัสในลิงก์อีกครั้ง หรือขอลิงก์ใหม่จากผู้ประสานงานของชมรม")],
    }


def _not_ready() -> dict[str, Any]:
    return {
        "title": _("โปสเตอร์ยังไม่พร้อม"),
        "kicker": _("ชมรม STRONG องค์กรพอเพียงต้านทุจริต"),
        "heading": _("โปสเตอร์ยังไม่พร้อม"),
        "lines": [_("ระบบยังไม่ได้เชื่อมกับบัญชี LINE ลองใหม่ในอีกสักครู่")],
    }


def _on_poster(db: Session, club: Club) -> tuple[tuple[str, Any], ...] | None:
    """What stands on the poster; None before LINE has told our own address."""
    address, account = entrance.join_link(db, club), Account.known(db)
    if address is None or account is None:
        return None
    words = {
        "kicker": _("ชมรม STRONG องค์กรพอเพียงต้านทุจริต"),
        "club": club.name,
        "province": _place(club),
        "call": _("สแกนเพื่อเข้าชมรม"),
        "steps": (
            _("เปิดกล้องในแอป LINE แล้วสแกน"),
            _("กดส่งข้อความที่ขึ้นมาให้"),
            _("แตะ “ยินยอมและเข้าชมรม”"),
        ),
        "typed": _("หรือเพิ่มเพื่อน {account} แล้วพิมพ์รหัสชมรม", account=account.basic_id),
        "code": club.code,
        "qr": typeset.qr(address),
    }
    return tuple(words.items())


@lru_cache(maxsize=KEPT)
def _square(files: Files, digest: str | None) -> str:
    """The middle of the club's picture, as an SVG that holds it: a template takes words alone."""
    data = files.read(digest) if digest else None
    if data is None:
        return ""
    held = b64encode(pictures.square(data, SIDE)).decode()
    inside = f'<image width="{SIDE}" height="{SIDE}" href="data:image/jpeg;base64,{held}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">{inside}</svg>'


@lru_cache(maxsize=KEPT)
def _set(form: str, words: tuple[tuple[str, Any], ...]) -> bytes:
    """Setting one takes a good part of a second, and it is asked for by anybody."""
    told = dict(words)
    if form in DOTS:
        return typeset.png(TEMPLATE, told, dots_per_inch=DOTS[form])
    return typeset.pdf(TEMPLATE, told)

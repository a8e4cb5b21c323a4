"""What cannot be shown or done, as a kind page inside the frame."""

import logging
import traceback
from http import HTTPStatus

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, NotFound

from bot.language import LANGUAGES, N_, _, speaking
from bot.turn import Refusal
from console.page import Visit, page

WORDS = {
    HTTPStatus.BAD_REQUEST: (
        N_("ส่งแบบฟอร์มนี้ไม่ได้ค่ะ"),
        N_("หน้านี้อาจเปิดค้างไว้นาน กลับไปหน้าแรกแล้วลองอีกครั้งนะคะ"),
    ),
    HTTPStatus.FORBIDDEN: (
        N_("หน้าที่ของคุณสิ้นสุดแล้วค่ะ"),
        N_("หน้านี้เปิดให้ผู้ประสานงานและผู้ดูแลระบบ ถ้าเพิ่งได้รหัสรับหน้าที่ พิมพ์รหัสนั้นในแชตก่อนนะคะ"),
    ),
    HTTPStatus.NOT_FOUND: (
        N_("ไม่พบหน้านี้ค่ะ"),
        N_("อาจถูกลบไปแล้ว หรือไม่ได้อยู่ในชมรมที่คุณดูแล"),
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        N_("ไฟล์ใหญ่เกินไปค่ะ"),
        N_("ส่งได้ไม่เกิน 10 MB กลับไปหน้าเดิม แล้วใช้ไฟล์ที่เล็กลงหรือไม่มีรูปนะคะ"),
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        N_("ขอโทษค่ะ ระบบขัดข้อง"),
        N_("สิ่งที่เพิ่งส่งยังไม่ได้บันทึก รอสักครู่แล้วลองอีกครั้งนะคะ"),
    ),
}
ELSE = HTTPStatus.BAD_REQUEST

log = logging.getLogger(__name__)


def answer(blueprint: Blueprint) -> None:
    @blueprint.get("/<path:_nowhere>")
    @page
    def lost(visit: Visit, _nowhere: str) -> ResponseReturnValue:
        raise NotFound

    @blueprint.errorhandler(Refusal)
    def refused(refusal: Refusal) -> ResponseReturnValue:
        return _page(str(refusal), "", HTTPStatus.CONFLICT)

    @blueprint.errorhandler(HTTPException)
    def failed(error: HTTPException) -> ResponseReturnValue:
        status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
        return _said(status)

    @blueprint.errorhandler(Exception)
    def broken(bug: Exception) -> ResponseReturnValue:
        """Logged without the address, which may hold a token, and without an error's own words."""
        where = "".join(traceback.format_tb(bug.__traceback__))
        log.error("page %s failed: %s\n%s", request.endpoint, type(bug).__name__, where)
        return _said(HTTPStatus.INTERNAL_SERVER_ERROR)


def _said(status: HTTPStatus) -> ResponseReturnValue:
    with speaking(spoken()):
        title, words = WORDS.get(status, WORDS[ELSE])
        return _page(_(title), _(words), status)


def _page(title: str, words: str, status: HTTPStatus) -> ResponseReturnValue:
    with speaking(spoken()):
        return render_template("console/error.html", title=title, words=words), status


def spoken() -> str:
    """Her language; of a visitor the one that she chose here, or her browser's."""
    if reader := g.get("reader"):
        return str(reader.language)
    chosen = request.args.get("language")
    return chosen or request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]

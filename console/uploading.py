"""A picture that a form sends: drawn before the page's transaction, as that takes time."""

from flask import g, request

from bot import drawing
from bot.deployment import Deployment
from bot.drawing import Drawn
from bot.language import _
from bot.turn import Refusal


def draw(running: Deployment) -> Drawn | Refusal:
    """For `console.page.beforehand`."""
    sent = request.files.get("picture")
    if sent is None or not sent.filename:
        return Refusal(_("เลือกรูปก่อนนะคะ แล้วกด “ใช้รูปนี้” อีกครั้ง"))
    try:
        return drawing.draw(running.files, sent.read())
    except Refusal as why:
        return why


def drawn() -> Drawn:
    """What was drawn for this page. Raises Refusal."""
    found: Drawn | Refusal = g.beforehand
    if isinstance(found, Refusal):
        raise found
    return found

"""Links, pictures and files: what lies behind an address in a chat."""

import urllib3
from flask import Response, request
from flask.typing import ResponseReturnValue
from urllib3.exceptions import HTTPError

from simulator import addresses, media
from simulator.browser.page import page
from simulator.current import here
from simulator.errors import Mistake

SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp", "video/", "audio/")
PATIENCE = 5.0
OK = 200
SAFE = {"Content-Security-Policy": "default-src 'none'; sandbox"}  # nobody's scripts run here
bot = urllib3.PoolManager(retries=False, timeout=PATIENCE)


@page.get("/open")
def open_link() -> ResponseReturnValue:
    return addresses.resolve(request.args.get("url", ""), here().channel)


@page.get("/picture")
def picture() -> ResponseReturnValue:
    """A picture, film or sound of the bot, fetched from it; never from anywhere else."""
    address = here().channel.at_home(request.args.get("url", ""))
    if address is None:
        raise Mistake("Only what lies under the bot's public address is fetched.", 404)
    try:
        found = bot.request("GET", address, redirect=False)
    except HTTPError:
        raise Mistake("The bot does not answer.", 404) from None
    mime = found.headers.get("Content-Type", "")
    if found.status != OK or not mime.startswith(SHOWN):
        raise Mistake("The bot has no such picture.", 404)
    return Response(found.data, content_type=mime, headers=SAFE)


@page.get("/media/<message_id>")
def uploaded(message_id: str) -> ResponseReturnValue:
    with here().store.begin() as step:
        found = media.find(step, message_id)
    if found is None:
        raise Mistake("There is no such file.", 404)
    answer = Response(found["data"], content_type=found["mime"], headers=SAFE)
    if not found["mime"].startswith(SHOWN):
        answer.headers["Content-Type"] = "application/octet-stream"
        answer.headers["Content-Disposition"] = "attachment"
    return answer

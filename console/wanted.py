"""The page that somebody wanted before she was asked for something else: one of the console."""

import re

from flask import request

FIELD = "then"  # in the address of what she is asked for
PAGE = re.compile(r"/console/[\w-]+(?:/[\w-]+)*/?(?:\?[\w=&%+.~-]*)?", re.ASCII)
LONGEST = 500  # characters: servers refuse longer addresses, and each is told within another


def asked_for(form_page: str) -> str | None:
    """The page that is asked for now, or the one whose form was sent."""
    if request.method == "POST":
        return inside(form_page)
    return inside(request.full_path.removesuffix("?"))


def kept() -> str | None:
    """The page that the address tells, which anybody may have written."""
    return inside(request.args.get(FIELD, ""))


def inside(address: str) -> str | None:
    """The address, where it can lead nowhere but to a page of the console; Today needs none."""
    fits = len(address) <= LONGEST and PAGE.fullmatch(address)
    return address if fits else None

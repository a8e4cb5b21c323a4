"""Style sheet, script and letters: named by their content, so that browsers keep them for ever."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import fontpkg_sarabun
from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import NotFound

FOLDER = Path(__file__).parent / "static"
FONTS = Path(fontpkg_sarabun.__file__).parent / "files"
LETTERS = ("Sarabun-Regular.ttf", "Sarabun-SemiBold.ttf")
FOR_EVER = 365 * 24 * 3600  # seconds
mimetypes.add_type("font/ttf", ".ttf")

blueprint = Blueprint("assets", __name__, url_prefix="/static")


@dataclass(frozen=True)
class Asset:
    data: bytes
    packed: bytes
    media_type: str


@blueprint.get("/<name>")
def show(name: str) -> Response:
    for digested, asset in _assets().values():
        if digested == name:
            return _answer(asset)
    raise NotFound


def address(name: str) -> str:
    """Where the browser finds `console.css`, as it is now."""
    return url_for("console.assets.show", name=_assets()[name][0])


def _answer(asset: Asset) -> Response:
    packs = request.accept_encodings["gzip"] > 0
    response = Response(asset.packed if packs else asset.data, content_type=asset.media_type)
    if packs:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.cache_control.public = response.cache_control.immutable = True
    response.cache_control.max_age = FOR_EVER
    return response


@cache
def _assets() -> dict[str, tuple[str, Asset]]:
    """By plain name: the name with a digest, and what it names. The style sheet names letters."""
    letters = {name: _named(name, (FONTS / name).read_bytes()) for name in LETTERS}
    ours = {}
    for file in sorted(FOLDER.iterdir()):
        data = file.read_bytes()
        for plain, (digested, _asset) in letters.items():
            data = data.replace(plain.encode(), digested.encode())
        ours[file.name] = _named(file.name, data)
    return {**letters, **ours}


def _named(name: str, data: bytes) -> tuple[str, Asset]:
    stem, _dot, ending = name.rpartition(".")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    digest = hashlib.sha256(data).hexdigest()[:12]
    packed = gzip.compress(data, 9, mtime=0)
    return f"{stem}-{digest}.{ending}", Asset(data, packed, kind)

"""Files are kept under what they contain, shown only where everybody may see, and swept."""

import hashlib
import os
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import files
from bot.files import Files
from models import Club, File
from tests.bot import bucket, photos
from tests.conftest import NOW

PHOTO = photos.jpeg(40, 30)


@pytest.fixture(params=["folder", "s3"])
def store(request, tmp_path, monkeypatch):
    """The same of both kinds of place."""
    if request.param == "folder":
        yield Files(str(tmp_path / "kept"))
        return
    with bucket.served() as served:
        monkeypatch.setenv("AWS_ENDPOINT_URL", served.url)
        monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", bucket.KEY)
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        monkeypatch.setenv("AWS_REGION", "ap-southeast-1")
        yield Files("s3://clubs/pictures")


def test_bytes_are_found_again_under_their_digest(store):
    digest = store.put(PHOTO)
    assert digest == hashlib.sha256(PHOTO).hexdigest()
    assert store.put(PHOTO) == digest
    assert store.read(digest) == PHOTO
    assert store.read("0" * 64) is None


def test_what_is_forgotten_is_gone(store):
    digest = store.put(PHOTO)
    assert [each for page in store.old(NOW + timedelta(days=3650)) for each in page] == [digest]
    assert [each for page in store.old(NOW - timedelta(days=3650)) for each in page] == []
    store.forget(digest)
    assert store.read(digest) is None


@pytest.fixture
def kept(deployment, sessions):
    """Keep bytes that were put a while ago, and whether a club shows them."""

    def kept(data, *, age, club=None):
        digest = deployment.files.put(data)
        when = NOW - age
        path = Path(deployment.settings.files) / digest[:2] / digest
        os.utime(path, (when.timestamp(), when.timestamp()))
        with sessions.begin() as db:
            files.keep(db, digest, data, when)
            if club:
                db.get_one(Club, club.id).picture = digest
        return digest

    return kept


@pytest.fixture
def sweep(deployment):
    return lambda: files.sweep(deployment.sessions, deployment.files, NOW, lambda: None)


def rows(sessions):
    with sessions.begin() as db:
        return set(db.scalars(select(File.digest)))


def test_only_what_nothing_refers_to_is_swept_and_only_when_it_is_a_day_old(
    deployment, sessions, kept, sweep, hua_hin
):
    shown = kept(PHOTO, age=timedelta(days=9), club=hua_hin)
    unused = kept(b"unused", age=timedelta(days=9))
    young = kept(b"young", age=timedelta(hours=23))
    sweep()
    assert rows(sessions) == {shown, young}
    assert deployment.files.read(unused) is None
    assert deployment.files.read(shown) == PHOTO
    assert deployment.files.read(young) == b"young"


def test_bytes_without_a_row_are_swept_once_they_are_a_day_old(deployment, sessions, kept, sweep):
    digest = kept(b"orphan", age=timedelta(days=2))
    with sessions.begin() as db:
        db.delete(db.get_one(File, digest))
    coming = deployment.files.put(b"its row comes in a moment")
    sweep()
    assert deployment.files.read(digest) is None
    assert deployment.files.read(coming) is not None


def test_what_is_kept_again_is_young_again(deployment, sessions, kept, sweep):
    digest = kept(b"again", age=timedelta(days=9))
    kept(b"again", age=timedelta(hours=1))
    sweep()
    assert rows(sessions) == {digest}


def test_a_sweep_goes_on_over_all_pages(sessions, kept, sweep, monkeypatch):
    monkeypatch.setattr(files, "PAGE", 2)
    for number in range(5):
        kept(f"{number}".encode(), age=timedelta(days=2))
    sweep()
    assert rows(sessions) == set()


def test_the_picture_of_a_club_is_shown_to_everybody(app, kept, hua_hin):
    digest = kept(PHOTO, age=timedelta(0), club=hua_hin)
    answer = app.test_client().get(f"/files/{digest}")
    assert (answer.data, answer.content_type) == (PHOTO, "image/jpeg")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    again = app.test_client().get(f"/files/{digest}", headers={"If-None-Match": f'"{digest}"'})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("name", ["0" * 64, "..%2fclub.db", "passwd"])
def test_nothing_else_is_shown(app, kept, name):
    kept(PHOTO, age=timedelta(0))
    assert app.test_client().get(f"/files/{name}").status_code == 404


def test_what_no_club_shows_is_nobody_elses_to_see(app, kept):
    digest = kept(PHOTO, age=timedelta(0))
    assert app.test_client().get(f"/files/{digest}").status_code == 404

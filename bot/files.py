"""Files that are kept: bytes in a folder or in S3 under their digest, and a row that knows them."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, ColumnElement, delete, exists, or_, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session, sessionmaker

from models import Base, File

if TYPE_CHECKING:
    from obstore.store import LocalStore, S3Store

JPEG, PNG = "image/jpeg", "image/png"
SAFE = timedelta(days=1)  # what is younger may still be on its way into a row
PAGE = 100  # of one transaction


class Files:
    """Opened with the first use, so after a fork."""

    def __init__(self, where: str) -> None:
        self._where = where

    def put(self, data: bytes) -> str:
        """Keep the bytes, and return their digest. Once more is harmless, and makes them young."""
        digest = hashlib.sha256(data).hexdigest()
        self._store.put(_path(digest), data)
        return digest

    def read(self, digest: str) -> bytes | None:
        try:
            return bytes(self._store.get(_path(digest)).bytes())
        except FileNotFoundError:
            return None

    def old(self, before: datetime) -> Iterator[list[str]]:
        """Pages of the digests whose bytes were put before that."""
        for page in self._store.list(chunk_size=PAGE):
            yield [
                each["path"].rpartition("/")[2] for each in page if each["last_modified"] < before
            ]

    def forget(self, digest: str) -> None:
        self._store.delete(_path(digest))

    @cached_property
    def _store(self) -> "LocalStore | S3Store":
        """S3's address and keys come from the usual AWS_… variables."""
        from obstore.store import LocalStore, S3Store  # noqa: PLC0415 - with the first use

        if self._where.startswith("s3://"):
            return S3Store.from_url(self._where)
        return LocalStore(Path(self._where).absolute(), mkdir=True)


def media_type(data: bytes) -> str:
    """What the bytes are, by how they begin; never what somebody called them."""
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    return PNG if data.startswith(b"\x89PNG\r\n\x1a\n") else "application/octet-stream"


def keep(db: Session, digest: str, data: bytes, now: datetime) -> None:
    """Note the bytes that `Files.put` has put under this digest; outside, since that takes time."""
    known = {"media_type": media_type(data), "size": len(data), "stored": now}
    row = upsert(File).values(digest=digest, **known)
    db.execute(row.on_conflict_do_update(index_elements=["digest"], set_=known))


def public(db: Session, digest: str) -> File | None:
    """The file, if something that everybody may see shows it."""
    shown = or_(*(_refers(column) for column in _references() if column.info.get("public")))
    return db.scalar(select(File).where(File.digest == digest, shown))


def sweep(
    sessions: sessionmaker[Session], files: Files, now: datetime, pause: Callable[[], None]
) -> None:
    """Forget rows to which nothing refers, then bytes without a row; never what is a day young."""
    before = now - SAFE
    while _sweep_rows(sessions, before):
        pause()
    for digests in files.old(before):
        for digest in _unknown(sessions, digests):
            files.forget(digest)
        pause()


def _sweep_rows(sessions: sessionmaker[Session], before: datetime) -> bool:
    """Whether there may be more."""
    unused = ~or_(*(_refers(column) for column in _references()))
    with sessions.begin() as db:
        page = select(File.digest).where(File.stored < before, unused).limit(PAGE)
        gone = list(db.scalars(page.with_for_update(skip_locked=True)))
        db.execute(delete(File).where(File.digest.in_(gone)))
    return len(gone) == PAGE


def _unknown(sessions: sessionmaker[Session], digests: list[str]) -> list[str]:
    with sessions.begin() as db:
        known = set(db.scalars(select(File.digest).where(File.digest.in_(digests))))
    return [digest for digest in digests if digest not in known]


def _references() -> list[Column[Any]]:
    """Every column that refers to a file, of whatever table."""
    tables = Base.metadata.tables.values()
    keys = (key for table in tables for key in table.foreign_keys)
    return [key.parent for key in keys if key.column is File.__table__.c.digest]


def _refers(column: Column[Any]) -> ColumnElement[bool]:
    return exists().where(column == File.digest)


def _path(digest: str) -> str:
    """A folder of millions of files is slow: 256 of them share the load."""
    return f"{digest[:2]}/{digest}"

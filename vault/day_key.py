"""The secret of the day: names a report in progress, and dies with the day.

It lies on a memory disk that the web processes of a machine share, in no database and no backup,
so that nobody can tell later which member a session belonged to.
"""

import hashlib
import hmac
import os
import secrets
import shutil
import sys
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

MEMORY_DISK = Path("/dev/shm")  # noqa: S108 - the point is that it is memory


def session_key(line_user_id: str, day: date, instance: str) -> str:
    """The name of a member's session on `day`; `instance` keeps deployments apart."""
    return hmac.new(_key(day, instance), line_user_id.encode(), hashlib.sha256).hexdigest()


@cache
def forget_before(day: date, instance: str) -> None:
    """Destroy the secrets of earlier days; once for each day and process is enough."""
    for file in _folder(instance).glob("*.key"):
        if file.stem < day.isoformat():
            file.unlink(missing_ok=True)


def destroy(instance: str) -> None:
    """Leave no secret behind on this machine: the deployment is given up."""
    shutil.rmtree(_folder(instance), ignore_errors=True)


def _key(day: date, instance: str) -> bytes:
    file = _folder(instance) / f"{day.isoformat()}.key"
    fresh = file.with_name(f".{secrets.token_hex(8)}")
    if not file.exists():
        fresh.touch(mode=0o600)
        fresh.write_bytes(secrets.token_bytes(32))
        try:
            os.link(fresh, file)  # whoever is first has made it, whole
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return file.read_bytes()


def _folder(instance: str) -> Path:
    base = MEMORY_DISK if MEMORY_DISK.is_dir() else Path(tempfile.gettempdir())
    name = hashlib.sha256(instance.encode()).hexdigest()[:16]
    folder = base / f"strong-{os.getuid()}-{name}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


if __name__ == "__main__":  # `make clean`: the secret key's file, where there is one
    for name in sys.argv[1:]:
        if Path(name).is_file():
            destroy(Path(name).read_text(encoding="utf-8").strip())

"""A bucket on this machine that speaks as much of S3 as we use: plain http, path style."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import cast
from urllib.parse import parse_qs, unquote, urlsplit

KEY = "AKIATEST"


class Bucket:
    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.touched: dict[str, datetime] = {}
        self.now = datetime(2026, 1, 5, 3, tzinfo=UTC)
        self.url = ""


class Serving(ThreadingHTTPServer):
    bucket: Bucket


@contextmanager
def served() -> Iterator[Bucket]:
    bucket = Bucket()
    server = Serving(("127.0.0.1", 0), Speaker)
    server.bucket = bucket
    Thread(target=server.serve_forever, daemon=True).start()
    bucket.url = f"http://127.0.0.1:{server.server_port}"
    yield bucket
    server.shutdown()
    server.server_close()


class Speaker(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def bucket(self) -> Bucket:
        return cast(Serving, self.server).bucket

    @property
    def key(self) -> str:
        return unquote(urlsplit(self.path).path).lstrip("/")

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def parse_request(self) -> bool:
        fine = super().parse_request()
        if fine and f"Credential={KEY}/" not in self.headers.get("Authorization", ""):
            self.answer(403)
            return False
        return fine

    def do_PUT(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        self.bucket.objects[self.key], self.bucket.touched[self.key] = data, self.bucket.now
        self.answer(200, ETag=_tag(data))

    def do_GET(self) -> None:
        if "list-type" in parse_qs(urlsplit(self.path).query):
            self.answer(200, _listed(self.bucket, self.path), Content_Type="application/xml")
        elif self.key in self.bucket.objects:
            data = self.bucket.objects[self.key]
            moment = format_datetime(self.bucket.touched[self.key], usegmt=True)
            self.answer(200, data, ETag=_tag(data), Last_Modified=moment)
        else:
            self.answer(404)

    def do_POST(self) -> None:
        """Several are deleted at once."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        gone = re.findall("<Key>(.*?)</Key>", body)
        for key in gone:
            self.bucket.objects.pop(f"{self.key.rstrip('/')}/{key}", None)
        told = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in gone)
        answer = f"<DeleteResult>{told}</DeleteResult>".encode()
        self.answer(200, answer, Content_Type="application/xml")

    def log_message(self, *_words: object) -> None:
        pass


def _listed(bucket: Bucket, path: str) -> bytes:
    parts = urlsplit(path)
    name = parts.path.strip("/")
    prefix = parse_qs(parts.query).get("prefix", [""])[0]
    found = [key.removeprefix(f"{name}/") for key in sorted(bucket.objects)]
    rows = "".join(
        f"<Contents><Key>{key}</Key><Size>{len(bucket.objects[f'{name}/{key}'])}</Size>"
        f"<LastModified>{bucket.touched[f'{name}/{key}']:%Y-%m-%dT%H:%M:%S.000Z}</LastModified>"
        "<ETag>&quot;0&quot;</ETag></Contents>"
        for key in found
        if key.startswith(prefix)
    )
    return (
        f"<ListBucketResult><Name>{name}</Name><Prefix>{prefix}</Prefix>"
        f"<KeyCount>{len(found)}</KeyCount><IsTruncated>false</IsTruncated>{rows}"
        "</ListBucketResult>"
    ).encode()


def _tag(data: bytes) -> str:
    return f'"{hashlib.md5(data).hexdigest()}"'

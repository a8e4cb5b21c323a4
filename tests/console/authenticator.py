"""A passkey in software, as a phone or a PC keeps one: makes a key, and signs with it."""

import hashlib
import json
import secrets
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class Authenticator:
    """`origin` is what the browser's address bar shows; it tells the truth of that."""

    def __init__(self, origin: str = "https://club.test", name: str = "club.test") -> None:
        self.origin, self.name = origin, name
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id, self.uses = secrets.token_bytes(16), 0

    def make(self, options: dict[str, Any]) -> str:
        id_ = len(self.id).to_bytes(2, "big") + self.id
        attested = self._authenticator(ATTESTED) + bytes(16) + id_ + self._public_key()
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": attested})
        return self._credential(
            clientDataJSON=self._client("webauthn.create", options), attestationObject=made
        )

    def show(self, options: dict[str, Any]) -> str:
        self.uses += 1
        client, present = self._client("webauthn.get", options), self._authenticator()
        signed = present + hashlib.sha256(client).digest()
        return self._credential(
            clientDataJSON=client,
            authenticatorData=present,
            signature=self.key.sign(signed, ec.ECDSA(hashes.SHA256())),
        )

    def _client(self, type_: str, options: dict[str, Any]) -> bytes:
        told = {"type": type_, "challenge": options["challenge"], "origin": self.origin}
        assert base64url_to_bytes(options["challenge"])
        return json.dumps(told).encode()

    def _authenticator(self, more: int = 0) -> bytes:
        flags = PRESENT | VERIFIED | more
        party = hashlib.sha256(self.name.encode()).digest()
        return party + bytes([flags]) + self.uses.to_bytes(4, "big")

    def _public_key(self) -> bytes:
        point = self.key.public_key().public_numbers()
        x, y = (each.to_bytes(32, "big") for each in (point.x, point.y))
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    def _credential(self, **response: bytes) -> str:
        named = bytes_to_base64url(self.id)
        told = {name: bytes_to_base64url(value) for name, value in response.items()}
        return json.dumps({"id": named, "rawId": named, "type": "public-key", "response": told})

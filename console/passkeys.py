"""Passkeys: what a browser is asked to sign, and whether it did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

import webauthn
from sqlalchemy import select
from sqlalchemy.orm import Session
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    parse_authentication_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import PublicKeyCredentialDescriptor

from bot.language import _
from bot.turn import Refusal
from models import ConsoleSession, Member, Passkey
from settings import Settings

MOST = 10  # of one person
UNREADABLE = (WebAuthnException, ValueError)


@dataclass(frozen=True)
class Party:
    """Who asks, as browsers see it: a passkey is for this name, and for no other."""

    id: str
    origin: str


def party(settings: Settings, here: str) -> Party | None:
    """Our public address; in a trial the one in the browser. None: browsers allow no number."""
    address = urlsplit(settings.public_url if settings.clock_file is None else here)
    name = address.hostname or ""
    try:
        ip_address(name)
    except ValueError:
        return Party(name, f"{address.scheme}://{address.netloc}")
    return None


def of(db: Session, who: Member) -> Sequence[Passkey]:
    hers = select(Passkey).where(Passkey.member_id == who.id)
    return db.scalars(hers.order_by(Passkey.added, Passkey.id)).all()


def to_make(db: Session, signed_in: ConsoleSession, party: Party) -> str:
    """What her browser needs to make a passkey, as JSON."""
    who = signed_in.member
    options = webauthn.generate_registration_options(
        rp_id=party.id,
        rp_name=_("น้องสตรอง"),
        user_id=f"member {who.id}".encode(),
        user_name=who.name or who.line_name or str(who.id),
        exclude_credentials=_named(of(db, who)),
    )
    signed_in.challenge = bytes_to_base64url(options.challenge)
    return webauthn.options_to_json(options)


def to_show(db: Session, signed_in: ConsoleSession, party: Party) -> str:
    """What her browser needs to show a passkey of hers, as JSON."""
    options = webauthn.generate_authentication_options(
        rp_id=party.id, allow_credentials=_named(of(db, signed_in.member))
    )
    signed_in.challenge = bytes_to_base64url(options.challenge)
    return webauthn.options_to_json(options)


def add(db: Session, signed_in: ConsoleSession, party: Party, made: str, now: datetime) -> None:
    """Keep the passkey that her browser made. Raises Refusal."""
    challenge = _take_challenge(signed_in)
    if len(of(db, signed_in.member)) >= MOST:
        raise Refusal(_("มีพาสคีย์ครบ {most} เครื่องแล้วค่ะ ลบเครื่องที่ไม่ใช้ก่อนนะคะ", most=MOST))
    try:
        found = webauthn.verify_registration_response(
            credential=made,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
        )
    except UNREADABLE as error:
        raise Refusal(_unproven()) from error
    passkey = Passkey(
        id=bytes_to_base64url(found.credential_id),
        member_id=signed_in.member_id,
        public_key=found.credential_public_key,
        uses=found.sign_count,
        machine=signed_in.machine,
        added=now,
    )
    if db.get(Passkey, passkey.id):
        raise Refusal(_unproven())
    db.add(passkey)


def prove(db: Session, signed_in: ConsoleSession, party: Party, shown: str, now: datetime) -> None:
    """Take her passkey's signature for the second factor. Raises Refusal."""
    challenge = _take_challenge(signed_in)
    try:
        credential = parse_authentication_credential_json(shown)
        passkey = _hers(db, signed_in, credential.id)
        found = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.uses,
        )
    except UNREADABLE as error:
        raise Refusal(_unproven()) from error
    passkey.uses, passkey.used = found.new_sign_count, now
    signed_in.strong = True


def _take_challenge(signed_in: ConsoleSession) -> bytes:
    """What was to be signed: asked for once, whatever comes of it. Raises Refusal."""
    challenge, signed_in.challenge = signed_in.challenge, None
    if not challenge:
        raise Refusal(_unproven())
    return base64url_to_bytes(challenge)


def _hers(db: Session, signed_in: ConsoleSession, passkey_id: str) -> Passkey:
    passkey = db.get(Passkey, passkey_id, with_for_update=True)
    if passkey is None or passkey.member_id != signed_in.member_id:
        raise Refusal(_unproven())
    return passkey


def _named(passkeys: Sequence[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(each.id)) for each in passkeys]


def _unproven() -> str:
    return _("ยังยืนยันด้วยพาสคีย์ไม่ได้ค่ะ ลองอีกครั้ง หรือใช้แอปรหัสแทนนะคะ")

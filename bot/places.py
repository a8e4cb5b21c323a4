"""Local governments as people write them: their kind, their bare name, and their province."""

import re

from rapidfuzz import fuzz, process

from bot.spelling import composed
from models import Kind
from models.province import BYNAMES, PROVINCES

LONGEST, FEW, LIKE = 80, 3, 60  # code points of a name; provinces to offer; rapidfuzz's percent
_KINDS = (
    (Kind.SUBDISTRICT, re.compile(r"(?:องค์การบริหารส่วนตำบล|อ\.?บ\.?ต\.?)")),
    (Kind.PROVINCE, re.compile(r"(?:องค์การบริหารส่วนจังหวัด|อ\.?บ\.?จ\.?)")),
    (Kind.CITY, re.compile(r"(?:เทศบาลนคร|ทน\.)")),
    (Kind.TOWN, re.compile(r"(?:เทศบาลเมือง|ทม\.)")),
    (Kind.TOWNSHIP, re.compile(r"(?:เทศบาลตำบล|ทต\.)")),
    (Kind.PATTAYA, re.compile("เมืองพัทยา$")),
    (Kind.BANGKOK, re.compile(r"(?:กรุงเทพมหานคร|กรุงเทพฯ?|กทม\.?)")),
)
_LETTER = re.compile("[ก-ฮa-z]")
_STRANGE = re.compile("[^ก-๛a-z0-9 .,'’()/-]")
_ORNAMENT = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe00-\ufe0f\u20e3\x00-\x1f\x7f]")
_CALLED_KIND = re.compile(rf"(?:{'|'.join(form.pattern for _, form in _KINDS[:5])}|เทศบาล)")
_CALLED_PROVINCE = re.compile(r"^(?:จังหวัด|จ\.)")


def bare(name: str) -> str:
    """A club's name or code as it is compared: without the kind of its local government."""
    return _shortened(composed(name).replace(" ", ""))


def kind(said: str) -> tuple[Kind | None, str]:
    """The kind that `said` begins with, and what stands after it."""
    typed = tidy(said)
    for each, form in _KINDS:
        if begins := form.match(typed):
            return each, typed[begins.end() :].strip(" .")
    return None, typed


def tidy(said: str) -> str:
    """`said` in one way of writing: no emoji, nothing invisible, single spaces."""
    return " ".join(_ORNAMENT.sub(" ", composed(said)).split())


def name(said: str) -> str | None:
    """What can be a local government's bare name; None: too long, no letters, or foreign ones."""
    _kind, typed = kind(said)
    good = len(typed) <= LONGEST and len(_LETTER.findall(typed)) > 1 and not _STRANGE.search(typed)
    return typed if good else None


def called(kind: Kind, bare_name: str) -> str:
    """The whole name of a local government, such as อบต.ปากน้ำปราณ."""
    plain = kind in {Kind.OTHER, Kind.PATTAYA, Kind.BANGKOK}
    return bare_name if plain else f"{kind.value}{bare_name}"


def province(said: str) -> str | None:
    """The province of this name, written in full."""
    return _IN_FULL.get(_place(said))


def provinces_like(said: str) -> list[str]:
    """Up to three provinces that may be meant by a short, common or misspelt name."""
    typed = _place(said)
    if not typed or len(typed) > LONGEST:
        return []
    if byname := _BYNAMES.get(typed.rstrip(".ฯ")):
        return [byname]
    begin = [full for short, full in _IN_FULL.items() if short.startswith(typed)]
    known = {**_BYNAMES, **_IN_FULL}
    alike = process.extract(typed, list(known), scorer=fuzz.ratio, score_cutoff=LIKE, limit=9)
    return list(dict.fromkeys([*begin, *(known[each] for each, _, _ in alike)]))[:FEW]


def _shortened(name: str) -> str:
    begins = _CALLED_KIND.match(name)
    return name[begins.end() :] if begins else name


def _place(said: str) -> str:
    return _CALLED_PROVINCE.sub("", tidy(said).replace(" ", ""))


_IN_FULL = {composed(each): each for each in PROVINCES}
_BYNAMES = {composed(short): full for short, full in BYNAMES.items()}

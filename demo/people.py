"""The demo's people at the simulator: two who have not added the account yet, and its members."""

from pathlib import Path

import yaml

NEWCOMERS = (
    ("U00000000000000000000000000000001", "สมชาย ใจดี"),
    ("U00000000000000000000000000000002", "มาลี รักสัตย์"),
)


def everybody(file: Path) -> list[dict[str, object]]:
    """The newcomers, and the members in `file`."""
    return [*_newcomers(), *_members(file)]


def _newcomers() -> list[dict[str, object]]:
    return [{"userId": user, "displayName": name, "follow": False} for user, name in NEWCOMERS]


def _members(file: Path) -> list[dict[str, object]]:
    known = yaml.safe_load(file.read_text(encoding="utf-8"))["members"]
    return [
        {"userId": each["line_user_id"], "displayName": each["name"], "follow": True}
        for each in known
        if "line_user_id" in each
    ]

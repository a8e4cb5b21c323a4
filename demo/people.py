"""The demo's people at the simulator: two who have not added the account yet, and its members."""

import json
from pathlib import Path

import urllib3
import yaml

NEWCOMERS = (
    ("U00000000000000000000000000000001", "สมชาย ใจดี"),
    ("U00000000000000000000000000000002", "มาลี รักสัตย์"),
)
SECONDS = 5.0


def register(simulator: str, file: Path) -> int:
    """Introduce the people of `file` to the simulator at this address; 0 where there is none.

    Harmless when repeated: the simulator knows a person by her LINE user id.
    """
    http = urllib3.PoolManager(timeout=SECONDS, retries=False)
    try:
        if http.request("GET", f"{simulator}/simulator/state").status != 200:  # noqa: PLR2004
            return 0
        people = [*_newcomers(), *_members(file)]
        for person in people:
            http.request(
                "POST",
                f"{simulator}/simulator/people",
                body=json.dumps(person),
                headers={"Content-Type": "application/json"},
            )
    except urllib3.exceptions.HTTPError:
        return 0
    return len(people)


def _newcomers() -> list[dict[str, object]]:
    return [{"userId": user, "displayName": name, "follow": False} for user, name in NEWCOMERS]


def _members(file: Path) -> list[dict[str, object]]:
    known = yaml.safe_load(file.read_text(encoding="utf-8"))["members"]
    return [
        {"userId": each["line_user_id"], "displayName": each["name"], "follow": True}
        for each in known
        if "line_user_id" in each
    ]

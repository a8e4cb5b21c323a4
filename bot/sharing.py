"""How clubs that share one account divide its month."""

from collections.abc import Mapping


def parts(month: int, budgets: Mapping[int, int], people: Mapping[int, int]) -> dict[int, int]:
    """Each club's messages: what was set for it, and of the rest as many as it has members.

    Together they never exceed the month: where more was set than there is, all of it shrinks.
    """
    given = _fitted(month, budgets)
    others = {club: count for club, count in people.items() if count and club not in given}
    return given | _by_members(month - sum(given.values()), others)


def _fitted(month: int, budgets: Mapping[int, int]) -> dict[int, int]:
    total = max(sum(budgets.values()), month)
    return {club: budget * month // total if total else 0 for club, budget in budgets.items()}


def _by_members(messages: int, people: Mapping[int, int]) -> dict[int, int]:
    """One for each as long as there are so many; the rest in proportion, rounded down."""
    everybody = sum(people.values())
    least = int(messages >= len(people))
    spare = messages - least * len(people)
    return {club: least + spare * count // everybody for club, count in people.items()}

"""Asking the registry of actors who is meant by a way of writing."""

from articles.models import Actor


def known_as(name: str) -> list[Actor]:
    """Give the actors that are written so, in the order they came; a merged one counts as the one it is now.

    Case, accents and spacing don't matter; where nobody is written so, neither does a "The" at the beginning.
    Empty where nobody is meant, several where the name alone can't tell. One query, two for a name not found.
    """
    return _written(name) or _written(_with_or_without_the(name))


def _written(name: str) -> list[Actor]:
    if not name.strip():
        return []
    found = Actor.objects.named(name).select_related("merged_into").order_by("pk")
    return list({standing.pk: standing for standing in (actor.merged_into or actor for actor in found)}.values())


def _with_or_without_the(name: str) -> str:
    first, _, rest = name.strip().partition(" ")
    return rest if first.casefold() == "the" else f"The {name}"

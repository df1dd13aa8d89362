"""Asking the registry of actors who is meant by a way of writing."""

from articles.models import Actor


def known_as(name: str) -> list[Actor]:
    """Give the actors that are written so, in the order they came; a merged one counts as the one it is now.

    Case, accents and spacing don't matter. Empty where nobody is written so, several where the name alone
    can't tell. One query.
    """
    if not name.strip():
        return []
    found = Actor.objects.named(name).select_related("merged_into").order_by("pk")
    return list({standing.pk: standing for standing in (actor.merged_into or actor for actor in found)}.values())

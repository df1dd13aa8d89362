"""Who an actor found in an article is in the registry; found ones that it lacks are added where that is safe."""

from collections.abc import Iterable

from django.apps import apps
from django.utils.translation import gettext as _

from articles.models import Actor, ActorName
from articles.registry import known_as
from articles.vocabulary import ActorKind
from claims.extraction.proposal import FoundActor

LONGEST_NAME = 300
LONGEST_DESCRIPTION = 500


class Speakers:
    """The actors of one article. ``warnings`` gathers, in plain words, who could not be told.

    One actor in the registry that is written like the found name: that one. Several: none, an editor chooses.
    Nobody: a new actor, unless the name alone is too little to go by (see ``can_be_added``).
    """

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self._resolved: dict[FoundActor, Actor | None] = {}

    def actor(self, found: FoundActor | None) -> Actor | None:
        """Give the actor that ``found`` is, or None. At the first asking five queries at most."""
        if found is None:
            return None
        if found not in self._resolved:
            self._resolved[found] = self._look_up(found)
        return self._resolved[found]

    def _look_up(self, found: FoundActor) -> Actor | None:
        written_so = known_as(found.name)
        meant = [actor for actor in written_so if _alike(actor, found)] or written_so
        if len(meant) > 1:
            names = ", ".join(f"{actor.name} ({actor.description or actor.get_kind_display()})" for actor in meant)
            self.warnings.append(
                _("“%(name)s” may be any of %(actors)s: choose the speaker.") % {"name": found.name, "actors": names}
            )
            return None
        if meant:
            _add_names(meant[0], found.names)
            return meant[0]
        return _add(found) if can_be_added(found) else None


def can_be_added(found: FoundActor) -> bool:
    """Say whether a found actor may enter the registry unasked.

    An unnamed source may, under the words that stand for it. A person needs a given and a family name: a bare
    "Clinton" is nobody in particular. Anything else needs a proper name: "the company" is none.
    """
    if len(found.name) > LONGEST_NAME or not found.name.strip():
        return False
    if found.kind is ActorKind.UNNAMED:
        return True
    if found.kind is ActorKind.PERSON:
        return sum(not word[0].islower() for word in found.name.split()) > 1
    return not found.name.islower()


def _alike(actor: Actor, found: FoundActor) -> bool:
    """Say whether both are persons, both unnamed, or neither: finer kinds are the machine's guess."""
    apart = (ActorKind.PERSON, ActorKind.UNNAMED)
    return actor.kind == found.kind or (actor.kind not in apart and found.kind not in apart)


def _add(found: FoundActor) -> Actor:
    description = found.description if len(found.description) <= LONGEST_DESCRIPTION else ""
    actor = Actor.objects.create(kind=found.kind.value, name=found.name, description=description)
    _add_names(actor, found.names)
    return actor


def _add_names(actor: Actor, names: Iterable[str]) -> None:
    """Add ways of writing; one that the actor had before and has no more was taken away by an editor."""
    recorded = apps.get_model("articles", "ActorNameEvent")._default_manager
    had = set(recorded.filter(actor_id=actor.pk).values_list("name", flat=True))
    new = [ActorName(actor=actor, name=name) for name in names if 0 < len(name) <= LONGEST_NAME and name not in had]
    ActorName.objects.bulk_create(new, ignore_conflicts=True)  # case and accents don't make another name

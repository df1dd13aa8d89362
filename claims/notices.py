"""What readers are told when something changes of an actor, article or topic that they have met.

It is a correction of that thing: dated, on its page, among the corrections and in their data. What was empty and is
filled needs none, nor what tells readers nothing of its own (``docs/architecture.md`` has the list).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from articles.merging import NAMES_A_SOURCE
from articles.models import Actor, Article
from claims.models import Correction, Topic
from claims.readers import have_met
from newsroom.blanks import trimmed

BY_PUBLISHER = gettext_noop("Changed by its publisher: %(what)s.")
PUT_RIGHT = gettext_noop("Put right: %(what)s.")

Told = Mapping[str, str]
"""What readers are told of a thing, by field; "bylines" of an article."""

FIELDS: Mapping[type[Any], tuple[str, ...]] = {
    Actor: ("name", "kind", "description", "wikidata_id", "authority_link"),
    Article: ("headline", "publisher", "published_on"),
    Topic: ("name",),
}


def told(thing: Any) -> Told:  # noqa: ANN401 - an actor, article or topic
    """Return what is told of a thing as it is stored now. One query, two for an article."""
    stored = type(thing)._default_manager.select_related(*(["publisher"] if isinstance(thing, Article) else []))
    now = stored.get(pk=thing.pk)
    words = {field: _value(now, field) for field in FIELDS[type(thing)]}
    if isinstance(now, Article):
        words["bylines"] = ", ".join(now.bylines.order_by("number").values_list("name", flat=True))
    return words


def changed(before: Told, now: Told) -> list[str]:
    """Return the fields that say otherwise now; not those that said nothing before."""
    return [field for field, words in before.items() if words and words != now[field]]


def for_readers(sentence: str, **words: str) -> str:
    """Return one of our sentences in the site's language, whatever language the editor's screens are in."""
    with override(settings.LANGUAGE_CODE):
        return _(sentence) % words


def names_of(thing: Any, fields: Iterable[str]) -> str:  # noqa: ANN401
    """Return what fields of ``told`` are called: “headline, publisher”."""
    options = type(thing)._meta
    names = [_("byline") if field == "bylines" else str(options.get_field(field).verbose_name) for field in fields]
    return ", ".join(names)


@transaction.atomic
def note(
    thing: Any,  # noqa: ANN401 - an actor, article or topic
    words: str,
    *,
    by: AbstractBaseUser | None,
    before: Told | None = None,
) -> Correction:
    """Tell readers what was changed in a thing that they have met; ``before`` is what they were told of it.

    Store the change itself in the same transaction. Raises ``ValidationError`` where nothing is said.
    """
    if not trimmed(words):
        raise ValidationError(_("Say what was wrong and what it says now: readers know it."))
    was, now = (before, told(thing)) if before else ({}, {})
    fields = changed(was, now)
    return Correction.objects.create(
        **{type(thing)._meta.model_name: thing},
        note=trimmed(words),
        said_before="; ".join(_in_words(type(thing), field, was[field]) for field in fields),
        says_now="; ".join(_in_words(type(thing), field, now[field]) for field in fields),
        corrected_by_id=by.pk if by else None,
    )


def note_change(thing: Any, before: Told, words: str, *, by: AbstractBaseUser | None) -> None:  # noqa: ANN401
    """Tell readers of a change just stored, where they have met the thing and it says otherwise now.

    Raises ``ValidationError`` where they would not be told, or where an unnamed source would get a name.
    """
    now = told(thing)
    fields = changed(before, now)
    if not (fields or trimmed(words)) or not have_met(thing):
        return
    if isinstance(thing, Actor) and "kind" in fields:
        refuse_to_name(before["kind"], now["kind"])
    if not trimmed(words):
        refusal = _("Readers know this: say in “Note on the change” what was wrong and what it says now (%(what)s).")
        raise ValidationError(refusal % {"what": names_of(thing, fields)})
    note(thing, words, by=by, before=before)


def note_import(article: Article, before: Told, *, by_publisher: bool) -> None:
    """Tell readers what an import changed of an article that they had met: its publisher did, or a record of ours."""
    fields = changed(before, told(article))
    if fields:
        with override(settings.LANGUAGE_CODE):
            what = names_of(article, fields)
        note(article, for_readers(BY_PUBLISHER if by_publisher else PUT_RIGHT, what=what), by=None, before=before)


def refuse_to_name(kind_before: str, kind: str) -> None:
    """Raise ``ValidationError`` where an unnamed source that readers have met would become somebody, or the reverse."""
    if (kind_before == Actor.Kind.UNNAMED) != (kind == Actor.Kind.UNNAMED):
        raise ValidationError(NAMES_A_SOURCE)


def _value(thing: Any, field: str) -> str:  # noqa: ANN401
    value = getattr(thing, field)
    return "" if value is None else str(value)


def _in_words(model: type[Any], field: str, value: str) -> str:
    """Return a value as readers read it; the site's language, not the editor's."""
    with override(settings.LANGUAGE_CODE):
        return str(Actor.Kind(value).label) if model is Actor and field == "kind" else value

"""By what each list of readers can be narrowed. A new facet is a line here and a key in the listings."""

import re

from django.db.models import TextChoices
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from articles.models import Actor, Article
from claims.finding.facets import Facet, of_actors, of_choices, of_ratings, of_topics, of_words
from claims.models import Quote


class Role(TextChoices):
    """How the public meets an actor."""

    SAID = "said", _("Is quoted")
    ABOUT = "about", _("Is spoken of")
    PUBLISHED = "published", _("Publishes")
    RELAYED = "relayed", _("Passes on")


def _is_year(value: str) -> bool:
    return re.fullmatch(r"[0-9]{4}", value) is not None


def _is_language(value: str) -> bool:
    return re.fullmatch(r"[a-z]{2,8}", value) is not None


def language_name(code: str) -> str:
    """Name a language in that of the reader, as far as Django knows it."""
    try:
        name = str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
    return name[:1].upper() + name[1:]


QUOTED = {
    Quote.Kind.DIRECT.value: _("Word for word"),
    Quote.Kind.MIXED.value: _("Partly word for word"),
    Quote.Kind.INDIRECT.value: _("In the article’s words"),
    Quote.Kind.OWN_VOICE.value: _("The outlet’s own statement"),
}
SHOWN = {
    Article.Display.WHOLE.value: _("The whole text"),
    Article.Display.EXCERPT.value: _("The paragraphs with quotations"),
    Article.Display.LINK_ONLY.value: _("The quotations and a link"),
}
KINDS = {
    Actor.Kind.PERSON.value: _("Person"),
    Actor.Kind.ORGANISATION.value: _("Organisation"),
    Actor.Kind.GOVERNMENT.value: _("Government"),
    Actor.Kind.ARMED_FORCE.value: _("Armed force"),
    Actor.Kind.MEDIA_OUTLET.value: _("Media outlet"),
    Actor.Kind.GROUP.value: _("Group"),
    Actor.Kind.UNNAMED.value: _("Unnamed source"),
}

CLAIMS: list[Facet] = [
    of_ratings("rating", _("Rating")),
    of_actors("speaker", _("Speaker")),
    of_actors("against", _("Denied or doubted by")),
    of_actors("about", _("About")),
    of_topics("topic", _("Topic")),
    of_actors("outlet", _("Outlet")),
    of_words("year", _("Year"), str, _is_year),
    of_choices("kind", _("How it is quoted"), QUOTED),
]
ACTORS: list[Facet] = [
    of_choices("role", _("Part"), dict(Role.choices)),
    of_choices("kind", _("Kind"), KINDS),
    of_ratings("rating", _("Rating of what they said")),
    of_topics("topic", _("Topic")),
]
ARTICLES: list[Facet] = [
    of_actors("publisher", _("Outlet")),
    of_actors("speaker", _("Speaker")),
    of_words("year", _("Year"), str, _is_year),
    of_words("language", _("Language"), language_name, _is_language),
    of_choices("display", _("What can be read here"), SHOWN),
]
# Every parameter that narrows a list, once, in the order in which addresses have them.
PARAMETERS = list(dict.fromkeys(facet.name for facets in (CLAIMS, ACTORS, ARTICLES) for facet in facets))

"""An article's particulars (headline, publisher, byline, date …), in step with its text but never over an editor."""

from typing import Any

from django.db.models import Field, Model
from django.utils.translation import gettext as _

from articles.models import Actor, Article, Byline
from articles.reading import SourceArticle
from articles.registry import known_as

# The fields of an article that follow its text, and what reading calls them.
FIELDS = {
    "headline": "headline",
    "published_on": "published",
    "link": "link",
    "language": "language",
    "copyright_notice": "copyright_notice",
}


class Particulars:
    """What a text says of its article, as far as the article's fields can hold it.

    ``warnings`` gathers, in plain words, what an editor should look at.
    """

    def __init__(self, source: SourceArticle) -> None:
        self.warnings: list[str] = []
        self.fields = {
            field: self._fitting(Article, field, getattr(source, name)) or _described(Article, field).get_default()
            for field, name in FIELDS.items()
        }
        self.publisher = self._fitting(Actor, "name", source.publisher)
        self.bylines = [name for name in source.bylines if self._fitting(Byline, "name", name)]

    def create(self, file_name: str) -> Article:
        """Store a new article with these particulars."""
        article = Article.objects.create(file_name=file_name, publisher=self._find_publisher(), **self.fields)
        self._sign(article, {})
        return article

    def update(self, article: Article, earlier: "Particulars") -> None:
        """Bring ``article`` to these particulars, where ``earlier`` are those of the text before.

        A field follows the text only while it holds what the text said before; what the text no longer says stays.
        """
        changed = [field for field in self.fields if self._follow(article, field, earlier)]
        if self._follow_publisher(article, earlier):
            changed.append("publisher")
        if changed:
            article.save(update_fields=[*changed, "modified"])
        self._follow_bylines(article, earlier)

    def _follow(self, article: Article, field: str, earlier: "Particulars") -> bool:
        said, says, stored = earlier.fields[field], self.fields[field], getattr(article, field)
        if not says or says in (said, stored):
            return False
        if stored != said:
            self._warn_kept(_described(Article, field).verbose_name, stored, says)
            return False
        setattr(article, field, says)
        return True

    def _follow_publisher(self, article: Article, earlier: "Particulars") -> bool:
        if not self.publisher or self.publisher == earlier.publisher:
            return False
        meant = known_as(earlier.publisher)
        if article.publisher in meant or (article.publisher is None and len(meant) != 1):
            article.publisher = self._find_publisher()
            return True
        if article.publisher not in known_as(self.publisher):
            self._warn_kept(_("publisher"), article.publisher, self.publisher)
        return False

    def _follow_bylines(self, article: Article, earlier: "Particulars") -> None:
        """Give the article the names the text gives now; a name that stays keeps the actor tied to it."""
        stored = list(article.bylines.select_related("actor").order_by("number"))
        names = [byline.name for byline in stored]
        if not self.bylines or self.bylines in (earlier.bylines, names):
            return
        if names != earlier.bylines:
            self._warn_kept(_("byline"), ", ".join(names), ", ".join(self.bylines))
            return
        article.bylines.all().delete()
        self._sign(article, {byline.name: byline.actor for byline in stored})

    def _sign(self, article: Article, known: dict[str, Actor | None]) -> None:
        for number, name in enumerate(self.bylines, start=1):
            actor = known[name] if name in known else self._one_of(known_as(name), name)
            Byline.objects.create(article=article, number=number, name=name, actor=actor)

    def _find_publisher(self) -> Actor | None:
        """Give the actor that the publisher's name means; a name nobody has makes a media outlet."""
        if not self.publisher:
            return None
        actors = known_as(self.publisher)
        if not actors:
            return Actor.objects.create(name=self.publisher, kind=Actor.Kind.MEDIA_OUTLET)
        return self._one_of(actors, self.publisher)

    def _one_of(self, actors: list[Actor], name: str) -> Actor | None:
        if len(actors) > 1:
            self.warnings.append(
                _("%(number)d actors are called “%(name)s”; the article is tied to none of them. Choose one.")
                % {"number": len(actors), "name": name}
            )
        return actors[0] if len(actors) == 1 else None

    def _fitting(self, model: type[Model], field: str, value: Any) -> Any:  # noqa: ANN401 - any field's value
        """Give the value, or nothing, with a warning, where it is too long to be what the field holds."""
        described = _described(model, field)
        if isinstance(value, str) and described.max_length and len(value) > described.max_length:
            self.warnings.append(
                _("Left out, being too long for a %(what)s (%(length)d characters): “%(start)s…”")
                % {"what": described.verbose_name, "length": len(value), "start": value[:60]}
            )
            return ""
        return value

    def _warn_kept(self, what: object, stored: object, says: object) -> None:
        self.warnings.append(
            _("%(what)s: the article now says “%(says)s”; the editor's “%(stored)s” stays.")
            % {"what": str(what).capitalize(), "says": says, "stored": "" if stored is None else stored}
        )


def _described(model: type[Model], field: str) -> "Field[Any, Any]":
    described = model._meta.get_field(field)
    assert isinstance(described, Field)  # noqa: S101 - for the types: none of ours is a relation from elsewhere
    return described

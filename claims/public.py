"""What the public may see, of every kind of thing; each starts from ``Claim.objects.public()``.

Pages, search, feeds, exports, markup and counts get their rows here and nowhere else.
"""

from django.apps import apps
from django.db.models import Exists, OuterRef, QuerySet

from articles.models import Actor, Article
from claims.models import Claim, Correction, Quote, Relay


def claims() -> QuerySet[Claim]:
    """Give the published claims."""
    return Claim.objects.public()


def quotes() -> QuerySet[Quote]:
    """Give the confirmed quotations with a speaker that bear a published claim."""
    return Quote.objects.public()


def articles() -> QuerySet[Article]:
    """Give the articles with at least one public quotation."""
    return Article.objects.filter(Exists(quotes().filter(revision__article=OuterRef("pk"))))


def actors() -> QuerySet[Actor]:
    """Give the actors that the public meets: as speaker, as publisher, between, or as what a public claim is about."""
    speaks = quotes().filter(speaker=OuterRef("pk"))
    publishes = quotes().filter(revision__article__publisher=OuterRef("pk"))
    relays = Relay.objects.filter(actors=OuterRef("pk"), quote__in=quotes())
    is_subject = claims().filter(about=OuterRef("pk"))
    return Actor.objects.standing().filter(Exists(speaks) | Exists(publishes) | Exists(relays) | Exists(is_subject))


def corrections() -> QuerySet[Correction]:
    """Give the corrections of what is or was public."""
    return Correction.objects.filter(claim__first_published_at__isnull=False)


def once_public_quotes() -> QuerySet[Quote]:
    """Give the quotations that ever bore a claim that was public then or later, ties since cut included.

    For pages that would otherwise answer 404: what was public and is no more answers 410.
    """
    tied = apps.get_model("claims", "AssertionEvent")._default_manager
    ever_public = tied.filter(claim__first_published_at__isnull=False)
    return Quote.objects.filter(confirmed_at__isnull=False, pk__in=ever_public.values("quote_id"))


def once_public_articles() -> QuerySet[Article]:
    """Give the articles that readers could once see, whether or not they still can."""
    return Article.objects.filter(Exists(once_public_quotes().filter(revision__article=OuterRef("pk"))))


def once_public_actors() -> QuerySet[Actor]:
    """Give the actors that readers could once see as speaker or subject, whether or not they still can."""
    spoke = once_public_quotes().filter(speaker=OuterRef("pk"))
    was_subject = Claim.objects.filter(first_published_at__isnull=False, about=OuterRef("pk"))
    return Actor.objects.filter(Exists(spoke) | Exists(was_subject))

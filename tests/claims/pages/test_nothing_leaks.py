"""Every address of the site, asked for everything that readers may not see, shows nothing of it.

The addresses come from the URL configuration, so that a page added later is asked too.
"""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from articles.models import Actor, Article
from claims.confirming import reject
from claims.models import Claim, Quote, Topic
from claims.publishing import suspend, withdraw
from tests.claims.pages.building import article_with, published, quotation
from tests.claims.pages.whole_site import fill
from tests.factories import (
    ActorFactory,
    AssertionFactory,
    ClaimFactory,
    ClaimSubjectFactory,
    ClaimTopicFactory,
    CorrectionFactory,
    EvidenceFactory,
    QuoteFactory,
    RelayActorFactory,
    RelayFactory,
    ReplyFactory,
    ReviewFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db

SECRET = "Zyxwv"  # stands in everything that no reader may see


@pytest.fixture
def site():
    """Fill every page, and put beside it the same in every state that is not public."""
    fill()
    shown = Claim.objects.public().get(statement="The bridge is safe")
    for number, state in enumerate(set(Quote.State) - {Quote.State.CONFIRMED}):
        AssertionFactory(claim=shown, quote=hidden_quotation(f"state-{number}", state=state))
    EvidenceFactory(claim=shown, quote=hidden_quotation("evidence"))
    Claim.objects.update(note=SECRET)
    Quote.objects.update(note=SECRET)
    for status in (Claim.Status.DRAFT, Claim.Status.IN_REVIEW):
        around(ClaimFactory(statement=f"{SECRET} said a word", slug=f"never-{status}", status=status), status)
    for name, take_back in {"withdrawn": withdraw, "suspended": suspend}.items():
        claim = published(f"{SECRET} said a word", said_where=SECRET, slug=f"once-{name}")
        around(claim, name)
        take_back(claim, reason="For a reason that readers may read.")
    lost = hidden_quotation("lost")
    published("Lost its quotation since", lost, said_where="A speech.")
    reject(lost)
    actor(f"{SECRET} merged", "never-merged", merged_into=Actor.objects.get(slug="ana-ruiz"))
    connection.check_constraints()


def actor(name, slug, **fields):
    return ActorFactory(name=name, slug=slug, description=SECRET, **fields)


def hidden_quotation(name, state=Quote.State.CONFIRMED):
    revision = article_with(
        f"In a letter {SECRET} said “{SECRET} holds”.",
        headline=f"{SECRET} headline",
        slug=f"hidden-article-{name}",
        display="whole",
        copyright_notice=SECRET,
        publisher=actor(f"{SECRET} publisher", f"hidden-publisher-{name}"),
    )
    speaker = actor(f"{SECRET} speaker", f"hidden-speaker-{name}")
    if state == Quote.State.CONFIRMED:
        quote = quotation(revision, f"“{SECRET} holds”", speaker=speaker)
    else:
        quote = QuoteFactory(revision=revision, state=state, speaker=speaker, passages=[f"“{SECRET} holds”"])
    RelayActorFactory(
        relay=RelayFactory(quote=quote, text="In a letter"), actor=actor(f"{SECRET} relay", f"hidden-relay-{name}")
    )
    return quote


def around(claim, name):
    """Give a claim that is not public one of everything that a claim can have."""
    AssertionFactory(claim=claim, quote=hidden_quotation(name))
    ClaimSubjectFactory(claim=claim, actor=actor(f"{SECRET} subject", f"hidden-subject-{name}"))
    ClaimTopicFactory(claim=claim, topic=TopicFactory(name=f"{SECRET} {name}", slug=f"hidden-topic-{name}"))
    EvidenceFactory(claim=claim, title=SECRET)
    ReviewFactory(claim=claim, explanation=SECRET, reviewer_name=SECRET)
    ReplyFactory(claim=claim, actor=actor(SECRET, f"hidden-asked-{name}"), answer=SECRET, answered_at=timezone.now())
    if claim.first_published_at is None:  # what was corrected in public stays so
        CorrectionFactory(claim=claim, note=SECRET, corrected_at=timezone.now() + timedelta(days=1))


NARROWED_BY = {"topic": Topic, "about": Actor, "publisher": Actor}


def addresses():
    """Give every address of the site: each page with the slug of everything there is, each list narrowed to it."""
    slugs = {slug for model in (Claim, Actor, Article) for slug in model.objects.values_list("slug", flat=True)}
    hidden = {
        f"?{key}={slug}"
        for key, model in NARROWED_BY.items()
        for slug in model.objects.filter(slug__regex="(draft|withdrawn)$").values_list("slug", flat=True)
    }
    for name, parameters in patterns(get_resolver()):
        assert set(parameters) <= {"slug"}, f"Say here what {name} is to be asked for."
        if parameters:
            yield from (reverse(name, kwargs={"slug": slug}) for slug in slugs)
        else:
            asked = ["", *(f"?q={word}" for word in ("word", "holds", "headline", "speaker")), *hidden]
            yield from (reverse(name) + question for question in asked)


def patterns(resolver, space=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                yield from patterns(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield f"{space}{pattern.name}", pattern.pattern.converters


def test_no_address_shows_anything_of_it(client, site):
    asked = list(addresses())
    assert f"/claims/never-{Claim.Status.DRAFT}/" in asked
    for address in asked:
        response = client.get(address)
        assert SECRET.lower() not in (response.content.decode() + str(response.headers)).lower(), address


def test_what_was_never_public_can_not_be_told_from_what_never_was(client, site):
    rooms = {"claims": Claim, "actors": Actor, "articles": Article}
    for room, model in rooms.items():
        never_was = client.get(f"/{room}/nowhere-at-all/")
        hidden = model.objects.exclude(slug__contains="withdrawn").exclude(slug__contains="suspended")
        hidden = hidden.exclude(slug__contains="lost").filter(slug__regex="^(hidden|never)-")
        assert hidden.exists()
        for slug in hidden.values_list("slug", flat=True):
            response = client.get(f"/{room}/{slug}/")
            assert (response.status_code, response.content) == (404, never_was.content), (room, slug)


def test_what_was_once_public_is_gone(client, site):
    gone = ["claims/once-withdrawn", "claims/once-suspended", "articles/hidden-article-lost"]
    gone += [f"actors/hidden-{part}" for part in ("speaker-lost", "publisher-lost", "relay-lost", "subject-withdrawn")]
    for address in gone:
        assert client.get(f"/{address}/").status_code == 410, address

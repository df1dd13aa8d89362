"""Every address of the site, asked for everything that readers may not see, shows nothing of it.

The addresses come from the URL configuration, so that a page added later is asked too.
"""

from datetime import timedelta
from itertools import product

import pytest
from django.db import connection, transaction
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone
from django.utils.translation import override

from articles.models import Actor, Article
from claims import public
from claims.merging import merge
from claims.models import Claim, Quote, Topic
from claims.pages.card import card_of, card_of_site
from claims.pages.entries import entries
from claims.publishing import suspend, withdraw
from newsroom.languages import same_page
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
    UserFactory,
)

pytestmark = pytest.mark.django_db

SECRET = "Zyxwv"  # stands in everything that no reader may see
HIDDEN_LANGUAGE = "mt"  # of the articles that no reader may see


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    """Make the site once for all tests here; what a test writes, a session say, goes with the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        put_everything_up()
        yield
        transaction.set_rollback(True)
    connection.close()  # beside a browser, what tears the database down would not find this connection


def put_everything_up():
    """Fill every page, and put beside it the same in every state that is not public."""
    fill()
    shown = Claim.objects.public().get(statement="The bridge is safe")
    for number, state in enumerate(set(Quote.State) - {Quote.State.CONFIRMED}):
        AssertionFactory(claim=shown, quote=hidden_quotation(f"state-{number}", state=state))
    EvidenceFactory(claim=shown, quote=hidden_quotation("evidence"))
    Claim.objects.update(note=SECRET, sign_off_note=SECRET, sent_back_note=SECRET, signed_off_name=SECRET)
    Quote.objects.update(note=SECRET)
    for status in (Claim.Status.DRAFT, Claim.Status.IN_REVIEW):
        around(ClaimFactory(statement=f"{SECRET} said a word", slug=f"never-{status}", status=status), status)
    soon, later = (timezone.now() + timedelta(days=days) for days in (1, 2))
    for name, times in {"embargoed": {"embargo_until": later}, "scheduled": {"publish_at": soon}}.items():
        times |= {"scheduled_by": UserFactory()} if "publish_at" in times else {}
        claim = ClaimFactory(statement=f"{SECRET} said a word", slug=f"never-{name}", status="in_review", **times)
        around(claim, name)
    # What went with a claim goes with the one it is merged into; its own words and its reviews are never public.
    joined = ClaimFactory(statement=f"{SECRET} said a word", slug="never-joined", note=SECRET)
    ReviewFactory(claim=joined, explanation=SECRET, reviewer=None, reviewer_name=SECRET)
    merge(joined, into=Claim.objects.get(pk=shown.pk), reason=SECRET)
    for name, take_back in {"withdrawn": withdraw, "suspended": suspend}.items():
        claim = published(f"{SECRET} said a word", said_where=SECRET, slug=f"once-{name}")
        around(claim, name)
        take_back(claim, reason="For a reason that readers may read.")
    lost = hidden_quotation("lost")
    published("Lost its quotation since", lost, said_where="A speech.")
    Quote.objects.filter(pk=lost.pk).update(state=Quote.State.REJECTED)
    actor(f"{SECRET} merged", "never-merged", merged_into=Actor.objects.get(slug="ana-ruiz"))
    for display in ("excerpt", "link_only"):  # public articles, of which less may be read than is held
        part = article_with("He said “this much” there.", f"{SECRET} stands apart.", display=display)
        published(f"As far as {display}", quotation(part, "“this much”"))
    connection.check_constraints()


def actor(name, slug, **fields):
    return ActorFactory(name=name, slug=slug, description=SECRET, **fields)


def hidden_quotation(name, state=Quote.State.CONFIRMED):
    revision = article_with(
        f"In a letter {SECRET} said “{SECRET} holds”.",
        headline=f"{SECRET} headline",
        slug=f"hidden-article-{name}",
        display="whole",
        language=HIDDEN_LANGUAGE,
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
    ReviewFactory(claim=claim, explanation=SECRET, reviewer=None, reviewer_name=SECRET)
    ReplyFactory(claim=claim, actor=actor(SECRET, f"hidden-asked-{name}"), answer=SECRET, answered_at=timezone.now())
    if claim.first_published_at is None:  # what was corrected in public stays so
        CorrectionFactory(claim=claim, note=SECRET)


# What lists can be narrowed to, and how the hidden ones of that kind are called.
NARROWED_BY = {
    "topic": (Topic, "topic"),
    "about": (Actor, "subject"),
    "publisher": (Actor, "publisher"),
    "speaker": (Actor, "speaker"),
    "article": (Article, "article"),
    "claim": (Claim, ""),
    "outlet": (Actor, "publisher"),
}
# What lists can be narrowed to that names nothing of ours; two at once as well.
OPEN_CHOICES = [
    "?order=times",
    "?rating=none",
    "?kind=direct",
    "?kind=person&kind=media_outlet",
    "?role=relayed&role=about",
    "?year=2024&year=2026",
    "?display=link_only&display=whole",
    f"?language={HIDDEN_LANGUAGE}&language=en",
]
ROOMS = {"claims": Claim, "actors": Actor, "articles": Article}  # what stands under which first word of an address
ASKED_BY = {"reuse:oembed": Claim}  # what is asked for a thing by its whole address, in "?url="


def addresses():
    """Give every address of the site: each page with the slug of everything of its room, each list narrowed to it."""
    hidden = {
        f"?{key}={slug}"
        for key, (model, called) in NARROWED_BY.items()
        for slug in model.objects.filter(slug__regex=f"{called}-(draft|withdrawn)$").values_list("slug", flat=True)
    }
    for name, parameters in patterns(get_resolver()):
        assert set(parameters) <= {"slug", "section"}, f"Say here what {name} is to be asked for."
        if "section" in parameters:
            yield from (reverse(name, kwargs={"section": f"{kind}-0"}) for kind in ("claim", "actor", "article"))
        elif name in ASKED_BY:
            things = ASKED_BY[name].objects.all()
            yield from (f"{reverse(name)}?url=http://testserver{thing.get_absolute_url()}" for thing in things)
        elif parameters:
            room = same_page(reverse(name, kwargs={"slug": "x"}), "en").split("/")[1]
            slugs = ROOMS[room].objects.values_list("slug", flat=True)
            yield from (reverse(name, kwargs={"slug": slug}) for slug in slugs)
        else:
            words = ("word", "holds", "headline", "speaker", "hollds", "Zyxvw", "Zyxvw speaker")
            asked = ["", *(f"?q={word}" for word in words), *OPEN_CHOICES, *hidden]
            yield from (reverse(name) + question for question in asked)


FOR_STAFF = {"admin", "desk"}


def patterns(resolver, space=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace not in FOR_STAFF:
                yield from patterns(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield f"{space}{pattern.name}", pattern.pattern.converters


FURTHER_FORMS = {"claims": ["/embed/", "/card.png"], "articles": ["/annotations.json"], "actors": [".atom"]}


ICONS = ("/favicon.ico", "/apple-touch-icon.png", "/apple-touch-icon-precomposed.png")


def words_of(response, address):
    """Give what an answer says; of a picture, what is drawn in it, and only that of a public claim may be drawn."""
    path = address.partition("?")[0]
    if path in ICONS:
        return ""
    if path in ("/card.png", "/es/card.png"):
        return repr(card_of_site())
    if response["Content-Type"] != "image/png":
        return response.getvalue().decode() + str(response.headers)
    return repr(card_of(entries(public.claims().filter(slug=address.split("/")[-2]))[0]))


# Who is signed in and the language are nothing to each other, so that each is asked with one of the other.
@pytest.mark.parametrize(("role", "language"), [("reader", "en"), ("administrator", "es")])
def test_no_address_shows_anything_of_it(client, role, language):
    if role == "administrator":
        client.force_login(UserFactory(is_superuser=True))
    with override(language):
        asked = list(addresses())
    form = f"/claims/never-{Claim.Status.DRAFT}"
    assert f"{form}.json" in asked
    for expected in ("/", "/embed/"):
        assert same_page(form + expected, language) in asked
    assert f"/oembed?url=http://testserver{same_page(form, language)}/" in asked
    for address in asked:
        response = client.get(address)
        assert SECRET.lower() not in words_of(response, address).lower(), address


def test_what_was_never_public_can_not_be_told_from_what_never_was(client):
    for room, end in [
        ("claims", "/embed/"),
        ("claims", "/card.png"),
        ("articles", "/annotations.json"),
        ("actors", ".atom"),
        *product(ROOMS, ["/", ".json"]),
    ]:
        model = ROOMS[room]
        never_was = client.get(f"/{room}/nowhere-at-all{end}")
        hidden = model.objects.exclude(slug__contains="withdrawn").exclude(slug__contains="suspended")
        hidden = hidden.exclude(slug__contains="lost").filter(slug__regex="^(hidden|never)-")
        assert hidden.exists()
        for slug in hidden.values_list("slug", flat=True):
            response = client.get(f"/{room}/{slug}{end}")
            assert (response.status_code, response.content) == (404, never_was.content), (room, slug, end)


def test_what_was_once_public_is_gone(client):
    gone = ["claims/once-withdrawn", "claims/once-suspended", "articles/hidden-article-lost"]
    gone += [f"actors/hidden-{part}" for part in ("speaker-lost", "publisher-lost", "relay-lost", "subject-withdrawn")]
    for address in gone:
        for form in ["/", ".json", *FURTHER_FORMS[address.partition("/")[0]]]:
            assert client.get(f"/{address}{form}", follow=True).status_code == 410, address + form


SHOWN = {"claims": public.claims, "actors": public.actors, "articles": public.articles}


@pytest.mark.parametrize("room", SHOWN)
def test_nothing_of_it_is_counted_marked_or_offered(client, room):
    counted = client.get(f"/{room}/").context["counted"]
    assert counted.total.number == SHOWN[room]().count()
    by_group = {group.name: {choice.value: n.number for choice, n in group.values} for group in counted.groups}
    assert len(by_group) >= 4
    for name, values in by_group.items():
        assert not [value for value in values if value.startswith(("hidden", "never"))], name
        assert max(values.values()) <= counted.total.number, name
    if room == "claims":
        assert sum(by_group["rating"].values()) == counted.total.number
    if room == "articles":
        assert HIDDEN_LANGUAGE not in by_group["language"]
        assert sum(by_group["display"].values()) == counted.total.number


@pytest.mark.parametrize("room", SHOWN)
@pytest.mark.parametrize("asked", ["Zyxvw", SECRET, f"{SECRET} holds", f"{SECRET} or {SECRET}s"])
def test_nothing_of_it_is_found(client, room, asked):
    page = client.get(f"/{room}/", {"q": asked})
    assert list(page.context["listed"]) == []
    assert not page.context["near"]
    assert page.context["counted"].total.number == 0
    assert client.get(f"/{room}.json", {"q": asked}).json()["items"] == []


def test_the_lists_hold_what_is_public_and_nothing_else():
    for listed, shown in [(public.listed_actors, public.actors), (public.listed_articles, public.articles)]:
        assert set(listed().values_list("slug", flat=True)) == set(shown().values_list("slug", flat=True))

"""Text that comes in from outside is data everywhere: known attacks are shown as they were written, and do nothing."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Actor, Article, Revision
from claims.models import Claim, Correction, Evidence, Quote, Rating, Reply, Review
from tests.browser.test_admin import sign_in
from tests.claims.pages.building import article_with, published, quotation
from tests.factories import (
    ActorFactory,
    ClaimSubjectFactory,
    ClaimTopicFactory,
    CorrectionFactory,
    EvidenceFactory,
    RelayActorFactory,
    RelayFactory,
    ReplyFactory,
    ReviewFactory,
    TopicFactory,
)

ATTACKS = [
    "<script>attacked()</script>",
    "<img src=x onerror=attacked()>",
    "<svg/onload=attacked()>",
    '"><svg onload=attacked()>',
    "' onfocus=attacked() autofocus='",
    "</title></textarea></script></style><script>attacked()</script>",
    "<a href=javascript:attacked()>press</a>",
    "<iframe srcdoc='<script>parent.attacked()</script>'></iframe>",
    "<style>*{display:none}</style>",
    "<base href=https://attacker.example/>",
    "{{ 7|add:7 }}{% debug %}",
    "${7*7}#{7*7}",
    '=HYPERLINK("https://attacker.example")',
    "\u202egnorw eht yaw\u202c",
]
EVERYTHING = " ".join(ATTACKS)


@pytest.fixture
def attacked_site(transactional_db):
    """A site in which every text that somebody can write is an attack."""
    villain = ActorFactory(name=EVERYTHING[:200], description=EVERYTHING, slug="villain")
    revision = article_with(
        f"He wrote “{EVERYTHING}”.",
        ("heading", EVERYTHING),
        headline=EVERYTHING[:300],
        slug="article",
        display="whole",
        copyright_notice=EVERYTHING,
        publisher=villain,
    )
    quote = quotation(revision, f"“{EVERYTHING}”", speaker=villain)
    RelayActorFactory(relay=RelayFactory(quote=quote, text="wrote"), actor=villain)
    claim = published(EVERYTHING, quote, slug="claim", said_where=EVERYTHING)
    EvidenceFactory(claim=claim, title=EVERYTHING[:300], summary=EVERYTHING)
    ReviewFactory(
        claim=claim,
        rating=Rating.objects.first(),
        explanation=EVERYTHING,
        reviewer=None,
        reviewer_name=EVERYTHING[:200],
    )
    CorrectionFactory(claim=claim, note=EVERYTHING)
    ReplyFactory(claim=claim, actor=villain, answer=EVERYTHING, answered_at=timezone.now())
    ClaimSubjectFactory(claim=claim, actor=villain)
    ClaimTopicFactory(claim=claim, topic=TopicFactory(name=EVERYTHING[:100], slug="topic"))
    return claim


def is_unharmed(page):
    """Nothing ran, nothing came in from an attack, nothing is hidden."""
    assert page.evaluate("window.ran") is None
    intruders = "img[src=x], svg[onload], iframe, base, [onfocus], [onerror], a[href^='javascript:' i], main style"
    assert page.locator(intruders).count() == 0
    assert page.locator("body").is_visible()


@pytest.fixture
def watched(page, complaints):
    """A page that tells of every dialog and of every request to somebody else."""
    page.add_init_script("window.attacked = () => { window.ran = true }")
    page.on("dialog", lambda dialog: complaints.append(f"a dialog: {dialog.message}"))
    page.on("request", lambda asked: complaints.append(asked.url) if "//attacker.example" in asked.url[:30] else None)
    return page


PUBLIC = [
    "/",
    "/claims/",
    "/claims/values/speaker/",
    "/claims/claim/",
    "/actors/",
    "/actors/villain/",
    "/articles/",
    "/articles/article/",
    "/corrections/",
]


def test_readers_see_attacks_as_text(watched, attacked_site):
    page = watched
    for address in PUBLIC:
        page.goto(address)
        is_unharmed(page)
        assert "<script>attacked()</script>" in page.locator("main").inner_text(), address


def test_what_is_searched_for_is_shown_as_text(watched, attacked_site):
    page = watched
    for question in (attack for attack in ATTACKS if attack.isprintable()):
        page.goto("/claims/")
        page.get_by_role("searchbox").first.fill(question)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        is_unharmed(page)
        assert page.get_by_role("searchbox").first.input_value() == question


PARTS = ["change", "history"]


def test_editors_see_attacks_as_text(watched, attacked_site, admin_user):
    page = sign_in(watched, admin_user)
    for model in [Actor, Article, Revision, Quote, Claim, Review, Evidence, Correction, Reply]:
        screen = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        key = model.objects.values_list("pk", flat=True)[0]
        addresses = [reverse(f"{screen}_changelist"), *(reverse(f"{screen}_{part}", args=[key]) for part in PARTS)]
        for address in addresses:
            page.goto(address)
            is_unharmed(page)
        page.goto(addresses[1])
        assert "attacked()" in page.content(), addresses[1]

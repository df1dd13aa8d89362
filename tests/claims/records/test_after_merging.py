"""A record that is applied again after its claims and actors were merged changes nothing and brings nothing back."""

import pytest
from django.db import transaction

from articles.merging import merge as merge_actors
from articles.models import Actor, ActorName, Article
from claims.merging import merge as merge_claims
from claims.models import Assertion, Claim, ClaimSubject, Evidence, Quote, RelayActor, Reply, Review
from claims.records import apply_record, export_record
from tests.claims.records.test_seed import RECORD, SOURCE
from tests.factories import EvidenceFactory, RevisionFactory

pytestmark = pytest.mark.django_db
SAME = "The same."
MODELS = (Actor, ActorName, Article, Assertion, Claim, ClaimSubject, Evidence, Quote, RelayActor, Reply, Review)

TWO = """\
actors:
  - name: Ana Ruiz
    kind: person
    description: minister of works
    wikidata_id: Q1
  - name: Señora Ruiz
    kind: person
    wikidata_id: Q2
quotations:
  - key: safe
    kind: direct
    speaker: Ana Ruiz
    passages:
      - “the bridge is safe”
    relays:
      - text: a statement to The Herald
        kind: statement
        actors:
          - Ana Ruiz
          - Señora Ruiz
claims:
  - statement: The bridge is safe
    slug: bridge-safe
    status: published
    about:
      - Ana Ruiz
      - Señora Ruiz
    quotations:
      - safe
    evidence:
      - bearing: supports
        title: Inspection report
    reviews:
      - rating: mostly-true
        explanation: The report says so.
        reviewer: Jo Field
        reviewed: 2026-01-05
        approved_by: Kim Rivera
        approved: 2026-01-05
  - statement: The bridge holds
    slug: bridge-holds
    status: published
    said_where: A speech.
    about:
      - Ana Ruiz
    quotations:
      - quotation: safe
        stance: asserts
    evidence:
      - bearing: supports
        title: Inspection report
      - bearing: context
        title: Another report
    reviews:
      - rating: "true"
        explanation: It is plain to see.
        reviewer: Jo Field
        reviewed: 2026-01-06
        approved_by: Kim Rivera
        approved: 2026-01-07
    replies:
      - actor: Señora Ruiz
        asked: 2026-01-04T10:00:00+00:00
"""


def everything():
    return {
        model.__name__: [
            {name: value for name, value in row.items() if name != "search"}
            for row in model.objects.order_by("pk").values()
        ]
        for model in MODELS
    }


@pytest.mark.parametrize("turn", [1, -1])
@pytest.mark.parametrize("without", ["", "    wikidata_id: Q1\n", "    wikidata_id: Q2\n"])
@pytest.mark.parametrize("slugs", [True, False])
def test_merged_in_either_direction(apply, turn, without, slugs):
    record = TWO.replace(without, "") if without else TWO
    record = record if slugs else record.replace("    slug: bridge-safe\n", "").replace("    slug: bridge-holds\n", "")
    apply(record)
    one, other = list(Actor.objects.filter(name__contains="Ruiz").order_by("pk"))[::turn]
    merge_actors(one, into=other, reason=SAME)
    old, kept = list(Claim.objects.order_by("pk"))[::turn]
    merge_claims(old, into=kept, reason=SAME)
    before = everything()
    again = apply(record)
    assert not again.changed
    assert everything() == before


def test_merged_into_others_that_no_record_knows(apply):
    apply(TWO)
    outsider = Actor.objects.create(name="Ana María Ruiz Pérez", kind=Actor.Kind.PERSON)
    for actor in Actor.objects.filter(wikidata_id__in=["Q1", "Q2"]):
        merge_actors(actor, into=outsider, reason=SAME)
        outsider.refresh_from_db()
    before = everything()
    assert not apply(TWO).changed
    assert everything() == before


def test_a_fresh_record_may_name_a_merged_actor_twice(apply, revision):
    apply(TWO.partition("quotations:")[0])
    one, other = Actor.objects.filter(name__contains="Ruiz").order_by("pk")
    merge_actors(other, into=one, reason=SAME)
    apply(TWO)
    assert Actor.objects.count() == 2
    assert set(ClaimSubject.objects.values_list("actor", flat=True)) == {one.pk}


def test_a_review_of_a_merged_claim_stays_away_with_a_warning(apply):
    apply(TWO)
    old, kept = Claim.objects.get(slug="bridge-safe"), Claim.objects.get(slug="bridge-holds")
    merge_claims(old, into=kept, reason=SAME)
    told = TWO[TWO.index("      - rating: mostly-true") : TWO.index("  - statement: The bridge holds")]
    more = TWO.replace(told, told + told.replace("The report says so.", "So it does."))
    again = apply(more)
    assert not again.changed
    assert any("this claim was merged into “The bridge holds”" in warning for warning in again.warnings)


def test_of_the_seed_nothing_comes_back_and_what_is_exported_says_the_same(tmp_path):
    article = Article.objects.create(file_name="cold-blooded-murder.txt", headline=SOURCE.headline)
    revision = RevisionFactory(article=article, text=SOURCE.text)
    apply_record(RECORD, article, revision)
    first, second, third = Claim.objects.order_by("pk")[:3]
    EvidenceFactory(claim=first)
    merge_claims(first, into=second, reason=SAME)
    merge_claims(second, into=third, reason=SAME)
    people = Actor.objects.filter(kind="person").order_by("pk")
    merge_actors(people[0], into=people[1], reason=SAME)
    article.refresh_from_db()
    before = everything()
    assert not apply_record(RECORD, article, revision).changed
    assert everything() == before
    path = tmp_path / RECORD.name
    path.write_text(export_record(article), encoding="utf-8")
    again = apply_record(path, article, revision)
    assert not again.changed
    assert again.warnings == ()
    assert everything() == before


@pytest.mark.parametrize("public", [True, False])
def test_a_merged_claim_comes_back_with_its_reviews_and_its_address_leads_on(apply, revision, client, tmp_path, public):
    record = TWO if public else TWO.replace("status: published", "status: draft")
    path = tmp_path / "written.yaml"
    with transaction.atomic():
        apply(record)
        old, kept = Claim.objects.get(slug="bridge-safe"), Claim.objects.get(slug="bridge-holds")
        merge_claims(old, into=kept, reason=SAME)
        written = export_record(Article.objects.get())
        transaction.set_rollback(True)
    assert "merged:" in written
    path.write_text(written, encoding="utf-8")
    assert not Claim.objects.exists()
    article = Article.objects.get()
    apply_record(path, article, revision)
    old, kept = Claim.objects.get(slug="bridge-safe"), Claim.objects.get(slug="bridge-holds")
    assert old.merged_into == kept
    assert [review.explanation for review in old.reviews.all()] == ["The report says so."]
    assert client.get("/claims/bridge-safe/").status_code == (301 if public else 404)
    if public:
        data = client.get("/claims/bridge-holds.json").json()
        assert [review["explanation"] for review in data["reviews_before_merging"]] == ["The report says so."]
    assert export_record(Article.objects.get()) == written
    before = everything()
    again = apply_record(path, article, revision)
    assert not again.changed
    assert again.warnings == ()
    assert everything() == before


def test_what_was_neither_public_nor_reviewed_is_not_written(apply):
    apply(TWO)
    draft = Claim.objects.create(statement="The bridge stands")
    merge_claims(draft, into=Claim.objects.get(slug="bridge-holds"), reason=SAME)
    assert "The bridge stands" not in export_record(Article.objects.get())

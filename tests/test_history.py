"""Every change to an article, actor, quotation or claim is on record: who, when, what it was before."""

import pghistory
import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from articles.models import Actor, Article
from claims.models import Claim, Passage, Quote
from newsroom.models import Circumstance
from tests.factories import ActorFactory, ArticleFactory, ClaimFactory, QuoteFactory, UserFactory
from tests.rules import refused, sql

pytestmark = pytest.mark.django_db

# Never changed once made, so that the row itself is the record.
ONLY_EVER_ADDED = {"articles.Revision", "articles.Section", "articles.Paragraph"}
# The scale of ratings changes by migration.
FIXED = {"claims.Rating"}
# Gathered by the database from what is on record.
GATHERED = {
    *("claims.ActorListing", "claims.ActorTally", "claims.ArticleListing", "claims.ChangeCount", "claims.Listing"),
    *("claims.Confirmation", "claims.LetPass"),
    "claims.Lapse",  # what was changed, and the verb that saw to it, are on record with the claim
}
GATHERED_FIELDS = {"claims.Claim": {"taken_back_at"}}

MODELS = [
    model
    for app in ("articles", "claims")
    for model in apps.get_app_config(app).get_models()
    if not hasattr(model, "pgh_tracked_model") and model._meta.label not in ONLY_EVER_ADDED | FIXED | GATHERED
]


def events_of(model):
    return apps.get_model(model._meta.app_label, f"{model.__name__}Event").objects.order_by("pgh_id")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_is_on_record(model):
    """A model that is forgotten has no event table; one that is excluded in part is caught by the next test."""
    assert events_of(model).count() == 0


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_stored_field_is_on_record(model):
    stored = {field.name for field in model._meta.local_fields if not field.generated}
    kept = {field.name for field in events_of(model).model._meta.get_fields()}
    assert stored - GATHERED_FIELDS.get(model._meta.label, set()) <= kept


@pytest.mark.parametrize("factory", [ActorFactory, ArticleFactory, QuoteFactory, ClaimFactory])
def test_change_by_save_update_and_sql(factory):
    thing = factory()
    model, table = type(thing), type(thing)._meta.db_table
    field = {Actor: "description", Article: "headline", Quote: "note", Claim: "note"}[model]
    setattr(thing, field, "by save")
    thing.save()
    model.objects.filter(pk=thing.pk).update(**{field: "by update"})
    sql(f"UPDATE {table} SET {field} = 'by SQL' WHERE id = %s", thing.pk)
    kept = list(events_of(model).filter(pgh_obj_id=thing.pk).values_list("pgh_label", field))
    assert kept[0][0] == "insert"
    assert kept[1:] == [("update", "by save"), ("update", "by update"), ("update", "by SQL")]


def test_bulk_and_deletion_are_on_record():
    Actor.objects.bulk_create(Actor(name=f"Actor {n}", kind="person", slug=f"actor-{n}") for n in range(3))
    sql("DELETE FROM articles_actorname; DELETE FROM articles_actor")
    assert list(events_of(Actor).values_list("pgh_label", flat=True)) == ["insert"] * 3 + ["delete"] * 3


def test_who_and_from_where():
    editor = UserFactory()
    sql(
        "INSERT INTO articles_actor (kind, name, slug, description, wikidata_id, authority_link, created, modified)"
        " VALUES ('person', 'Past the application', 'past', '', '', '', now(), now())"
    )
    with pghistory.context(user=editor.pk, command="correct"):
        Actor.objects.update(name="By an editor")
    made, changed = events_of(Actor).select_related("pgh_context")
    assert made.pgh_context is None
    assert made.db_role == connection.connection.info.user
    assert changed.pgh_context.metadata == {"user": editor.pk, "command": "correct"}
    assert changed.pgh_created_at >= made.pgh_created_at


def test_the_record_itself_is_only_added_to():
    ActorFactory()
    with refused("Cannot update or delete rows"):
        events_of(Actor).update(name="Never happened")
    with refused("Cannot update or delete rows"):
        sql("DELETE FROM articles_actorevent")
    with refused("can't be emptied"):
        sql("TRUNCATE articles_actorevent")


@pytest.mark.parametrize("model", [Actor, Article, Quote, Passage, Claim])
def test_no_table_on_record_is_emptied_past_it(model):
    with refused("can't be emptied"):
        sql(f"TRUNCATE {model._meta.db_table} CASCADE")


def test_who_made_a_change_stays_on_record():
    with pghistory.context(user=1, command="correct"):
        ActorFactory()
    for change in ({"metadata": {"user": 2, "command": "correct"}}, {"metadata": {}}, {"created_at": timezone.now()}):
        with refused("Who made a change stays on record"):
            Circumstance.objects.update(**change)
    with refused("Who made a change stays on record"):
        sql("DELETE FROM pghistory_context")
    with refused("can't be emptied"):
        sql("TRUNCATE pghistory_context CASCADE")


def test_more_may_become_known_of_who_made_a_change():
    with pghistory.context(user=None, url="/admin/"):
        ActorFactory()
        with pghistory.context(user=1, command="correct"):
            Actor.objects.update(name="Corrected")
    assert Circumstance.objects.get().metadata == {"user": 1, "url": "/admin/", "command": "correct"}

"""Actors are found by any of their names, without regard to case, accents and spacing."""

import pytest
from django.db.models import Value

from articles import vocabulary
from articles.models import Actor, ActorName, Paragraph, Section
from newsroom.slugs import is_neutral
from newsroom.text_functions import SearchKey
from tests.factories import ActorFactory, ActorNameFactory
from tests.rules import refused, sql

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Nicolás Maduro", "nicolas MADURO"),
        ("Nicola\u0301s Maduro", "Nicolás Maduro"),
        ("Łukasz  Żółć", "lukasz zolc"),
        ("Владимир Путин", "ВЛАДИМИР ПУТИН"),
        ("O’Brien", "o'brien"),
    ],
)
def test_found_without_regard_to_case_accents_and_spacing(written, asked):
    actor = ActorFactory(name=written)
    assert list(Actor.objects.named(asked)) == [actor]


def test_found_by_another_name():
    actor = ActorNameFactory(actor__name="Vladimir Padrino", name="General Padrino").actor
    assert list(Actor.objects.named("general padrino")) == [actor]


def test_one_name_may_belong_to_two():
    first, second = ActorFactory(name="Juan Pérez"), ActorFactory(name="Juan Perez")
    assert set(Actor.objects.named("juan perez")) == {first, second}
    assert first.slug != second.slug


def test_its_own_name_is_findable_however_it_was_stored():
    Actor.objects.bulk_create([Actor(name="Axios", kind=Actor.Kind.MEDIA_OUTLET, slug="axios")])
    assert Actor.objects.named("AXIOS").get().name == "Axios"
    Actor.objects.update(name="Axios Media")
    assert Actor.objects.named("axios media").exists()
    assert Actor.objects.named("axios").exists()


def test_a_name_is_listed_once_for_an_actor():
    actor = ActorFactory(name="José")
    with refused("actor_name_is_listed_once"):
        ActorName.objects.bulk_create([ActorName(actor=actor, name="JOSE")])


def test_empty_names_are_refused():
    with refused("actor_has_a_name"):
        ActorFactory(name="")


def test_the_key_is_given_by_the_database_alone():
    with refused("key"):
        sql("INSERT INTO articles_actorname (actor_id, name, key) VALUES (%s, 'A', 'b')", ActorFactory().pk)


def test_wikidata_ids():
    ActorFactory(wikidata_id="Q312")
    with refused("actor_wikidata_id_is_unique"):
        ActorFactory(wikidata_id="Q312")
    with refused("actor_wikidata_id_is_well_formed"):
        ActorFactory(wikidata_id="312")


def test_merging_ends_at_an_actor_that_stands():
    standing = ActorFactory()
    merged = ActorFactory(merged_into=standing)
    with refused("Merge into the actor that stands"):
        ActorFactory(merged_into=merged)
    with refused("Merge into the actor that stands"):
        Actor.objects.filter(pk=standing.pk).update(merged_into=ActorFactory())
    with refused("actor_is_not_merged_into_itself"):
        other = ActorFactory()
        Actor.objects.filter(pk=other.pk).update(merged_into=other)
    assert list(Actor.objects.standing().filter(pk__in=[standing.pk, merged.pk])) == [standing]


def test_an_address_never_changes():
    actor = ActorFactory(name="Axios")
    actor.name = "Axios Media"
    actor.save()
    assert actor.slug == "axios"
    with refused("An address never changes"):
        Actor.objects.update(slug="other")


def test_names_in_any_script_get_an_address():
    assert ActorFactory(name="Владимир Путин").slug == "vladimir-putin"
    assert is_neutral(ActorFactory(name="…").slug)


def test_search_key_of_nothing_is_nothing():
    ActorFactory()
    assert Actor.objects.values_list(SearchKey(Value("  ")), flat=True).get() == ""


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        (Actor.Kind, vocabulary.ActorKind),
        (Paragraph.Kind, vocabulary.ParagraphKind),
        (Section.Kind, vocabulary.SectionKind),
    ],
)
def test_stored_choices_are_the_vocabulary(choices, words):
    assert choices.values == [word.value for word in words]

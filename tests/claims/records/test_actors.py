import pytest

from articles.models import Actor
from claims.records import RecordError
from tests.factories import ActorFactory, ActorNameFactory

pytestmark = pytest.mark.django_db


def record(**keys):
    return "actors:\n  - name: José Mujica\n" + "".join(f"    {key}: {value}\n" for key, value in keys.items())


def test_an_actor_is_found_without_regard_to_case_and_accents(apply):
    actor = ActorFactory(name="JOSE MUJICA")
    applied = apply(record(kind="person", description="farmer"))
    actor.refresh_from_db()
    assert Actor.objects.get() == actor
    assert actor.description == "farmer"
    assert applied.warnings == ("bridge.yaml:2: actors[1].name: stays “JOSE MUJICA”, as it is in the database.",)


def test_an_actor_is_found_by_another_name(apply):
    actor = ActorNameFactory(name="José Mujica", actor__name="Pepe").actor
    apply(record(kind="person", names="[El Pepe]"))
    assert set(actor.names.values_list("name", flat=True)) == {"Pepe", "José Mujica", "El Pepe"}
    assert Actor.objects.count() == 1


def test_one_of_another_kind_that_is_only_also_called_so_is_another(apply):
    ActorNameFactory(name="José Mujica", actor__name="José Mujica Foundation", actor__kind="organisation")
    apply(record(kind="person"))
    assert Actor.objects.count() == 2


def test_a_kind_that_was_guessed_is_set_right(apply):
    ActorFactory(name="José Mujica", kind="group")
    assert apply(record(kind="person")).warnings == ()
    assert Actor.objects.get().kind == "person"


def test_a_merged_actor_is_the_one_it_was_merged_into(apply):
    standing = ActorFactory(name="Pepe")
    ActorFactory(name="José Mujica", merged_into=standing)
    apply(record(kind="person", description="farmer"))
    standing.refresh_from_db()
    assert (Actor.objects.count(), standing.description) == (2, "farmer")


def test_several_of_one_name_are_never_guessed(apply):
    ActorFactory(name="José Mujica", description="farmer")
    ActorFactory(name="José Mujica", description="singer")
    with pytest.raises(RecordError) as caught:
        apply(record(kind="person"))
    message = str(caught.value)
    assert message.startswith("bridge.yaml:2: actors[1].name: the registry has 2 actors of this name: ")
    assert "José Mujica (farmer); José Mujica (singer)" in message
    assert "wikidata_id:" in message


@pytest.mark.parametrize("sure", [{"wikidata_id": "Q9095"}, {"names": "[El Pepe]"}, {"description": "farmer"}])
def test_what_tells_them_apart_is_used(apply, sure):
    ActorFactory(name="José Mujica", description="singer")
    farmer = ActorFactory(name="José Mujica", description="farmer", wikidata_id="Q9095")
    ActorNameFactory(actor=farmer, name="El Pepe")
    applied = apply(record(kind="person", **sure))
    assert (Actor.objects.count(), applied.warnings) == (2, ())


def test_another_wikidata_id_is_another_actor(apply):
    ActorFactory(name="José Mujica", wikidata_id="Q1")
    apply(record(kind="person", wikidata_id="Q9095"))
    assert Actor.objects.count() == 2


def test_two_of_one_name_in_a_record_are_two(apply):
    both = record(key="farmer", kind="person", description="farmer") + record(
        key="singer", kind="person", description="singer"
    ).removeprefix("actors:\n")
    apply(both)
    assert Actor.objects.count() == 2
    assert not apply(both).changed


def test_two_that_say_just_the_same_are_two(apply):
    both = record(key="one", kind="person") + record(key="two", kind="person").removeprefix("actors:\n")
    apply(both)
    assert Actor.objects.count() == 2
    assert not apply(both).changed
    with pytest.raises(RecordError):
        apply(record(kind="person"))


def test_two_of_one_name_are_not_dealt_out(apply):
    ActorFactory.create_batch(2, name="José Mujica")
    both = record(key="farmer", kind="person", description="farmer") + record(
        key="singer", kind="person", description="singer"
    ).removeprefix("actors:\n")
    with pytest.raises(RecordError):
        apply(both)

"""The catalogues: whole for every language, and kept so by one command."""

import gettext
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings
from django.core.management import CommandError, call_command

from newsroom.translating.catalogue import Place, as_compiled, as_written, faults, read, renewed
from newsroom.translating.keeping import lacking
from newsroom.translating.sources import marked

PAGE = """
{% load i18n %}
<h1 title="{% translate 'A title' %}">{% blocktranslate trimmed %}
  Some   words
  by {{ name }}
{% endblocktranslate %}</h1>
{% blocktranslate count n=times %}once{% plural %}{{ n }} times{% endblocktranslate %}
{% translate "Told" context "before a day" %} {{ before|default:_("Newer") }} it's {% if x == _("Odd") %}"{% endif %}
"""
CODE = """
import django.utils.translation
def words(n):
    yield _("Part one, "
            "part two")
    # Translators: how many
    yield ngettext("%(n)s claim", "%(n)s claims", n)
    yield pgettext_lazy("verb", "Open")
    yield gettext_noop("Kept")
    yield str("Not marked")
"""


@pytest.fixture
def root(tmp_path):
    for path, text in {"templates/page.html": PAGE, "claims/words.py": CODE, "claims/s.js": 'gettext("Time")'}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def test_every_catalogue_is_whole_and_compiled():
    """Whatever is missing here: “make messages” says what is to be translated, and docs/translating.md how."""
    assert list(lacking(settings.BASE_DIR, dict(settings.LANGUAGES), write=False)) == []


def test_every_kind_of_mark_is_found(root):
    found = {(message.id, message.context) for message in marked(root, "django") if message.id}
    assert found == {
        ("A title", None),
        ("Some   words by %(name)s", None),
        (("once", "%(n)s times"), None),
        ("Told", "before a day"),
        ("Newer", None),
        ("Odd", None),
        ("Part one, part two", None),
        (("%(n)s claim", "%(n)s claims"), None),
        ("Open", "verb"),
        ("Kept", None),
    }
    assert [message.id for message in marked(root, "djangojs") if message.id] == ["Time"]
    assert marked(root, "django").get(("%(n)s claim", "%(n)s claims")).auto_comments == ["Translators: how many"]


def test_one_singular_with_two_plurals_is_refused(root):
    (root / "claims/more.py").write_text('ngettext("once", "%(n)s times in one article", n)')
    with pytest.raises(ValueError, match="need a context"):
        marked(root, "django")


def texts(**strings):
    catalogue = Catalog(locale="es", domain="django", charset="utf-8", fuzzy=False)
    for text, string in strings.items():
        catalogue.add(text, string)
    return catalogue


def test_a_catalogue_keeps_what_is_translated_and_drops_what_nobody_says():
    new = renewed(texts(kept="se queda", gone="se va"), texts(kept="", fresh=""))
    assert {message.id: message.string for message in new if message.id} == {"kept": "se queda", "fresh": ""}


@pytest.mark.parametrize(
    ("text", "string", "fault"),
    [
        ("a", "", "not translated"),
        ("by %(name)s", "por %(nombre)s", "placeholder"),
        ("by %(name)s", "por alguien", "other placeholders"),
        ("{who} did", "hizo {quien}", "other placeholders"),
        ("%s of %s", "%s", "unbalanced"),
        ("see <b>it</b>", "véalo", "tags"),
        (("%(n)s claim", "%(n)s claims"), ("%(n)s afirmación", ""), "not translated"),
        (("%(n)s claim", "%(n)s claims"), ("%(n)s afirmación",), "plural forms"),
    ],
)
def test_what_is_wrong_with_a_translation_is_said(text, string, fault):
    sources, catalogue = texts(), texts()
    sources.add(text)
    catalogue.add(text, string)
    found = list(faults(catalogue, sources))
    assert found
    assert any(fault in said for said in found), found


def test_fuzzy_obsolete_missing_and_strange_texts_are_said():
    catalogue = texts(strange="raro")
    catalogue.add("guessed", "supuesto", flags=["fuzzy"])
    catalogue.obsolete["old"] = catalogue.get("strange")
    said = "\n".join(faults(catalogue, texts(guessed="", missing="")))
    for fault in ("marked nowhere: 'strange'", "fuzzy: 'guessed'", "not in the catalogue: 'missing'", "obsolete"):
        assert fault in said


def test_what_is_written_is_read_again_and_compiled_for_the_program(root, tmp_path):
    catalogue = renewed(texts(), marked(root, "django"))
    catalogue.get("Kept").string = "Guardado «así»\n"
    catalogue.get(("once", "%(n)s times")).string = ("una vez", "%(n)s veces")
    place = Place(tmp_path / "locale", "es", "django")
    place.written.parent.mkdir(parents=True)
    place.written.write_bytes(as_written(catalogue))
    assert as_written(read(place)) == as_written(catalogue)
    place.compiled.write_bytes(as_compiled(read(place)))
    with place.compiled.open("rb") as file:
        words = gettext.GNUTranslations(file)
    assert words.gettext("Kept") == "Guardado «así»\n"
    assert [words.ngettext("once", "%(n)s times", n) for n in (1, 2)] == ["una vez", "%(n)s veces"]


def test_the_command_brings_catalogues_up_to_date_and_says_what_to_translate(root, settings, capsys):
    settings.BASE_DIR = root
    with pytest.raises(CommandError, match="not in the catalogue: 'A title'"):
        call_command("messages", check=True)
    assert not (root / "locale").exists()
    with pytest.raises(CommandError, match="not translated: 'A title'"):
        call_command("messages")
    path = Path(root / "locale/es/LC_MESSAGES/django.po")
    written = path.read_text()
    for message in (
        "A title",
        "Some   words by %(name)s",
        "Told",
        "Newer",
        "Odd",
        "Part one, part two",
        "Open",
        "Kept",
    ):
        written = written.replace(f'msgid "{message}"\nmsgstr ""', f'msgid "{message}"\nmsgstr "{message}"')
    for singular, plural in (("%(n)s claim", "%(n)s claims"), ("once", "%(n)s times")):
        written = written.replace('msgstr[0] ""\nmsgstr[1] ""', f'msgstr[0] "{singular}"\nmsgstr[1] "{plural}"', 1)
    path.write_text(written)
    script = path.with_name("djangojs.po")
    script.write_text(script.read_text().replace('msgid "Time"\nmsgstr ""', 'msgid "Time"\nmsgstr "Hora"'))
    with pytest.raises(CommandError, match="is of another state"):
        call_command("messages", check=True)
    call_command("messages")
    call_command("messages", check=True)

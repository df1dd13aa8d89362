import pytest

from claims.records import RecordError, article_beside, read_record
from tests.claims.records.conftest import RECORD


def refused(path):
    with pytest.raises(RecordError) as caught:
        read_record(path)
    return str(caught.value)


def test_a_record_is_read(write):
    content = read_record(write()).content
    assert [actor.name for actor in content.actors] == ["Ana Ruiz", "The Herald"]
    assert content.quotations[0].source.text == "The minister"
    assert content.claims[0].quotations[0].stance == "asserts"
    assert content.claims[0].reviews[0].reviewed.isoformat() == "2026-01-05T00:00:00+00:00"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    kind: direct\n", "", "bridge.yaml:15: quotations[1].kind: is missing"),
        (
            "kind: direct",
            "kind: shouted",
            "bridge.yaml:16: quotations[1].kind: is “shouted”, which is none of 'direct'",
        ),
        ("speaker:", "speakr:", "quotations[1].speakr: is no key of a record. Did you mean “speaker”?"),
        ("display:", "displayed:", "bridge.yaml:3: article.displayed: is no key of a record. Did you mean “display”?"),
        ("display: whole", "display: some", "none of 'whole', 'excerpt' or 'link_only'"),
        ("kind: person", "kind: pirson", "bridge.yaml:7: actors[1].kind: is “pirson”"),
        ("    source: He\n", "    source:\n      txt: He\n", "quotations[2].source.txt: is no key of a record"),
        ("      - Bridges", "      Bridges", "bridge.yaml:41: claims[1].topics: should be a list"),
        ("explanation: The", "reason: The", "bridge.yaml:53: claims[1].reviews[1].reason: is no key"),
        (
            "reviewed: 2026-01-05",
            "reviewed: yesterday",
            "claims[1].reviews[1].reviewed: “yesterday” is no date or time",
        ),
        ("status: published", "status: withdrawn", "claims[1].status: is “withdrawn”, which is none of"),
        ("statement: The bridge is safe", "statement: ' '", "claims[1].statement: can't be empty"),
        ("slug: bridge-safe", "slug: bridge safe", "claims[1].slug: is “bridge safe”"),
        (
            "      - “the bridge is safe”\n",
            "      - ''\n",
            "bridge.yaml:21: quotations[1].passages[1].text: can't be empty",
        ),
        ("speaker: Ana Ruiz", "speaker: Ana Ruis", "“Ana Ruis” is no actor of this record. Did you mean “Ana Ruiz”?"),
        ("publisher: The Herald", "publisher: Herold", "bridge.yaml:2: article.publisher: “Herold” is no actor"),
        ("      - safe\n", "      - unsafe\n", "bridge.yaml:44: claims[1].quotations[1]: “unsafe” is no quotation"),
        ("key: old", "key: safe", "bridge.yaml:27: quotations[2].key: “safe” is there already"),
        ("name: The Herald", "name: Ana Ruiz", "actors[2].name: “Ana Ruiz” is there already"),
        ("      - quotation: old", "      - quotation: safe", "claims[1].quotations[2]: “safe” is there already"),
        ("kind: indirect", "kind: own_voice", "the article's own voice has no source"),
        ("name: The Herald\n    kind", "name: The Herald\n    wikidata_id: Herald\n    kind", "actors[2].wikidata_id"),
    ],
)
def test_what_is_wrong_is_said_with_file_line_and_place(write, old, new, message):
    assert old in RECORD
    assert message in refused(write(RECORD.replace(old, new)))


def test_all_problems_are_told_in_order_of_lines(write):
    record = RECORD.replace("kind: person", "kind: x").replace("kind: direct", "kind: y").replace("slug:", "slog:")
    lines = [int(problem.split(":")[1]) for problem in refused(write(record)).splitlines()]
    assert lines == [7, 16, 37]


def test_a_file_that_is_not_there_is_said_to_be(tmp_path):
    assert refused(tmp_path / "none.yaml") == "none.yaml:1: There is no such file. Check the path."


def test_the_article_is_the_file_of_the_same_name(write):
    record = write()
    article = record.with_suffix(".txt")
    article.write_text("text")
    assert article_beside(record) == article


def test_a_record_for_no_article_or_for_two_is_refused(write):
    record = write()
    with pytest.raises(RecordError, match=r"bridge.yaml:1: is a record for no article: there is no bridge.txt"):
        article_beside(record)
    for suffix in (".txt", ".html"):
        record.with_suffix(suffix).write_text("text")
    with pytest.raises(RecordError, match=r"several article files \(bridge.html and bridge.txt\)"):
        article_beside(record)

from hypothesis import given
from hypothesis import strategies as st

from claims.records.loading import load
from claims.records.writing import as_yaml
from tests.claims.records.texts import any_text


def test_it_is_pleasant_to_read():
    record = {
        "article": {"display": "excerpt"},
        "claims": [
            {"statement": "The bridge is safe", "topics": ["Bridges", "no"]},
            {"statement": '"Safe," he said, and it\'s true', "note": "word " * 30 + "end"},
        ],
    }
    assert as_yaml(record, "A record.") == (
        "# A record.\n\n"
        "article:\n  display: excerpt\n\n"
        "claims:\n"
        "  - statement: The bridge is safe\n    topics:\n      - Bridges\n      - no\n\n"
        '  - statement: >-\n      "Safe," he said, and it\'s true\n'
        "    note: >-\n" + "      " + " ".join(["word"] * 20) + "\n      " + " ".join(["word"] * 10) + " end\n"
    )


@given(st.lists(any_text(), min_size=1, max_size=4), any_text())
def test_loading_gives_what_was_written(items, text):
    record = {
        "article": {"headline": text, "bylines": items},
        "claims": [{"statement": item, "quotations": [{"text": item, "after": text}, item]} for item in items],
    }
    assert load(as_yaml(record, "A record.").encode(), "a.yaml")[0] == record

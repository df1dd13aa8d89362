import pytest

from claims.records.loading import MAX_BYTES, load
from claims.records.places import RecordError


def refused(data):
    with pytest.raises(RecordError) as caught:
        load(data if isinstance(data, bytes) else data.encode(), "a.yaml")
    return str(caught.value)


def test_every_value_is_a_text_as_written():
    content, _ = load(b"a: no\nb: 1.0\nc: 2026-01-04\nd: ~\ne: '  x'\nf: 0x1F\n", "a.yaml")
    assert content == {"a": "no", "b": "1.0", "c": "2026-01-04", "d": "~", "e": "  x", "f": "0x1F"}


def test_a_key_without_a_value_counts_as_left_out():
    assert load(b"a:\nb: ''\n", "a.yaml")[0] == {"b": ""}


def test_lines_are_those_of_the_file():
    _, places = load(b"# note\n\na:\n  - b: >-\n      long\n      text\n    c: d\n", "a.yaml")
    assert [places.line(loc) for loc in [("a",), ("a", 0, "b"), ("a", 0, "c")]] == [3, 4, 7]


def test_the_line_of_what_is_missing_is_that_of_what_lacks_it():
    _, places = load(b"a:\n  - b: c\n", "a.yaml")
    assert places.line(("a", 0, "missing", "deeper")) == 2


def test_a_byte_order_mark_and_windows_line_ends_are_read():
    content, places = load(b"\xef\xbb\xbfa: b\r\nc: d\r\n", "a.yaml")
    assert content == {"a": "b", "c": "d"}
    assert places.line(("c",)) == 2


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"a: 1\nb: \xe9\n", 2, "isn't UTF-8"),
        ("a: b".encode("utf-16"), 1, "isn't UTF-8"),
        (b"a: 1\nb: x: y\n", 2, "no valid YAML"),
        (b"a: [1,\n", 2, "no valid YAML"),
        (b"a: b\n\tc: d\n", 2, "no valid YAML"),
        (b"a: 1\n\x07\n", 2, "U+0007"),
        (b"a: 1\nb: 2\na: 3\n", 3, "already, in line 1"),
        (b"a: &x 1\n", 1, "anchor or alias"),
        (b"a: *x\n", 1, "anchor or alias"),
        (b"a: !!python/object:os.system x\n", 1, "tag"),
        (b"a: !!str x\n", 1, "tag"),
        (b"- a\n", 1, "should begin with keys"),
        (b"", 1, "is empty"),
        (b"# nothing\n", 2, "is empty"),
        (b"a: 1\n---\nb: 2\n", 2, "second document"),
        (b"a:\n  - b\n  -\n", 3, "empty item"),
        (b'a: "\\0"\n', 1, "no character of a text"),
        (b'a: "\\ud83d"\n', 1, "no character of a text"),
        (b"? [a]\n: b\n", 1, "no plain word"),
        (b"a: " + b"[" * 5000, 1, "nested deeper"),
        (b"x" * (MAX_BYTES + 1), 1, "larger than"),
    ],
)
def test_what_is_no_record_is_refused_with_its_line(data, line, words):
    message = refused(data)
    assert message.startswith(f"a.yaml:{line}: ")
    assert words in message


def test_aliases_are_refused_before_they_grow():
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    assert "anchor or alias" in refused("\n".join(lines))

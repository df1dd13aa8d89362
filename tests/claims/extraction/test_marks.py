import pytest

from claims.extraction.marks import quoted_runs


def inside(text, **options):
    return [text[run.inner_start : run.inner_end] for run in quoted_runs(text, 0, len(text), **options)]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("“Yes,” she said. “No.”", ["Yes,", "No."]),
        ('"Yes," she said. "No."', ["Yes,", "No."]),
        ("''Yes,'' she said. ''No.''", ["Yes,", "No."]),
        ("„Ja“, said the mayor.", ["Ja"]),
        ("«Oui», said the mayor.", ["Oui"]),
        ('He called it a "mess".', ["mess"]),
        ('(“Yes,” she said.) ("No.")', ["Yes,", "No."]),
        ("“He told me ‘never’ twice,” she said.", ["He told me ‘never’ twice,"]),
    ],
)
def test_marks_of_every_make(text, runs):
    assert inside(text) == runs


@pytest.mark.parametrize(
    "text", ['A 12" pipe burst.', "It’s the dogs’ home.", "rock 'n' roll", "the '90s", "5' 11''", '""']
)
def test_what_is_no_mark(text):
    assert inside(text) == []


def test_single_marks_only_when_asked_for():
    text = "Mayor says 'it's over' in council's row"
    assert inside(text) == []
    assert inside(text, single=True) == ["it's over"]


def test_single_marks_inside_double_ones_stay_within():
    assert inside("“A ‘b’ c” and ‘d’", single=True) == ["A ‘b’ c", "d"]


def test_an_unclosed_run_ends_with_its_paragraph():
    text = "“We will go on.\n“And on.”"
    first = text.index("\n")
    (run,) = quoted_runs(text, 0, first)
    assert (run.start, run.end, run.closed) == (0, first, False)


def test_of_two_opening_marks_the_nearer_is_believed():
    assert inside('The sign " said "Keep out" to all.') == ["Keep out"]

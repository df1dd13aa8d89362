import pytest

from claims.scoring.words import SAYING


@pytest.mark.parametrize(
    "form",
    ["says", "told", "written", "read", "denied", "denies", "denying", "stresses", "blaming", "slammed", "according"],
)
def test_the_forms_of_verbs_of_saying(form):
    assert form in SAYING


@pytest.mark.parametrize("form", ["wants", "sayed", "telled", "believed"])
def test_other_words_are_none(form):
    assert form not in SAYING

from collections import Counter

import pytest

from claims.scoring import Bands, Figures, Judgement
from claims.scoring.figures import Rate
from claims.scoring.judging import Count


def judged(**counts):
    return Judgement(Counter({Count[name]: number for name, number in counts.items()}), [], [])


def test_precision_recall_and_their_harmonic_mean():
    figures = Figures()
    figures.add([judged(PIECES_FOUND=2, PIECES_PROPOSED=3, PIECES_MARKED=4)])
    figures.add([judged(PIECES_FOUND=1, PIECES_PROPOSED=1, PIECES_MARKED=2)])
    assert figures.articles == 2
    assert figures.direct == Rate(75.0, 50.0, 60.0)


def test_an_article_marked_by_two_counts_once():
    figures = Figures()
    figures.add([judged(FOUND_WITH_SOURCE=1, PROPOSED=2, MARKED=1), judged(FOUND_WITH_SOURCE=2, PROPOSED=2, MARKED=5)])
    figures.add([judged(FOUND_WITH_SOURCE=1, PROPOSED=2, MARKED=2)])
    assert figures.full == Rate(62.5, 50.0, 55.6)  # 2.5 right of 4 proposed, of 5 marked


def test_nothing_to_count_gives_nought():
    assert Figures().direct_with_speaker == Rate(0, 0, 0)
    assert Figures().speech_recall == 0


def test_bands_tell_share_and_speakers_right():
    bands = Bands()
    bands.add([(0.95, True), (0.9, True), (0.5, False)])
    bands.add([(0.9, False), (0.1, True)], weight=0.5)
    table = {band.floor: (band.share, band.right) for band in bands.table()}
    assert table[0.9] == (62.5, 80.0)  # 2.5 of 4, of which 2 right
    assert table[0.5] == (25.0, 0.0)
    assert table[0.0] == (12.5, 100.0)
    assert table[0.8] == (0.0, None)


def test_bands_of_nothing():
    assert {(band.share, band.right) for band in Bands().table()} == {(0.0, None)}


@pytest.mark.parametrize("name", ["direct", "direct_with_speaker", "attribution", "full"])
def test_data_go_by_the_names_of_the_protocol(name):
    assert Figures().as_data()[name] == {"P": 0.0, "R": 0.0, "F1": 0.0}

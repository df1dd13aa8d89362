"""Requests beyond the most wait for their turn, and every way out gives the place back."""

from threading import Event, Thread

import pytest

from newsroom.at_once import AtOnce


def test_one_more_than_the_most_waits_for_an_answer_to_be_closed():
    begun = []

    def application(environ, start_response):
        begun.append(environ)
        return [b"answer"]

    at_once = AtOnce(application, most=2)
    first, _second = at_once({}, None), at_once({}, None)
    answered = Event()
    third = Thread(target=lambda: (at_once({}, None), answered.set()), daemon=True)
    third.start()
    assert not answered.wait(0.1)
    assert list(first) == [b"answer"]
    first.close()
    assert answered.wait(5)
    assert len(begun) == 3


def test_an_answer_closes_what_it_holds_and_gives_its_place_back_once():
    class Answer:
        closed = 0

        def __iter__(self):
            return iter([b"x"])

        def close(self):
            self.closed += 1
            raise OSError("gone")

    held = Answer()
    at_once = AtOnce(lambda environ, start_response: held, most=1)
    answer = at_once({}, None)
    with pytest.raises(OSError, match="gone"):
        answer.close()
    assert held.closed == 1
    with pytest.raises(OSError, match="gone"):
        at_once({}, None).close()


def test_a_failing_application_gives_its_place_back():
    def fails(environ, start_response):
        raise ValueError("no")

    at_once = AtOnce(fails, most=1)
    for _ in range(3):
        with pytest.raises(ValueError, match="no"):
            at_once({}, None)

"""A short walk with every run of the tests; `make walk` takes a long one, each time another."""

import logging
import os
import time

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.walk.machine import Walk

logger = logging.getLogger(__name__)
SECONDS = int(os.environ.get("WALK_SECONDS", "0"))  # how long to go on walking; 0: the short walk
SHORT = {"max_examples": 4, "stateful_step_count": 20, "phases": [Phase.generate], "derandomize": True}
LONG = {"max_examples": 5, "stateful_step_count": 40, "phases": [Phase.generate, Phase.shrink], "derandomize": False}


class EmptiedWalk(Walk):
    """A walk that leaves an empty database behind."""

    def teardown(self) -> None:
        super().teardown()
        call_command("flush", verbosity=0, interactive=False, reset_sequences=False, allow_cascade=False)


@pytest.mark.django_db(transaction=True)
def test_whatever_is_done_readers_are_told_nothing_false():
    ends = time.monotonic() + SECONDS
    options = LONG if SECONDS else SHORT
    while True:
        run_state_machine_as_test(
            EmptiedWalk,
            settings=settings(
                **options, report_multiple_bugs=False, print_blob=False, suppress_health_check=list(HealthCheck)
            ),
        )
        if time.monotonic() >= ends:
            break
    done = sum(number for (_act, outcome), number in Walk.acts.items() if outcome == "done")
    logger.info("\n".join(f"{act} {outcome}: {number}" for (act, outcome), number in sorted(Walk.acts.items())))
    assert done * 5 > Walk.acts.total(), "most acts are refused: the walk no longer fits the forms"

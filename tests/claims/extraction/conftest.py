"""The parser, loaded once for all tests that need trees."""

import pytest

from claims.extraction import SpacyParser


@pytest.fixture(scope="session")
def parser():
    return SpacyParser()

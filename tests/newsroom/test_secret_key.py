from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom.secret_key import local_secret_key


def test_it_is_made_once_for_its_owner_only(tmp_path):
    key = local_secret_key(tmp_path / "var")

    assert len(key) >= 50
    assert local_secret_key(tmp_path / "var") == key
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret-key"]
    assert (tmp_path / "var" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_whoever_starts_together_gets_the_same(tmp_path):
    with ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(lambda _: local_secret_key(tmp_path / "var"), range(64)))

    assert len(keys) == 1


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "var").write_text("a file")

    with pytest.raises(ImproperlyConfigured, match=r"var/secret-key cannot be read or made: .*set SECRET_KEY"):
        local_secret_key(tmp_path / "var")


def test_an_empty_key_is_refused(tmp_path):
    (tmp_path / "secret-key").write_text("\n")

    with pytest.raises(ImproperlyConfigured, match="is empty: delete it"):
        local_secret_key(tmp_path)

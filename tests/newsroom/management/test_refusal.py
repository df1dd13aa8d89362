"""What can't carry Newsroom's data says so, and what does, before it begins."""

import pytest
from django.core.management import CommandError, call_command, execute_from_command_line


@pytest.mark.parametrize("command", ["dumpdata", "loaddata"])
def test_fixtures_are_refused_with_what_to_use(command):
    with pytest.raises(CommandError, match=f"{command} .*pg_dump.*pg_restore.*docs/running.md"):
        call_command(command, "claims")


@pytest.mark.parametrize(
    "arguments", [["dumpdata", "--indent", "2", "claims"], ["loaddata", "x.json", "--ignorenonexistent"]]
)
def test_whatever_else_is_asked(arguments, capsys):
    with pytest.raises(SystemExit) as end:
        execute_from_command_line(["manage.py", *arguments])
    assert end.value.code == 1
    assert "pg_restore" in capsys.readouterr().err

"""One module a command: each reads its arguments and calls a verb."""

"""A random walk over the acts of a newsroom, with a reader's view checked after each."""

"""Spanish times."""

"""English times."""

"""What was said and how it stands."""

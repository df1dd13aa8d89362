"""What was published and who is named in it."""

"""What the public may see, as data: JSON that is described by OpenAPI, and tables as CSV."""

"""Finding quotations: text in, proposals out; no database and no Django."""

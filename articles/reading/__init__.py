"""Reading a file: bytes in, a plain SourceArticle out; no database and no Django."""

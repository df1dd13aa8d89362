"""Finding claims: by words, by choices that narrow a list, in an order; with counts, marks and near spellings.

All of it looks through ``public.listings()``, one row a public claim; docs/pages.md tells how.
"""

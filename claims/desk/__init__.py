"""The review desk: one page per article, on which an editor confirms, mends and ties its quotations."""

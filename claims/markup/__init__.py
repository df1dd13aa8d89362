"""What machines read of a page: schema.org's words for claims and reviews, W3C Web Annotations for quotations.

These modules read, never write; what may be shown, ``claims.public`` decides before they are asked.
"""

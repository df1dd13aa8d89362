"""The catalogues under `locale/`: what the sources say, what each language makes of it, and whether that is whole.

Needs Babel, which is there for development; a newsroom that runs reads the compiled catalogues alone.
"""

"""Words and signs that extraction looks at, for texts made of them in any order."""

NARRATION = """
    said says told saying adding and but that who according to the a he she they claimed accused of is was not in on
    reporters Anna Berg Carl Dahl President Monday an interview with Post U.S. dam rained שלום مرحبا 🌧
"""
SIGNS = """ “ ” " '' ' ‘ ’ « , . : ? ! — ( ) 12" 5' """
WORDS = [*NARRATION.split(), *SIGNS.split(), *SIGNS.split(), "\n", "\n\n", "\x00", "\u200f", ""]

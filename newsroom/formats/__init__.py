"""How times are written, in each language: as Django has it, and in which zone."""

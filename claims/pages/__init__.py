"""The public pages, one module for each thing that readers look at."""

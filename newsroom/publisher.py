"""Who publishes this site, as it tells machines: with the policies that make its ratings worth something."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Publisher:
    """A newsroom and the addresses of its policies."""

    name: str
    url: str
    principles: str  # what it publishes and why, how it stays fair
    corrections_policy: str
    method: str  # how it checks facts
    funding: str = ""  # who owns it and who pays

"""Where a request comes from."""

import re
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"  # noqa: S104 - nothing listens there: it stands for who connects through a socket without address
LONGEST = 64  # the longest address, its zone and port are shorter
_PORT = re.compile(r"\[(?P<six>[^\[\]]+)\](:\d{1,5})?|(?P<four>[\d.]+):\d{1,5}", re.ASCII)


def address_of(request: HttpRequest) -> str:
    """Return the visitor's IP address: what the proxy in front wrote down last, and without one, who connects.

    What stands before that in ``X-Forwarded-For`` is the visitor's own word, and so is never believed. What can't be
    read counts as the proxy's own address: whoever sends nonsense shares one address with all who do.
    """
    connects = read_address(request.META.get("REMOTE_ADDR", "")) or UNKNOWN
    if not settings.BEHIND_PROXY:
        return connects
    return read_address(str(request.headers.get("X-Forwarded-For", "")).rpartition(",")[2]) or connects


def read_address(text: str) -> str:
    """Return the IP address in ``text``, with or without a port, in its one short form; "" where there is none.

    An IPv4 address in an IPv6 one is that IPv4 address, and the zone of a local one is left out: the database holds
    none, and it tells machines on our own wire apart, not visitors.
    """
    text = text.strip()
    if len(text) > LONGEST:
        return ""
    with_port = _PORT.fullmatch(text)
    if with_port:
        text = with_port["six"] or with_port["four"]
    try:
        found = ip_address(text.partition("%")[0] if ":" in text else text)
    except ValueError:
        return ""
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(found)

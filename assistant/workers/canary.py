"""Does this process reach the network? Asked after the walls are up, in the daemon and in every child."""

from __future__ import annotations

import errno
import os
import socket

PORT = "INKLING_CANARY"
"""Environment variable with the loopback port on which the daemon listened before its wall went up."""

_DENIED = {errno.EPERM, errno.EACCES, errno.EAFNOSUPPORT, errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL}


def reaches_network(port: int | None = None) -> bool:
    """True unless the kernel refuses a TCP connection to ``port`` of the loopback address.

    "Connection refused" counts as reached: the packet went out and came back. So the answer stays right
    when nobody listens any more.
    """
    if port is None:
        text = os.environ.get(PORT, "")
        port = int(text) if text.isdigit() else 9
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.settimeout(2.0)
            probe.connect(("127.0.0.1", port))
    except OSError as error:
        return error.errno not in _DENIED
    return True

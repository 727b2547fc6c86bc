"""Asks the service on this machine whether it lives: for a container's health check. Ends with 0 or 1."""

import http.client
import sys

from isonomia.service.config import settings_from

PORT = 8321


def is_healthy(port: int = PORT) -> bool:
    """Whether /healthz answers within three seconds, under the name that members type."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=3)
    try:
        connection.request("GET", "/healthz", headers={"Host": settings_from().host})
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if is_healthy() else 1)

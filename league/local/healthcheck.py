"""Asks a web server of this machine whether it can answer; a container's health check, too."""

import http.client
import sys


def fault(port: int) -> str:
    """Why the server is not well; empty when it and its database are."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        connection.request("GET", "/healthz", headers={"X-Forwarded-Proto": "https"})
        status = connection.getresponse().status
        return "" if status == 200 else f"it answers with status {status}"
    except (OSError, http.client.HTTPException) as error:
        return str(error)
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(fault(8000) or 0)

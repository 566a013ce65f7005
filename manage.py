#!/usr/bin/env python
"""Django's command line. Without DATABASE_URL its commands share the embedded server."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "league.settings")
    from django.core.management import execute_from_command_line

    from league.local.errors import told_plainly

    with told_plainly():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

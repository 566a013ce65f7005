"""What the server process imports: `granian --interface wsgi league.wsgi:application`."""

import gc
import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "league.settings")

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def _made() -> Application:
    """What needs settings and models is imported once Django is set up."""
    django_application = get_wsgi_application()
    from django.conf import settings

    if not settings.PAGE_CACHE:
        return django_application
    from league.middleware import PublicationsDue
    from league.page_cache.build import pages
    from league.page_cache.front import Front

    return Front(django_application, pages(), PublicationsDue(aside=True))


application = _made()
# What is loaded by now stays: the collector need not go through it, which now and then would hold
# up readers for a tenth of a second. A page makes ten thousands of objects and lets them go.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 10, 10)

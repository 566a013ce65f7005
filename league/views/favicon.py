"""The address that browsers ask for by themselves on a page that names no icon (the admin's)."""

from django.http import HttpRequest, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe


@require_safe
def favicon(_request: HttpRequest) -> HttpResponseRedirect:
    """To the site's icon."""
    return HttpResponseRedirect(static("images/favicon.svg"))

"""Who is signed out while typing finds it all again after signing in."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.admin.sites import AdminSite
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect

_KEPT = "typed_before_signing_in"
"""Of the session; the log-in page asks for it by this name."""
_MOST = 200_000
"""Letters that are kept of one form."""

View = Callable[..., HttpResponseBase]
"""Of a request, the parts of its address, and what was typed before signing in."""


def kept_fields(site: AdminSite, view: View) -> Callable[..., HttpResponseBase]:
    """The view behind the admin site's log-in. What is posted while signed out goes into the
    session, and the view gets it back, once, when the same address is next asked for."""

    def within(request: HttpRequest, **parts: object) -> HttpResponseBase:
        kept = request.session.pop(_KEPT, None) or {}
        typed = kept.get("fields", {}) if kept.get("at") == request.get_full_path() else {}
        return view(request, kept=typed, **parts)

    protected = site.admin_view(within)

    def outer(request: HttpRequest, **parts: object) -> HttpResponseBase:
        if request.method == "POST" and not site.has_permission(request):
            fields = {k: v for k, v in request.POST.dict().items() if k != "csrfmiddlewaretoken"}
            if sum(map(len, fields.values())) <= _MOST:
                request.session[_KEPT] = {"at": request.get_full_path(), "fields": fields}
        return protected(request, **parts)

    return outer


def by_button(act: View, back: Callable[..., str]) -> Callable[..., HttpResponseBase]:
    """What a button does, which no visit of its address does. Who comes there by signing in again
    is led to the page with the button, whose address ``back`` makes of the same parts."""

    def view(request: HttpRequest, **parts: object) -> HttpResponseBase:
        if request.method == "POST":
            return act(request, **parts)
        messages.warning(request, "Nothing was done: look again, and press the button.")
        return HttpResponseRedirect(back(**parts))

    return view

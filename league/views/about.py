"""What this site is, and what it is not."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from league.presenters.content.about_page import about_page
from league.reads import quarters


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    page = about_page(quarters.published().quarters, settings.CONTACT_EMAIL)
    return render(request, "content/about.html", {"page": page})

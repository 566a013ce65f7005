"""Signing in, and the second factor. Of allauth's pages those that this site has a use for."""

from allauth.account.views import login, reauthenticate
from allauth.socialaccount.views import login_cancelled, login_error
from django.urls import include, path

from .single_sign_on import callback as back
from .single_sign_on import login as login_elsewhere

urlpatterns = [
    path("sign-in/", login, name="account_login"),
    path("confirm/", reauthenticate, name="account_reauthenticate"),
    path("second-factor/", include("allauth.mfa.urls")),
    path("single-sign-on/cancelled/", login_cancelled, name="socialaccount_login_cancelled"),
    path("single-sign-on/error/", login_error, name="socialaccount_login_error"),
    path("single-sign-on/<slug:provider_id>/login/", login_elsewhere, name="openid_connect_login"),
    path("single-sign-on/<slug:provider_id>/login/callback/", back, name="openid_connect_callback"),
]

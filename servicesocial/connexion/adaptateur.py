"""Accounts: opened by administrators in the annuaire, never by the person; allauth only lets people in."""

from allauth.account import views
from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import path, re_path


class AdaptateurCompte(DefaultAccountAdapter):
    """allauth as we use it: no sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


# Chosen one by one: allauth's own list also opens sign-up and changes of e-mail, which belong to the annuaire.
urlpatterns = [
    path("connexion/", views.login, name="account_login"),
    path("deconnexion/", views.logout, name="account_logout"),
    path("compte-ferme/", views.account_inactive, name="account_inactive"),
    path("confirmer/", views.reauthenticate, name="account_reauthenticate"),
    path("mot-de-passe/changer/", views.password_change, name="account_change_password"),
    path("mot-de-passe/oublie/", views.password_reset, name="account_reset_password"),
    path("mot-de-passe/oublie/envoye/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^mot-de-passe/oublie/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "mot-de-passe/change/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]

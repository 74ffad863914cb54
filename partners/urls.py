from django.urls import path

from partners.views import equipe, liens, partenaires, secteurs, sites, textes

app_name = "partners"

_sites = [
    path("annuaire/", sites.liste, name="sites"),
    path("annuaire/secteurs/", secteurs.secteurs, name="secteurs"),
    path("annuaire/sites/nouveau/", sites.creer, name="site_creer"),
    path("annuaire/sites/<uuid:uuid>/", sites.detail, name="site"),
    path("annuaire/sites/<uuid:uuid>/modifier/", sites.modifier, name="site_modifier"),
    path("annuaire/sites/<uuid:uuid>/fermer/", sites.fermer, name="site_fermer"),
    path(
        "annuaire/sites/<uuid:uuid>/points-accueil/nouveau/", sites.ajouter_point, name="point_accueil_creer"
    ),
    path(
        "annuaire/sites/<uuid:uuid>/points-accueil/<int:numero>/modifier/",
        sites.modifier_point,
        name="point_accueil_modifier",
    ),
    path(
        "annuaire/sites/<uuid:uuid>/points-accueil/<int:numero>/fermer/",
        sites.fermer_point,
        name="point_accueil_fermer",
    ),
]

_partenaires = [
    path("annuaire/partenaires/", partenaires.liste, name="partenaires"),
    path("annuaire/partenaires/nouveau/", partenaires.creer, name="partenaire_creer"),
    path("annuaire/partenaires/<uuid:uuid>/", partenaires.detail, name="partenaire"),
    path("annuaire/partenaires/<uuid:uuid>/modifier/", partenaires.modifier, name="partenaire_modifier"),
    path("annuaire/partenaires/<uuid:uuid>/fermer/", partenaires.fermer, name="partenaire_fermer"),
    path(
        "annuaire/partenaires/<uuid:uuid>/interlocuteurs/nouveau/",
        partenaires.ajouter_interlocuteur,
        name="interlocuteur_creer",
    ),
    path(
        "annuaire/partenaires/<uuid:uuid>/interlocuteurs/<int:numero>/modifier/",
        partenaires.modifier_interlocuteur,
        name="interlocuteur_modifier",
    ),
    path(
        "annuaire/partenaires/<uuid:uuid>/interlocuteurs/<int:numero>/fermer/",
        partenaires.fermer_interlocuteur,
        name="interlocuteur_fermer",
    ),
]

_liens = [
    path("annuaire/partenaires/<uuid:uuid>/liens/nouveau/", liens.creer, name="lien_creer"),
    path("annuaire/liens/<uuid:uuid>/revoquer/", liens.revoquer, name="lien_revoquer"),
]

_textes = [
    path("annuaire/textes/", textes.liste, name="textes"),
    path("annuaire/textes/notices/nouvelle/", textes.publier, name="notice_publier"),
    path("annuaire/textes/notices/<slug:code>/", textes.notice, name="notice"),
    path("annuaire/textes/consignes/nouvelle/", textes.ajouter, name="consigne_ajouter"),
    path("annuaire/textes/consignes/<slug:code>/fermer/", textes.fermer, name="consigne_fermer"),
]

_reste = [
    path("annuaire/equipe/", equipe.liste, name="equipe"),
    path("annuaire/equipe/<uuid:uuid>/export/", equipe.export, name="equipe_export"),
    path("annuaire/listes/", equipe.referentiels, name="referentiels"),
]

urlpatterns = [*_sites, *_partenaires, *_liens, *_textes, *_reste]

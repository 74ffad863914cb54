from django.urls import path

from cases.messages.views import appels, messages

urlpatterns = [
    path("appels/", appels.appels, name="appels"),
    path("appels/export/", appels.exporter, name="appels_export"),
    path("appels/regler/", appels.regler, name="appels_regler"),
    path("appels/compter/", appels.compter, name="appel_compter"),
    path("appels/retirer/", appels.retirer, name="appel_retirer"),
    path("messages/", messages.liste, name="messages"),
    path("messages/<uuid:uuid>/", messages.rappeler, name="message_rappeler"),
    path("accompagnements/<uuid:uuid>/message/", messages.laisser, name="message_laisser"),
]

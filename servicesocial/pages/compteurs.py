"""Counting what somebody sends, in the cache. Without Redis nothing is counted and nobody is stopped."""

import ipaddress
import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def compter(usage: str, qui: str, duree: int) -> int:
    """Counts one more sending of `qui` in the current window of `duree` seconds; returns how many there are.

    0 when Redis does not answer. `qui` (an address, a link) is hashed with the key of the installation: the cache
    holds nobody's address.
    """
    empreinte = salted_hmac("servicesocial.pages.compteurs", f"{usage}:{qui}", algorithm="sha256").hexdigest()
    cle = f"compteur:{int(time.time() // duree)}:{empreinte}"
    cache.add(cle, 0, duree)
    try:
        return cache.incr(cle)
    except ValueError:
        # Redis came back between the two lines.
        return 0


def adresse_du_visiteur(request: HttpRequest) -> str:
    """Where a request comes from, as the login counts it; of an IPv6 address, the network of one subscriber."""
    adresse = ipaddress.ip_address(get_adapter(request).get_client_ip(request))
    if adresse.version == 6:
        return str(ipaddress.ip_network(f"{adresse}/64", strict=False))
    return str(adresse)

#!/usr/bin/env python3
"""Health check of the web container: /sante/pret, asked with the name the site answers to."""

import os
import sys
import urllib.error
import urllib.request

hote = os.environ["SSAM_HOTES"].split(",")[0].strip()
demande = urllib.request.Request("http://127.0.0.1:8000/sante/pret", headers={"Host": hote})
try:
    with urllib.request.urlopen(demande, timeout=5) as reponse:
        sys.exit(0 if reponse.status == 200 else 1)
except (urllib.error.URLError, OSError) as erreur:
    sys.exit(f"Le site n'est pas prêt : {erreur}")

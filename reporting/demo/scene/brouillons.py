"""Entretiens that their authors have begun to write.

Gives life to the drafts of the home page and to the text that a dossier offers to take up again. Feeds no published
figure: a draft is no entretien (F0).
"""

from cases.entretiens.domain.brouillon import enregistrer_brouillon
from reporting.demo.recit import textes
from reporting.demo.scene.horloge import a, instant
from reporting.demo.scene.ouvertures import Suivi
from reporting.demo.scene.troupe import Troupe


def commencer_des_textes(troupe: Troupe, suivis: list[Suivi]) -> None:
    """The day before, by the référents of the first of those who are followed."""
    for suivi in suivis[: troupe.ampleur.brouillons]:
        with a(instant(troupe.veille, 17, troupe.alea.randint(0, 50))):
            enregistrer_brouillon(
                agent=suivi.referent,
                accompagnement=suivi.accompagnement,
                contenu={
                    "date": troupe.veille.isoformat(),
                    "mode": troupe.alea.choice(("telephone", "lieu_accueil")),
                    "synthese": troupe.alea.choice(textes.OUVERTURES[suivi.axe]),
                },
            )

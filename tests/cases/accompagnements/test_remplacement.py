"""A replacement has one replacing agent at a time, whoever else is away."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cases.models import Remplacement
from partners.models import Agent
from tests.cases.outils import jour
from tests.fabriques import RemplacementFactory

EN_JUILLET = {"du": jour("2023-07-01"), "au": jour("2023-07-31")}


def test_un_agent_n_est_remplace_que_par_un_seul_a_la_fois(
    ass: Agent, collegue: Agent, ass_autre_site: Agent
) -> None:
    RemplacementFactory(remplace=ass, remplacant=collegue, **EN_JUILLET)
    chevauche = Remplacement(
        remplace=ass, remplacant=ass_autre_site, du=jour("2023-07-31"), au=jour("2023-08-31")
    )
    with pytest.raises(ValidationError, match="déjà remplacé"):
        chevauche.full_clean()
    with pytest.raises(IntegrityError, match="chevauchement"), transaction.atomic():
        chevauche.save()
    Remplacement(
        remplace=ass, remplacant=ass_autre_site, du=jour("2023-08-01"), au=jour("2023-08-31")
    ).full_clean()


def test_deux_agents_sont_absents_en_meme_temps(ass: Agent, collegue: Agent, ass_autre_site: Agent) -> None:
    RemplacementFactory(remplace=ass, remplacant=ass_autre_site, **EN_JUILLET)
    second = Remplacement(remplace=collegue, remplacant=ass_autre_site, **EN_JUILLET)
    second.full_clean()
    second.save()
    assert Remplacement.objects.en_cours(jour("2023-07-14")).count() == 2


def test_une_periode_a_l_envers_et_soi_meme_sont_refuses_avec_leur_phrase(
    ass: Agent, collegue: Agent
) -> None:
    with pytest.raises(ValidationError, match="La date de fin précède"):
        Remplacement(
            remplace=ass, remplacant=collegue, du=jour("2023-07-02"), au=jour("2023-07-01")
        ).full_clean()
    with pytest.raises(ValidationError, match="ne se remplace pas lui-même"):
        Remplacement(remplace=ass, remplacant=ass, **EN_JUILLET).full_clean()

"""In the tests, writing an undefined variable is an error in our templates only."""

import pytest
from django.template import Context, Template, engines

from servicesocial.environnement.chemins import RACINE
from servicesocial.settings.variables_strictes import VariableIndefinie


def gabarit(texte: str, origine: str) -> Template:
    compile_ = Template(texte, engine=engines["django"].engine)
    compile_.origin.name = origine
    return compile_


NOTRE = str(RACINE / "templates" / "essai.html")


@pytest.mark.parametrize("texte", ["{{ absente }}", "{{ objet.absent }}", "{{ absente|default:'x' }}"])
def test_ecrire_une_variable_absente_est_une_erreur(texte: str) -> None:
    with pytest.raises(VariableIndefinie, match=r"templates/essai\.html"):
        gabarit(texte, NOTRE).render(Context({"objet": object()}))


def test_demander_si_elle_existe_n_en_est_pas_une() -> None:
    texte = "{% if absente %}oui{% else %}non{% endif %}{% for x in absente %}{{ x }}{% endfor %}"
    assert gabarit(texte, NOTRE).render(Context({})) == "non"


def test_les_gabarits_des_bibliotheques_gardent_le_silence_de_django() -> None:
    ailleurs = str(RACINE / ".venv" / "lib" / "site-packages" / "autre" / "x.html")
    assert gabarit("[{{ absente }}]", ailleurs).render(Context({})) == "[]"

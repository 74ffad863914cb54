"""One dossier out of two: a side for each thing that differs."""

from typing import Any

from django import forms

from cases.enums import Cote
from cases.transferts.queries.fusion import Comparaison
from servicesocial.typographie import ABSENT

CHAMP, CONFLIT = "champ_", "conflit_"


def _choix(garde: str, absorbe: str) -> list[tuple[str, str]]:
    return [
        (Cote.GARDE.value, f"{garde or ABSENT} (dossier gardé)"),
        (Cote.ABSORBE.value, f"{absorbe or ABSENT} (dossier absorbé)"),
    ]


class FusionForm(forms.Form):
    """A field for each difference, answered as proposed; a conflict and two NIR have no answer beforehand."""

    empreinte = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, comparaison: Comparaison, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["empreinte"].initial = comparaison.empreinte
        for champ in comparaison.champs:
            self._demander(
                CHAMP + champ.nom, champ.libelle, _choix(champ.garde, champ.absorbe), champ.propose.value
            )
        if comparaison.nir_differents:
            nirs = _choix(comparaison.garde.nir, comparaison.absorbe.nir)
            self._demander("nir", "Les deux NIR diffèrent : lequel est juste ?", nirs)
            self.fields["motif_nir"] = forms.CharField(
                label="Pourquoi l’autre NIR est faux",
                max_length=200,
                help_text="« Deux chiffres inversés à la saisie », par exemple. Deux NIR sont d’ordinaire ceux de "
                "deux personnes.",
            )
        if comparaison.porte_nir:
            self.fields["nir_explique"] = forms.CharField(
                label="Pourquoi le NIR gardé ne dit pas le même sexe ou la même naissance",
                max_length=200,
                required=False,
                initial=comparaison.garde.nir_explique or comparaison.absorbe.nir_explique,
                help_text="Seulement s’il diffère de ce qui est choisi ci-dessus.",
            )
        for conflit in comparaison.conflits:
            self._demander(
                CONFLIT + conflit.cle,
                f"{conflit.titre} : que garder ?",
                _choix(conflit.dire(Cote.GARDE), conflit.dire(Cote.ABSORBE)),
            )

    def montrer(self, comparaison: Comparaison) -> None:
        """Refused, the page shows the dossiers as they are now: what is sent next answers that."""
        self.data = self.data.copy()
        self.data["empreinte"] = comparaison.empreinte

    def _demander(
        self, nom: str, libelle: str, choix: list[tuple[str, str]], propose: str | None = None
    ) -> None:
        self.fields[nom] = forms.ChoiceField(
            label=libelle, choices=choix, widget=forms.RadioSelect, initial=propose
        )

    def acte(self) -> dict[str, Any]:
        """The arguments of fusionner_dossiers."""
        lus = self.cleaned_data
        choix = {
            nom.removeprefix(prefixe): Cote(valeur)
            for nom, valeur in lus.items()
            for prefixe in (CHAMP, CONFLIT)
            if nom.startswith(prefixe)
        }
        autres = {nom: lus[nom] for nom in ("empreinte", "nir", "motif_nir", "nir_explique") if nom in lus}
        return {"choix": choix} | autres

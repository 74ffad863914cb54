"""What the service receives, before or beside a dossier."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat, Now
from django.utils import timezone

from cases.enums import (
    DEMANDES_REPONDUES,
    SIGNALEMENTS_A_TRAITER,
    AccordPersonne,
    Axe,
    EtatDemande,
    EtatSignalement,
    MoyenContact,
    Sexe,
)
from cases.models.accompagnements.accompagnement import Accompagnement
from cases.models.personnes.assure import Assure
from cases.models.personnes.nir import PorteNir
from cases.models.socle.base import ActeQuerySet, Annulable, Identifiee, Territoriale
from cases.rules.promesse import DELAI_CONTACT
from partners.enums import Profil, TypeParametre
from partners.models import Agent, Parametre
from servicesocial.champs import parmi

# The one order of the queue: its list, its extracts, its neighbours. What is urgent, then the nearest deadline.
ORDRE_DE_LA_FILE = ("-urgent", "echeance", "id")


class SignalementQuerySet(ActeQuerySet):
    def visible_to(self, agent: Agent) -> Self:
        """ASS and CSAM: their sites (or whole units so affected); secrétariat and manager: their units.

        An ASS also reads what was given to him, whatever the site of the unit that received it.
        """
        lisibles = super().visible_to(agent)
        return lisibles.filter(
            Q(site__in=agent.sites(Profil.ASS, Profil.CSAM))
            | Q(departement__in=agent.unites_entieres(Profil.ASS, Profil.CSAM))
            | Q(departement__in=agent.unites(Profil.SECRETARIAT, Profil.MANAGER))
            | Q(affecte_a=agent, departement__in=agent.unites(Profil.ASS))
        )

    def avec_promesse(self) -> Self:
        """Annotates `heures_contact`: the hours of the contact promised that day; None when a rendez-vous is
        promised.
        """
        delais = Parametre.objects.filter(
            code=Concat(Value(DELAI_CONTACT), OuterRef("origine__code")),
            du__lte=OuterRef("recu_le"),
            unite=TypeParametre.HEURES,
        )
        return self.annotate(heures_contact=Subquery(delais.order_by("-du").values("valeur")[:1]))

    def a_traiter(self) -> Self:
        return self.comptent().filter(etat__in=SIGNALEMENTS_A_TRAITER)

    def transfert_attendu(self) -> Self:
        """Keeps the signalements whose dossier was asked of another unit, which has not answered yet."""
        return self.filter(transfert_demande_le__isnull=False, transfert_repondu_le__isnull=True)

    def en_file(self) -> Self:
        return self.order_by(*ORDRE_DE_LA_FILE)

    def apres(self, signalement: "Signalement") -> Self:
        """Returns what comes after the signalement in the queue, the nearest first.

        The signalement itself may have left the queue.
        """
        suite = Q(echeance__gt=signalement.echeance) | Q(echeance=signalement.echeance, pk__gt=signalement.pk)
        if signalement.urgent:
            return self.filter((Q(urgent=True) & suite) | Q(urgent=False)).en_file()
        return self.filter(suite, urgent=False).en_file()

    def avant(self, signalement: "Signalement") -> Self:
        """Returns what comes before the signalement in the queue, the nearest first."""
        debut = Q(echeance__lt=signalement.echeance) | Q(echeance=signalement.echeance, pk__lt=signalement.pk)
        if signalement.urgent:
            return self.filter(debut, urgent=True).en_file().reverse()
        return self.filter(Q(urgent=True) | (Q(urgent=False) & debut)).en_file().reverse()


class Signalement(Identifiee, Territoriale, PorteNir, Annulable):
    """An origin signals a person on a day, through a canal (DOS-6). Each state reached has its date.

    `site` received it and counts it (F10). Until a dossier is designated, the person is known by what the signalement
    says.
    """

    vers_signalement = ""

    site = models.ForeignKey("partners.Site", models.PROTECT, related_name="+")
    assure = models.ForeignKey(Assure, models.PROTECT, null=True, blank=True, related_name="signalements")
    nom = models.CharField("nom", max_length=80)
    prenom = models.CharField("prénom", max_length=80)
    sexe = models.CharField("sexe", max_length=1, choices=Sexe, default=Sexe.NON_RENSEIGNE)
    date_naissance = models.DateField("date de naissance", null=True, blank=True)
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    commune = models.ForeignKey("partners.Commune", models.PROTECT, null=True, blank=True, related_name="+")
    recu_le = models.DateField("reçu le")
    # Loading a folder writes rows in SQL: the database has the same defaults.
    cree_le = models.DateTimeField("enregistré le", default=timezone.now, db_default=Now(), editable=False)
    origine = models.ForeignKey("partners.OrigineSignalement", models.PROTECT, related_name="+")
    canal = models.ForeignKey("partners.CanalSignalement", models.PROTECT, related_name="+")
    partenaire = models.ForeignKey(
        "partners.Partenaire", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Who signs, and where to answer: kept as written, an interlocuteur of the annuaire or not.
    signale_par = models.CharField("signalé par", max_length=160, blank=True)
    signale_contact = models.CharField("pour lui répondre", max_length=120, blank=True)
    # Set when it came by the form of a partenaire: nobody of the service has read it yet.
    lien = models.ForeignKey(
        "partners.LienSignalement", models.PROTECT, null=True, editable=False, related_name="+"
    )
    motif = models.CharField("motif", max_length=300, blank=True)
    axe_propose = models.CharField("axe proposé", max_length=3, choices=Axe, blank=True)
    risque = models.ForeignKey("partners.TypeRisque", models.PROTECT, null=True, blank=True, related_name="+")
    arret_depuis = models.DateField("en arrêt depuis le", null=True, blank=True)
    accord = models.CharField("accord de la personne", max_length=15, choices=AccordPersonne)
    echeance = models.DateField("rendez-vous à proposer avant le")
    urgent = models.BooleanField("situation d'urgence", default=False, db_default=False, editable=False)
    etat = models.CharField("état", max_length=15, choices=EtatSignalement, default=EtatSignalement.RECU)
    pris_par = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="pris en charge par",
    )
    pris_le = models.DateTimeField("pris en charge le", null=True, blank=True)
    qualifie_le = models.DateField("qualifié le", null=True, blank=True)
    affecte_le = models.DateField("affecté le", null=True, blank=True)
    affecte_a = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="affecté à",
    )
    clos_le = models.DateField("suite donnée le", null=True, blank=True)
    raison = models.ForeignKey(
        "partners.RaisonSuite",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="raison de la suite",
    )
    oriente_vers = models.ForeignKey(
        "partners.Partenaire",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="orienté vers",
    )
    orientation_accompagnee = models.BooleanField(
        "orientation accompagnée",
        default=False,
        help_text="Le service a pris contact avec le partenaire pour la personne.",
    )
    motif_suite = models.CharField("précision de la suite", max_length=300, blank=True)
    accompagnement = models.ForeignKey(
        Accompagnement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="signalements",
    )
    # The person was not designated before: undoing « rattaché » forgets her. Held by the base for what is imported.
    designe_en_rattachant = models.BooleanField(default=False, db_default=False, editable=False)
    doublon_de = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="doublons")
    reponse_le = models.DateField("réponse envoyée le", null=True, blank=True)
    reponse_forme = models.CharField("forme de la réponse", max_length=15, choices=MoyenContact, blank=True)
    # Written with the request itself, which belongs to the unit that follows: see DemandeTransfert.
    transfert_demande_le = models.DateField("transfert demandé le", null=True, editable=False)
    transfert_repondu_le = models.DateField("réponse au transfert le", null=True, editable=False)
    transfert_reponse = models.CharField(
        "réponse au transfert", max_length=15, choices=EtatDemande, blank=True, db_default="", editable=False
    )

    objects = SignalementQuerySet.as_manager()

    class Meta:
        verbose_name = "signalement"
        ordering = list(ORDRE_DE_LA_FILE)
        constraints = [
            *Annulable.Meta.constraints,
            *PorteNir.Meta.constraints,
            parmi("etat", EtatSignalement, "signalement"),
            parmi("accord", AccordPersonne, "signalement"),
            parmi("sexe", Sexe, "signalement"),
            models.CheckConstraint(
                name="signalement_axe_connu",
                condition=Q(axe_propose__in=["", *Axe.values]),
            ),
            models.CheckConstraint(
                name="signalement_clos_date",
                condition=Q(clos_le__isnull=True, etat__in=SIGNALEMENTS_A_TRAITER)
                | (Q(clos_le__isnull=False) & ~Q(etat__in=SIGNALEMENTS_A_TRAITER)),
                violation_error_message="La suite donnée à un signalement porte une date.",
            ),
            models.CheckConstraint(
                name="signalement_suite_dossier",
                condition=~Q(etat__in=[EtatSignalement.CONVERTI, EtatSignalement.RATTACHE])
                | Q(accompagnement__isnull=False),
                violation_error_message="Un signalement converti ou rattaché désigne son accompagnement.",
            ),
            models.CheckConstraint(
                name="signalement_doublon_designe",
                condition=~Q(etat=EtatSignalement.DOUBLON) | Q(doublon_de__isnull=False),
                violation_error_message="Un doublon désigne le signalement d'origine.",
            ),
            models.CheckConstraint(
                name="signalement_affecte_agent",
                condition=~Q(etat=EtatSignalement.AFFECTE)
                | Q(affecte_a__isnull=False, affecte_le__isnull=False),
                violation_error_message="Un signalement affecté désigne son assistant de service social.",
            ),
            models.CheckConstraint(
                name="signalement_pris_date",
                condition=Q(pris_par__isnull=True, pris_le__isnull=True)
                | Q(pris_par__isnull=False, pris_le__isnull=False),
                violation_error_message="Une prise en charge porte son auteur et son heure.",
            ),
            models.CheckConstraint(
                name="signalement_reponse_datee",
                condition=Q(reponse_le__isnull=True, reponse_forme="")
                | Q(reponse_le__isnull=False, reponse_forme__in=MoyenContact.values),
                violation_error_message="Une réponse porte sa date et sa forme.",
            ),
            models.CheckConstraint(
                name="signalement_transfert_repondu",
                condition=Q(transfert_repondu_le__isnull=True, transfert_reponse="")
                | Q(
                    transfert_demande_le__isnull=False,
                    transfert_repondu_le__isnull=False,
                    transfert_reponse__in=DEMANDES_REPONDUES,
                ),
                violation_error_message="Une réponse à une demande de transfert porte sa date.",
            ),
        ]
        indexes = [
            models.Index(fields=["recu_le", "site"], name="signalement_recus"),
            # The answers to send, the demandes de transfert: a few rows of what the unit received in all its years.
            models.Index(
                fields=["departement", "clos_le"],
                name="signalement_a_repondre",
                condition=Q(reponse_le__isnull=True, annule_le__isnull=True),
            ),
            models.Index(
                fields=["departement", "transfert_demande_le"],
                name="signalement_demandes",
                condition=Q(transfert_demande_le__isnull=False),
            ),
            models.Index(
                fields=["site", "-urgent", "echeance", "id"],
                name="signalement_file",
                condition=Q(etat__in=SIGNALEMENTS_A_TRAITER, annule_le__isnull=True),
            ),
            models.Index(
                fields=["departement", "date_naissance"],
                name="signalement_ouverts_nes_le",
                condition=Q(etat__in=SIGNALEMENTS_A_TRAITER, annule_le__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nom.upper()} {self.prenom}"

    @property
    def reference(self) -> str:
        """The reference on the receipt of the form and on the page: it names the same signalement without a name."""
        return str(self.uuid)[:8].upper()

    @property
    def transfert_attendu(self) -> bool:
        """Says whether the dossier was asked of another unit, which has not answered yet."""
        return self.transfert_demande_le is not None and self.transfert_repondu_le is None

    @property
    def a_verifier(self) -> bool:
        """Says whether it came by the form of a partenaire and nobody has qualified it."""
        return self.lien_id is not None and self.etat == EtatSignalement.RECU

"""What a signalement became, in words."""

from cases.models import Signalement


def suite_en_clair(signalement: Signalement) -> str:
    """Why it received its outcome, and towards whom."""
    vers = ""
    if signalement.oriente_vers is not None:
        accompagnee = " (orientation accompagnée)" if signalement.orientation_accompagnee else ""
        vers = f"vers {signalement.oriente_vers}{accompagnee}"
    return " – ".join(str(partie) for partie in (signalement.raison, vers, signalement.motif_suite) if partie)

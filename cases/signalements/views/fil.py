"""Where the pages of a signalement stand."""

from uuid import UUID

from django.urls import reverse


def parents_du_signalement(uuid: UUID, suite: str) -> list[tuple[str, str]]:
    return [
        ("Signalements", reverse("cases:signalements") + suite),
        ("Signalement", reverse("cases:signalement", args=[uuid]) + suite),
    ]

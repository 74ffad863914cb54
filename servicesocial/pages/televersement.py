"""The bound on what is uploaded, for every form: more is read past without being kept."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

TROP_GROS = "ssam_fichier_trop_gros"


class PlafondTeleversement(FileUploadHandler):
    """Drops a file above SSAM_TELEVERSEMENT_MAX bytes, so that the form can say so. It must be the first handler.

    Stopping the upload instead would leave the browser with a broken connection and no sentence.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.recus = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.recus += len(raw_data)
        if self.recus > settings.SSAM_TELEVERSEMENT_MAX:
            self.request.META[TROP_GROS] = True  # type: ignore[union-attr]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Keeps no file: another handler does."""


def fichier_trop_gros(request: HttpRequest) -> bool:
    """Says whether a file of this request was dropped for its size. It must be asked after request.FILES."""
    return bool(request.META.get(TROP_GROS))

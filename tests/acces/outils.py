"""The addresses of the project, and how the matrix asks for each."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# allauth answers for these: its own tests cover them, ours say who reaches them (test_adresses_publiques).
ALLAUTH = "account_"


def adresses() -> Iterator[str]:
    """Every URL name, with its namespace."""

    def parcourir(motifs: list[URLPattern | URLResolver], espace: str) -> Iterator[str]:
        for motif in motifs:
            if isinstance(motif, URLResolver):
                suite = f"{espace}{motif.namespace}:" if motif.namespace else espace
                yield from parcourir(motif.url_patterns, suite)
            else:
                assert motif.name, f"adresse sans nom : {motif.pattern}"
                yield f"{espace}{motif.name}"

    yield from parcourir(get_resolver().url_patterns, "")


def adresse(
    nom: str, objets: dict[str, dict[str, dict[str, object]]], genre: str, objet: str = "sien"
) -> str:
    """The address `nom` of this object of the world; « - » is an address without object."""
    return reverse(nom) if genre == "-" else reverse(nom, kwargs=objets[genre][objet])

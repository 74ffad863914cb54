"""Copy the front-end files we ship from node_modules into the repository (`make vendor`).

Run after `npm ci --ignore-scripts`. The copies are committed: nothing is downloaded to install or run
the product. Each directory gets a VENDOR.json (version, licence, sha256 of every file), which the
coherence tests check against the files.
"""

import hashlib
import json
import re
import shutil
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
MODULES = RACINE / "node_modules"
STATIQUES = RACINE / "static" / "vendor"
ESSAIS = RACINE / "tests" / "navigateur" / "vendor"

# One name per icon the templates may ask for; `{% icone %}` refuses any other.
ICONES = [
    "arrow-clockwise",
    "arrow-down",
    "arrow-down-up",
    "arrow-left",
    "arrow-left-right",
    "arrow-repeat",
    "arrow-right",
    "arrow-up",
    "arrow-up-right",
    "bar-chart",
    "bell",
    "book",
    "box-arrow-right",
    "briefcase",
    "building",
    "calendar-check",
    "calendar-event",
    "calendar-week",
    "calendar-x",
    "chat-left-text",
    "check-circle",
    "check-lg",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "circle",
    "circle-half",
    "clipboard",
    "clipboard-check",
    "clipboard-data",
    "clock",
    "clock-history",
    "download",
    "envelope",
    "exclamation-octagon",
    "exclamation-triangle",
    "eye",
    "eye-slash",
    "file-earmark-pdf",
    "file-earmark-spreadsheet",
    "file-earmark-text",
    "filetype-json",
    "folder2-open",
    "funnel",
    "gear",
    "geo-alt",
    "house",
    "hourglass-split",
    "inbox",
    "info-circle",
    "journal-text",
    "key",
    "keyboard",
    "list",
    "lock",
    "moon",
    "pencil",
    "people",
    "person",
    "person-badge",
    "person-check",
    "person-circle",
    "person-gear",
    "person-lines-fill",
    "person-plus",
    "person-vcard",
    "plus-lg",
    "printer",
    "question-circle",
    "search",
    "send",
    "shield-check",
    "shield-lock",
    "signpost-split",
    "slash-circle",
    "sliders",
    "star",
    "sun",
    "table",
    "telephone",
    "trash",
    "upload",
    "x-circle",
    "x-lg",
]

POLICES = [
    f"files/inter-{jeu}-{graisse}-normal.woff2"
    for jeu in ("latin", "latin-ext")
    for graisse in (400, 600, 700)
]

# (target directory, package, licence, files: source in the package -> name in the target)
LIVRAISONS = [
    (
        STATIQUES / "bootstrap",
        "bootstrap",
        "MIT",
        {
            "dist/css/bootstrap.min.css": "bootstrap.min.css",
            "dist/js/bootstrap.bundle.min.js": "bootstrap.bundle.min.js",
            "LICENSE": "LICENSE",
        },
    ),
    (
        STATIQUES / "inter",
        "@fontsource/inter",
        "OFL-1.1",
        {source: Path(source).name for source in POLICES} | {"LICENSE": "LICENSE"},
    ),
    (
        STATIQUES / "bootstrap-icons",
        "bootstrap-icons",
        "MIT",
        {f"icons/{nom}.svg": f"{nom}.svg" for nom in ICONES} | {"LICENSE": "LICENSE"},
    ),
    (
        ESSAIS / "axe-core",
        "axe-core",
        "MPL-2.0",
        {"axe.min.js": "axe.min.js", "LICENSE": "LICENSE", "LICENSE-3RD-PARTY.txt": "LICENSE-3RD-PARTY.txt"},
    ),
]


def sans_carte(contenu: bytes) -> bytes:
    """The hashed static storage refuses a reference to a source map that is not shipped."""
    return re.sub(rb"\n?(//|/\*)# sourceMappingURL=\S+( \*/)?\n?", b"\n", contenu)


def copier(cible: Path, paquet: str, licence: str, fichiers: dict[str, str]) -> None:
    """Empty the target, copy the files and write their VENDOR.json."""
    source = MODULES / paquet
    version = json.loads((source / "package.json").read_text())["version"]
    shutil.rmtree(cible, ignore_errors=True)
    cible.mkdir(parents=True)
    empreintes = {}
    for origine, nom in sorted(fichiers.items(), key=lambda paire: paire[1]):
        contenu = (source / origine).read_bytes()
        if nom.endswith((".js", ".css")):
            contenu = sans_carte(contenu)
        (cible / nom).write_bytes(contenu)
        empreintes[nom] = hashlib.sha256(contenu).hexdigest()
    fiche = {"paquet": paquet, "version": version, "licence": licence, "sha256": empreintes}
    (cible / "VENDOR.json").write_text(json.dumps(fiche, indent=2, ensure_ascii=False) + "\n")
    print(f"{paquet} {version}: {len(fichiers)} fichiers -> {cible.relative_to(RACINE)}")


def main() -> None:
    if not MODULES.is_dir():
        raise SystemExit("node_modules est absent : lancez d'abord « npm ci --ignore-scripts ».")
    for livraison in LIVRAISONS:
        copier(*livraison)


if __name__ == "__main__":
    main()

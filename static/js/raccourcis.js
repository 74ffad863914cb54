/* Keyboard: an element carrying data-raccourci ("g s", "n", "/") is followed, pressed or focused when its
   keys are typed outside a field; with data-aussi-en-saisie, inside a field too, with Alt. "j" and "k" go through a list;
   "?" opens the help. Can be switched off there (WCAG 2.1.4). */
const DELAI_SEQUENCE = 1200;
const aide = document.getElementById("aide-clavier");
const interrupteur = document.getElementById("raccourcis-actifs");

/* A cookie, as for the theme: logging out empties localStorage. */
const actifs = () => !/(?:^|; )ssam_raccourcis=non/.test(document.cookie);

/* A letter means nothing to a box that is ticked. */
const dansUnChamp = (element) =>
  element.isContentEditable ||
  element.closest("input:not([type=checkbox], [type=radio]), select, textarea, dialog[open], [role=menu]") !== null;

const declencher = (element) => {
  if (element.matches("input, select, textarea")) element.focus();
  else if (element.matches("summary")) {
    element.parentElement.open = true;
    element.parentElement.querySelector("input, select, textarea")?.focus();
  }
  else element.click();
};

/* In a list whose links carry data-file, j and k go from one to the next. */
const parcourir = (touche) => {
  const liens = [...document.querySelectorAll("a[data-file]")];
  if (!liens.length || !["j", "k"].includes(touche)) return false;
  const rang = liens.indexOf(document.activeElement);
  const suivant = touche === "j" ? rang + 1 : Math.max(rang, 1) - 1;
  liens[Math.min(suivant, liens.length - 1)].focus();
  return true;
};

let precedente = "";
let minuteur = 0;

document.addEventListener("keydown", (evenement) => {
  if (!evenement.altKey || evenement.ctrlKey || evenement.metaKey || !actifs() || evenement.key.length !== 1) return;
  const touche = CSS.escape(evenement.key.toLowerCase());
  const cible = document.querySelector(`[data-aussi-en-saisie][data-raccourci="${touche}"]`);
  if (!cible) return;
  evenement.preventDefault();
  declencher(cible);
});

document.addEventListener("keydown", (evenement) => {
  if (evenement.ctrlKey || evenement.metaKey || evenement.altKey || evenement.isComposing) return;
  if (dansUnChamp(evenement.target) || !actifs() || evenement.key.length !== 1) return;
  if (evenement.key === "?" && aide) {
    evenement.preventDefault();
    aide.showModal();
    return;
  }
  const touche = evenement.key.toLowerCase();
  const cible = [precedente && `${precedente} ${touche}`, touche]
    .filter(Boolean)
    .map((suite) => document.querySelector(`[data-raccourci="${CSS.escape(suite)}"]`))
    .find(Boolean);
  clearTimeout(minuteur);
  precedente = cible ? "" : touche;
  minuteur = setTimeout(() => (precedente = ""), DELAI_SEQUENCE);
  /* A key held down presses once; it may still run through a list. */
  if (cible && evenement.repeat) return;
  if (cible) declencher(cible);
  else if (!parcourir(touche)) return;
  evenement.preventDefault();
});

if (interrupteur) {
  interrupteur.checked = actifs();
  interrupteur.addEventListener("change", () => {
    const duree = interrupteur.checked ? 0 : 365 * 24 * 3600;
    document.cookie = `ssam_raccourcis=non; path=/; max-age=${duree}; samesite=lax`;
  });
}

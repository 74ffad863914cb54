/* Keyboard: an element carrying data-raccourci ("g s", "n", "/") is followed, pressed or focused when its
   keys are typed outside a field; "?" opens the help. Can be switched off there (WCAG 2.1.4). */
const DELAI_SEQUENCE = 1200;
const aide = document.getElementById("aide-clavier");
const interrupteur = document.getElementById("raccourcis-actifs");

/* A cookie, as for the theme: logging out empties localStorage. */
const actifs = () => !/(?:^|; )ssam_raccourcis=non/.test(document.cookie);

const dansUnChamp = (element) =>
  element.isContentEditable || element.closest("input, select, textarea, dialog[open], [role=menu]") !== null;

const declencher = (element) => {
  if (element.matches("input, select, textarea")) element.focus();
  else element.click();
};

let precedente = "";
let minuteur = 0;

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
  if (!cible) return;
  evenement.preventDefault();
  declencher(cible);
});

if (interrupteur) {
  interrupteur.checked = actifs();
  interrupteur.addEventListener("change", () => {
    const duree = interrupteur.checked ? 0 : 365 * 24 * 3600;
    document.cookie = `ssam_raccourcis=non; path=/; max-age=${duree}; samesite=lax`;
  });
}

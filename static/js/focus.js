/* Where the focus and the screen reader go: to the summary of errors when there is one, otherwise to the
   element that the fragment marks [data-focus]; [data-annonce] is read aloud without moving the focus. */
const annonces = document.getElementById("annonces");

const conduire = (zone) => {
  const cible = zone.matches?.(".resume-erreurs, [data-focus]")
    ? zone
    : zone.querySelector(".resume-erreurs") || zone.querySelector("[data-focus]");
  if (cible) cible.focus();
  const texte = zone.matches?.("[data-annonce]") ? zone : zone.querySelector("[data-annonce]");
  if (texte && annonces) annonces.textContent = texte.textContent.trim();
};

const resume = document.querySelector(".resume-erreurs");
// A page that is one form starts in its first field, or in the one it names: what was asked by a key goes on so.
const zone = document.querySelector("[data-premier-champ]");
const nomme = zone?.dataset.premierChamp && zone.querySelector(`[name="${zone.dataset.premierChamp}"]`);
const premier = nomme || zone?.querySelector("input:not([type=hidden]), select, textarea");
if (resume) resume.focus();
else if (premier) premier.focus({ preventScroll: true });

document.addEventListener("click", (evenement) => {
  const lien = evenement.target.closest(".resume-erreurs a[href^='#']");
  const champ = lien && document.getElementById(lien.hash.slice(1));
  if (!champ) return;
  evenement.preventDefault();
  const cible = champ.matches("input, select, textarea, button") ? champ : champ.querySelector("input, select, textarea");
  (cible || champ).focus();
});

document.addEventListener("htmx:beforeRequest", (evenement) => evenement.detail.target?.setAttribute("aria-busy", "true"));
document.addEventListener("htmx:afterRequest", (evenement) => evenement.detail.target?.removeAttribute("aria-busy"));
document.addEventListener("htmx:afterSettle", (evenement) => conduire(evenement.detail.elt));
document.addEventListener("htmx:sendError", () => {
  if (annonces) annonces.textContent = "Le serveur ne répond pas. Vérifiez la connexion puis recommencez.";
});

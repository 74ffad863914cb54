/* The boxes of a list: Space ticks the row whose name has the focus, one button ticks the page, the number is said. */
const cases = () => [...document.querySelectorAll("[data-lot] [name=choix]")];

const compter = () => {
  const compte = document.querySelector("[data-compte-choix]");
  if (!compte) return;
  const nombre = cases().filter((boite) => boite.checked).length;
  compte.textContent = nombre ? `${nombre} choisi${nombre > 1 ? "s" : ""}` : "";
};

document.addEventListener("change", (evenement) => evenement.target.matches("[name=choix]") && compter());
document.addEventListener("htmx:afterSettle", compter);

document.addEventListener("click", (evenement) => {
  if (!evenement.target.closest("[data-tout-choisir]")) return;
  const toutes = cases();
  const cocher = toutes.some((boite) => !boite.checked);
  for (const boite of toutes) boite.checked = cocher;
  compter();
});

document.addEventListener("keydown", (evenement) => {
  const lien = evenement.key === " " && evenement.target.closest("[data-lot] a[data-file]");
  const boite = lien && lien.closest("tr").querySelector("[name=choix]");
  if (!boite) return;
  evenement.preventDefault();
  boite.checked = !boite.checked;
  compter();
});

compter();

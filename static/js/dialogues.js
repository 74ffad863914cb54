/* Native dialogs. [data-ouvre="id"] opens one, [data-ferme] closes its own. A link [data-confirmer] leads to
   a confirmation page; here the same question is asked in place and the answer posted to the same address. */
const confirmation = document.getElementById("dialogue-confirmation");

const demander = (lien) => {
  confirmation.querySelector("h2").textContent = lien.dataset.titre;
  confirmation.querySelector("[data-texte]").textContent = lien.dataset.confirmer;
  const action = confirmation.querySelector("[type=submit]");
  action.textContent = lien.dataset.action;
  action.className = lien.dataset.ton === "danger" ? "btn btn-danger plein" : "btn btn-primary";
  confirmation.querySelector("form").action = lien.href;
  confirmation.showModal();
};

document.addEventListener("click", (evenement) => {
  const ouvreur = evenement.target.closest("[data-ouvre]");
  if (ouvreur) {
    evenement.preventDefault();
    document.getElementById(ouvreur.dataset.ouvre).showModal();
    return;
  }
  const fermeur = evenement.target.closest("[data-ferme]");
  if (fermeur) {
    fermeur.closest("dialog").close();
    return;
  }
  const lien = evenement.target.closest("a[data-confirmer]");
  const autreOnglet = evenement.ctrlKey || evenement.metaKey || evenement.shiftKey;
  if (lien && confirmation && !autreOnglet) {
    evenement.preventDefault();
    demander(lien);
  }
});

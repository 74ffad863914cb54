/* Small helps around fields, all optional: a form is sent once, a text is copied, a page printed, a date is filled
   with today or yesterday, a panel of filters is sent when a choice changes. */
const jourLocal = (decalage) => {
  const jour = new Date();
  jour.setDate(jour.getDate() + decalage);
  const deux = (nombre) => String(nombre).padStart(2, "0");
  return `${jour.getFullYear()}-${deux(jour.getMonth() + 1)}-${deux(jour.getDate())}`;
};

document.addEventListener("submit", (evenement) => {
  const formulaire = evenement.target;
  if (!formulaire.matches("[data-envoi-unique]")) return;
  if (formulaire.dataset.envoye) {
    evenement.preventDefault();
    return;
  }
  formulaire.dataset.envoye = "oui";
  evenement.submitter?.setAttribute("aria-disabled", "true");
});

addEventListener("pageshow", () => {
  for (const formulaire of document.querySelectorAll("[data-envoye]")) {
    delete formulaire.dataset.envoye;
    for (const bouton of formulaire.querySelectorAll("[aria-disabled]")) bouton.removeAttribute("aria-disabled");
  }
});

document.addEventListener("click", async (evenement) => {
  const copie = evenement.target.closest("[data-copier], [data-copier-de]");
  if (copie) {
    const annonces = document.getElementById("annonces");
    try {
      const source = document.getElementById(copie.dataset.copierDe);
      await navigator.clipboard.writeText(source ? source.value : copie.dataset.copier);
      annonces.textContent = "Copié";
      copie.classList.add("copie-faite");
    } catch {
      annonces.textContent = "La copie est refusée par le navigateur";
    }
    return;
  }
  if (evenement.target.closest("[data-imprimer]")) {
    window.print();
    return;
  }
  const raccourci = evenement.target.closest("[data-jour]");
  if (raccourci) {
    const champ = document.getElementById(raccourci.dataset.pour);
    champ.value = jourLocal(Number(raccourci.dataset.jour));
    champ.dispatchEvent(new Event("change", { bubbles: true }));
    champ.focus();
  }
});

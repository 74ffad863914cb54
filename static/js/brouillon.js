/* An entretien being written is kept on the server a moment after each change, and when the page is left. Nothing of
   it stays in the browser. While it cannot be kept (network, session, another window) the page says so and is not left. */
const DELAI = 800;
const NOUVEL_ESSAI = 5000;
const formulaire = document.querySelector("form[data-brouillon]");
const etat = document.querySelector("[data-etat-brouillon]");
const alerte = document.querySelector("[data-alerte-brouillon]");
const version = formulaire.querySelector("[name=version]");

let attente;
let enCours = null;
let ecrit = 0;
let garde = 0;
let conflit = false;
let part = false;
// What was asked last, and whether that is still to be tried.
let bouton = null;
let aTenter = false;

const dire = (texte) => {
  etat.textContent = texte;
};

const prevenir = (texte, lien) => {
  alerte.replaceChildren();
  if (!texte) return;
  const cadre = document.createElement("div");
  cadre.className = "alerte ton-attention";
  const phrase = document.createElement("p");
  phrase.textContent = `${texte} `;
  if (lien) {
    const ancre = document.createElement("a");
    ancre.href = lien.adresse;
    ancre.target = "_blank";
    ancre.rel = "noopener";
    ancre.textContent = lien.texte;
    phrase.append(ancre);
  }
  cadre.append(phrase);
  alerte.append(cadre);
};

// After a new login in another tab, the page holds the key of the former session: it takes that of the new one.
const reprendreJeton = async () => {
  const reponse = await fetch(location.href, { headers: { "X-Brouillon": "jeton" } });
  if (!reponse.ok || reponse.redirected) return false;
  const page = new DOMParser().parseFromString(await reponse.text(), "text/html");
  const jeton = page.querySelector("form[data-brouillon] [name=csrfmiddlewaretoken]");
  if (!jeton) return false;
  formulaire.querySelector("[name=csrfmiddlewaretoken]").value = jeton.value;
  return true;
};

const envoyer = async () => {
  const instant = ecrit;
  const reponse = await fetch(formulaire.dataset.brouillon, { method: "POST", body: new FormData(formulaire) });
  if (reponse.status === 409) {
    const { raison } = await reponse.json();
    conflit = true;
    prevenir(`${raison} Rien n’est perdu : « Enregistrer le brouillon » montre les deux textes.`);
    throw new Error("conflit");
  }
  if (reponse.redirected || reponse.status === 403) throw new Error("session");
  if (!reponse.ok) throw new Error("serveur");
  const recu = await reponse.json();
  version.value = recu.version;
  garde = instant;
  prevenir("");
  dire(`Brouillon enregistré à ${recu.heure}, lu par vous seul.`);
  document.dispatchEvent(new CustomEvent("ssam:reponse"));
};

const expliquer = (erreur) => {
  if (erreur.message === "conflit") return;
  if (erreur.message === "session") {
    dire("Pas encore enregistré.");
    prevenir("Votre session est terminée. Votre texte est toujours sur cette page : reconnectez-vous, puis revenez ici.", {
      adresse: location.pathname,
      texte: "Se reconnecter dans un nouvel onglet",
    });
    return;
  }
  dire("Pas encore enregistré : nouvel essai dans un instant.");
  prevenir("Le réseau ne répond pas. Gardez cette page ouverte : votre texte sera enregistré dès que possible.");
  clearTimeout(attente);
  attente = setTimeout(sauver, NOUVEL_ESSAI);
};

const essayer = async () => {
  try {
    try {
      await envoyer();
    } catch (erreur) {
      if (erreur.message !== "session" || !(await reprendreJeton().catch(() => false))) throw erreur;
      await envoyer();
    }
    return true;
  } catch (erreur) {
    expliquer(erreur);
    return false;
  }
};

// One saving at a time, its second try included: two at once would take one another for another window. The next one
// takes what was typed meanwhile.
const sauver = async () => {
  clearTimeout(attente);
  while (enCours) await enCours;
  if (conflit || ecrit === garde) return !conflit;
  enCours = essayer();
  const pret = await enCours;
  enCours = null;
  return pret;
};

formulaire.addEventListener("input", () => {
  ecrit += 1;
  clearTimeout(attente);
  attente = setTimeout(sauver, DELAI);
});

// Before it leaves, what is typed is kept: a form sent by a session that has ended would be lost. Pressed again during
// a try that fails (she has logged in meanwhile), it is tried again: a press is never lost without a word.
formulaire.addEventListener("submit", async (evenement) => {
  if (part || conflit) return;
  evenement.preventDefault();
  evenement.stopImmediatePropagation();
  bouton = evenement.submitter;
  aTenter = true;
  if (formulaire.dataset.prepare) return;
  formulaire.dataset.prepare = "oui";
  let pret = false;
  while (aTenter && !pret && !conflit) {
    aTenter = false;
    ecrit += 1;
    pret = await sauver();
  }
  delete formulaire.dataset.prepare;
  if (!pret && !conflit) return;
  part = true;
  formulaire.requestSubmit(bouton);
});

// The hand stays on the keyboard: Ctrl+Entrée ends the entretien from any field.
formulaire.addEventListener("keydown", (evenement) => {
  if (evenement.key !== "Enter" || !(evenement.ctrlKey || evenement.metaKey)) return;
  evenement.preventDefault();
  formulaire.requestSubmit(formulaire.querySelector("[name=terminer]"));
});

addEventListener("online", sauver);
addEventListener("focus", () => ecrit !== garde && sauver());
addEventListener("pageshow", () => {
  part = false;
});
addEventListener("pagehide", () => {
  if (!part && !conflit && ecrit !== garde) navigator.sendBeacon(formulaire.dataset.brouillon, new FormData(formulaire));
});
addEventListener("beforeunload", (evenement) => {
  if (!part && ecrit !== garde && alerte.hasChildNodes()) evenement.preventDefault();
});

/* Warns before the session ends for want of activity, in every open tab, and leaves the page when it has
   ended: no file of an assuré stays on an abandoned screen. Only the time of the last answer is shared. */
const CLE = "ssam-derniere-reponse";
const PREAVIS = 120;
const meta = document.querySelector("meta[name=session-duree]");
const dialogue = document.getElementById("dialogue-session");

let debut = Date.now();

const noter = () => {
  debut = Date.now();
  try {
    localStorage.setItem(CLE, String(debut));
  } catch {
    /* storage refused: each tab counts alone */
  }
};

const derniere = () => {
  try {
    return Math.max(debut, Number(localStorage.getItem(CLE)) || 0);
  } catch {
    return debut;
  }
};

const suivre = (duree) => {
  const reste = duree - (Date.now() - derniere()) / 1000;
  if (reste <= 0) {
    partir();
    return;
  }
  if (reste <= PREAVIS && !dialogue.open) dialogue.showModal();
  if (reste > PREAVIS && dialogue.open) dialogue.close();
  const minutes = Math.max(1, Math.ceil(reste / 60));
  dialogue.querySelector("[data-reste]").textContent = minutes === 1 ? "moins d’une minute" : `${minutes} minutes`;
};

const partir = () => location.assign(dialogue.dataset.connexion);

const prolonger = async () => {
  const jeton = dialogue.querySelector("[name=csrfmiddlewaretoken]").value;
  const reponse = await fetch(dialogue.dataset.prolonger, { method: "POST", headers: { "X-CSRFToken": jeton } });
  if (!reponse.ok || reponse.redirected) throw new Error("session terminée");
  noter();
};

if (meta && dialogue) {
  noter();
  const duree = Number(meta.content);
  setInterval(() => suivre(duree), 5000);
  document.addEventListener("htmx:afterRequest", (evenement) => {
    const { successful, xhr } = evenement.detail;
    // A page that asks by itself is nobody's activity.
    if (successful && !xhr.getResponseHeader("X-Veille")) noter();
  });
  document.addEventListener("ssam:reponse", noter);
  // Whatever closes the dialog by hand, the button or Escape, says that somebody is there.
  dialogue.addEventListener("cancel", () => prolonger().catch(partir));
  dialogue.querySelector("[data-prolonge]").addEventListener("click", () => prolonger().catch(partir));
}

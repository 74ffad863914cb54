/* Light, dark or automatic. Loaded in the head without defer, so that the page is never painted twice.
   The choice is a cookie of its own and not localStorage, which logging out empties (Clear-Site-Data). */
(() => {
  const racine = document.documentElement;
  const systeme = matchMedia("(prefers-color-scheme: dark)");
  const lire = () => /(?:^|; )ssam_theme=(clair|sombre)/.exec(document.cookie)?.[1] ?? "auto";

  const appliquer = () => {
    const choix = lire();
    const sombre = choix === "sombre" || (choix === "auto" && systeme.matches);
    racine.dataset.bsTheme = sombre ? "dark" : "light";
    for (const bouton of document.querySelectorAll("[data-theme-choix]")) {
      bouton.setAttribute("aria-pressed", String(bouton.dataset.themeChoix === choix));
    }
  };

  const retenir = (choix) => {
    const duree = choix === "auto" ? 0 : 365 * 24 * 3600;
    document.cookie = `ssam_theme=${choix}; path=/; max-age=${duree}; samesite=lax`;
  };

  racine.classList.remove("sans-js");
  appliquer();
  systeme.addEventListener("change", appliquer);
  addEventListener("pageshow", appliquer);
  document.addEventListener("DOMContentLoaded", appliquer);
  document.addEventListener("click", (evenement) => {
    const bouton = evenement.target.closest("[data-theme-choix]");
    if (!bouton) return;
    retenir(bouton.dataset.themeChoix);
    appliquer();
  });
})();

/* An open page asks from time to time what has changed: [data-veille] receives the event that its hx-trigger waits for.
   Not while the page is hidden. These requests do not renew the session (servicesocial/middleware.py): an abandoned
   page still closes, and with it this watch. */
const PAS = 45_000;

setInterval(() => {
  if (document.hidden) return;
  for (const veilleur of document.querySelectorAll("[data-veille]")) htmx.trigger(veilleur, "veille");
}, PAS);

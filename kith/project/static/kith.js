// Starts govuk-frontend's behaviour. Every page works without this file.
import { initAll } from "./built/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// A picture wider than the screen shows its middle first: the parents and their children.
for (const frame of document.querySelectorAll("[data-centre]")) {
  frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2;
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Leaving a family's page quickly: away first, with nothing to go back to; the sitting ends behind it.
for (const form of document.querySelectorAll("form[data-leave]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, redirect: "manual" });
    window.location.replace(form.dataset.leave);
  });
}

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

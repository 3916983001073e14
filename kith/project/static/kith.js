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

// A form whose words are kept while they are typed.
if (document.querySelector("form[data-draft]")) {
  import("./drafts.js");
}

// Comparing records: 1, 2 and 3 choose an answer and send nothing. They are signs like any other while somebody writes,
// and can be switched off, which is sent with the answer and kept for the sitting.
for (const form of document.querySelectorAll("form[data-answer-keys]")) {
  const answers = [...form.querySelectorAll('input[type="radio"][name="answer"]')];
  const said = form.querySelector("[data-answer-keys-said]");
  const use = said.querySelector("input");
  said.hidden = false;
  document.addEventListener("keydown", (event) => {
    const isWriting = event.target.closest("textarea, select, input:not([type='radio'])");
    const answer = answers[Number(event.key) - 1];
    if (!use.checked || !answer || isWriting || event.ctrlKey || event.altKey || event.metaKey) return;
    answer.checked = true;
    answer.focus();
  });
}

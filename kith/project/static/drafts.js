// Keeps what is typed into a form: after every pause, in the order it was typed, trying again when the line is down.
// Nothing is kept in the browser. Without this file the form has its "Save and come back later" button.

const PAUSE = 800;
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 30000;
const WARN_BEFORE = 120; // seconds; the server counts whole minutes, so one more is left out of account
const COUNTED_IN = 60;

for (const form of document.querySelectorAll("form[data-draft]")) {
  const state = form.querySelector("[data-draft-state]");
  if (state) {
    keepDraftsOf(form, state);
  }
}

function keepDraftsOf(form, state) {
  const saved = state.querySelector("[data-draft-saved]");
  const trouble = state.querySelector("[data-draft-trouble]");
  const version = form.elements.draft_version;
  const opened = Date.now();
  let heard = Date.now(); // when the server last heard from this page
  let pause = 0;
  let wait = FIRST_WAIT;
  let last = written();
  let sending = null;
  let isStopped = false;
  let isLeaving = false;

  function written() {
    const typed = new FormData(form);
    for (const name of [...typed.keys()]) {
      if (name.startsWith("draft_") || name === "csrfmiddlewaretoken" || typed.get(name) instanceof File) {
        typed.delete(name);
      }
    }
    return new URLSearchParams(typed).toString();
  }

  function say(words, actions = []) {
    trouble.replaceChildren();
    trouble.hidden = !words;
    if (!words) {
      return;
    }
    const text = document.createElement("p");
    text.textContent = words;
    trouble.append(text, ...actions);
  }

  function button(words, press) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "govuk-button govuk-button--secondary";
    made.textContent = words;
    made.addEventListener("click", press);
    return made;
  }

  function signInLink() {
    const made = document.createElement("a");
    made.href = `${state.dataset.signIn}?next=${encodeURIComponent(window.location.pathname)}`;
    made.target = "_blank";
    made.rel = "noopener";
    made.textContent = "Sign in again in a new window";
    return made;
  }

  function body(extra) {
    const sent = new FormData(form);
    for (const name of [...sent.keys()]) {
      if (sent.get(name) instanceof File) {
        sent.delete(name);
      }
    }
    for (const [name, value] of Object.entries(extra)) {
      sent.set(name, value);
    }
    return sent;
  }

  async function send(extra = {}) {
    const typed = written();
    let answer;
    try {
      answer = await fetch(state.dataset.keep, { method: "POST", body: body(extra), redirect: "manual" });
    } catch {
      return again("Not saved: there is no connection. It is tried again; leave this window open.");
    }
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      return signedOut(answer);
    }
    if (answer.status === 429 || answer.status >= 500) {
      return again("Not saved: Kith does not answer just now. It is tried again; leave this window open.");
    }
    const said = await answer.json().catch(() => ({}));
    if (said.state === "saved") {
      return done(said, typed);
    }
    return refused(said);
  }

  function done(said, typed) {
    version.value = said.version;
    saved.textContent = `Saved ${said.at}`;
    heard = Date.now();
    wait = FIRST_WAIT;
    last = typed;
    isStopped = false;
    say("");
  }

  function again(words) {
    say(words, [button("Try now", () => go())]);
    clearTimeout(pause);
    pause = setTimeout(go, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  function refused(said) {
    if (said.state === "held") {
      say(`Not saved. Writing here now: ${said.who || "somebody else"}. It is tried again; you can copy what you typed.`);
      clearTimeout(pause);
      pause = setTimeout(go, LONGEST_WAIT);
      return;
    }
    isStopped = true;
    const mine = button("Keep mine", () => go({ draft_keep_mine: "1" }));
    say(`Not saved. ${said.words || "Copy what you typed, and open the page again."}`, said.state === "moved" ? [mine] : []);
  }

  // Signed in again in another window, the form needs the new sitting's token: an old one is refused.
  async function signedOut(answer) {
    if (answer.status === 403) {
      const said = await answer.json().catch(() => null);
      if (said && said.state === "refused") {
        return refused(said);
      }
    }
    const fresh = await fetch(state.dataset.keep, { redirect: "manual" }).catch(() => null);
    if (fresh && fresh.ok) {
      const given = await fresh.json().catch(() => ({}));
      if (given.token && form.elements.csrfmiddlewaretoken.value !== given.token) {
        for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
          field.value = given.token;
        }
        clearTimeout(pause);
        pause = setTimeout(go, 0);
        return;
      }
    }
    say("Not saved: your sitting has ended. What you typed stays in this window.", [signInLink(), button("I have signed in: go on", () => go())]);
    clearTimeout(pause);
    pause = setTimeout(go, LONGEST_WAIT);
  }

  async function go(extra = {}) {
    clearTimeout(pause);
    if (sending) {
      await sending;
    }
    if (isLeaving) {
      return;
    }
    sending = send(extra);
    await sending;
    sending = null;
    if (!isStopped && trouble.hidden && written() !== last) {
      typing();
    }
  }

  function typing() {
    if (isStopped || isLeaving || written() === last) {
      return;
    }
    saved.textContent = "Not saved yet ...";
    clearTimeout(pause);
    pause = setTimeout(go, PAUSE);
  }

  form.addEventListener("input", typing);
  form.addEventListener("change", typing);
  form.addEventListener("focusin", (event) => {
    const id = event.target.id || "";
    if (!event.target.closest("[data-draft-state]") && /^[\w-]{1,80}$/.test(id)) {
      form.elements.draft_field.value = id;
    }
  });

  // The form itself is sent after whatever is on its way, so that no late save brings back what was sent.
  form.addEventListener("submit", (event) => {
    clearTimeout(pause);
    isLeaving = true;
    if (sending) {
      event.preventDefault();
      const by = event.submitter;
      sending.finally(() => form.requestSubmit(by));
      sending = null;
    }
  });

  // Away from the page: what is not saved yet goes along, and the section is free for others.
  window.addEventListener("pagehide", () => {
    if (!isLeaving && !isStopped && version.value !== "0") {
      navigator.sendBeacon(state.dataset.keep, body({ draft_leave: "1" }));
    } else if (!isLeaving && !isStopped && written() !== last) {
      navigator.sendBeacon(state.dataset.keep, body({ draft_leave: "1" }));
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isLeaving && written() !== last) {
      event.preventDefault();
    }
  });
  window.addEventListener("online", () => {
    if (!trouble.hidden && !isStopped) {
      go();
    }
  });

  // A sitting ends when nothing was sent for a while, and at the latest at a set time: said two minutes before either.
  function watch() {
    const idle = Number(state.dataset.endsIn) - COUNTED_IN - (Date.now() - heard) / 1000;
    const latest = Number(state.dataset.endsAtLastIn) - (Date.now() - opened) / 1000;
    if (latest < WARN_BEFORE) {
      say("Your sitting ends in two minutes, as it does after a working day. What you typed is saved: sign in again and go on.");
      return;
    }
    if (idle < WARN_BEFORE && trouble.hidden) {
      say("You will be signed out in two minutes. What you typed is saved.", [button("I am still here", stay)]);
    }
    setTimeout(watch, 5000);
  }

  async function stay() {
    const answer = await fetch(state.dataset.keep, { redirect: "manual" }).catch(() => null);
    if (answer && answer.ok) {
      heard = Date.now();
      say("");
    } else {
      signedOut({ status: 0 });
    }
  }

  watch();
  const at = version.value !== "0" && form.elements.draft_field.value;
  if (at && !document.activeElement.closest("form[data-draft]") && !document.querySelector(".govuk-error-summary")) {
    document.getElementById(at)?.focus();
  }
}

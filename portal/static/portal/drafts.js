// What is typed in a form with data-draft is kept at that address on the way, and in this tab until the server has it.
// The page works without it. Nothing goes to localStorage: others use the same machine.
(() => {
  "use strict";

  const SOON = 4000; // after the last key
  const LATEST = 20000; // after the first one that is not kept yet, and between two tries
  const PATIENCE = 15000; // with an answer
  const PREFIX = "draft:";
  const SIGN_OUT = 'form[action$="/logout/"]';
  const TOKEN = "csrfmiddlewaretoken";
  const WORDS = {
    offline: "Not saved yet: no connection. It is kept in this tab.",
    broken: "Not saved yet: the portal did not answer as it should. It is kept in this tab and tried again.",
    out: "Not saved yet: you are signed out. It is kept in this tab.",
    gone: "This can’t be saved here any more. It is kept in this tab; copy what you need.",
    long: "This is too long to keep. It is kept in this tab: make it shorter, or copy a part away.",
    back: "What you typed before is back. It is being saved.",
  };

  // The tab's own memory; where the browser allows none, the page still holds what was typed.
  const memory = {
    get(key) {
      try {
        return JSON.parse(sessionStorage.getItem(key));
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        sessionStorage.setItem(key, JSON.stringify(value));
      } catch {
        // full, or not allowed
      }
    },
    drop(key) {
      try {
        sessionStorage.removeItem(key);
      } catch {
        // not allowed
      }
    },
    keys() {
      try {
        return Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
      } catch {
        return [];
      }
    },
  };

  // Signing in again changes the token of forms; the cookie has the one that counts now.
  const freshToken = (form) => {
    const found = document.cookie.split("; ").find((row) => /^(__Host-|__Secure-)?csrftoken=/.test(row));
    const input = form.querySelector(`[name=${TOKEN}]`);
    if (found && input) input.value = found.slice(found.indexOf("=") + 1);
  };

  const entriesOf = (form) => [...new FormData(form)].filter(([name, value]) => name !== TOKEN && typeof value === "string");

  // The same as the server sent it: browsers put texts of their own back, and somebody types before this runs.
  const served = (input) => {
    if (["radio", "checkbox"].includes(input.type)) return input.defaultChecked ? [input.value] : [];
    if (!input.options) return [input.defaultValue];
    const chosen = [...input.options].filter((option) => option.defaultSelected);
    return (chosen.length || input.multiple ? chosen : [...input.options].slice(0, 1)).map((option) => option.value);
  };
  const NOT_TYPED = ["submit", "button", "reset", "image", "file", "fieldset", "output", "object"];
  const entriesAsServed = (form) =>
    [...form.elements]
      .filter((input) => input.name && input.name !== TOKEN && !input.disabled && !NOT_TYPED.includes(input.type))
      .flatMap((input) => served(input).map((value) => [input.name, value]));

  const keepDrafts = (form) => {
    const key = PREFIX + form.dataset.draft;
    const owner = form.dataset.draftOwner;
    const status = form.querySelector("[data-draft-status]");
    const offer = form.querySelector("[data-draft-offer]");
    let base = form.dataset.draftAt || ""; // the draft that this page knows of
    let last = ""; // what was sent last: it may have arrived although no answer came back
    let absent = []; // what was typed in inputs that this page does not show, as further rows
    let confirmed = JSON.stringify(entriesAsServed(form)); // what the server has
    let changes = 0;
    let busy = null;
    let soon = 0;
    let latest = 0;
    let passing = false;
    let leaving = false;
    let asked = false; // to sign out, although something is not saved

    const snapshot = () => {
      const here = entriesOf(form);
      const names = new Set(here.map(([name]) => name));
      return [...here, ...absent.filter(([name]) => !names.has(name))];
    };
    const isUnsaved = () => JSON.stringify(snapshot()) !== confirmed;

    const say = (text, withSignIn) => {
      if (!status) return;
      status.textContent = text;
      if (!withSignIn || !status.dataset.signIn) return;
      const link = document.createElement("a");
      link.href = status.dataset.signIn;
      link.textContent = "Sign in again";
      link.addEventListener("click", () => (leaving = true));
      status.append(" ", link);
    };

    const hold = () => memory.set(key, { owner, base, last, entries: snapshot() });

    const later = () => {
      clearTimeout(soon);
      soon = setTimeout(send, SOON);
      latest ||= setTimeout(send, LATEST);
    };
    const settle = () => {
      clearTimeout(soon);
      clearTimeout(latest);
      soon = latest = 0;
    };

    const post = async (entries) => {
      freshToken(form);
      const body = new URLSearchParams(entries);
      body.append(TOKEN, form.querySelector(`[name=${TOKEN}]`).value);
      body.append("draft-owner", owner);
      const stop = new AbortController();
      const clock = setTimeout(() => stop.abort(), PATIENCE);
      try {
        const headers = { Accept: "text/plain" };
        const keepalive = document.hidden && String(body).length < 60000; // goes on although the page is being left
        const how = { method: "POST", body, headers, redirect: "manual", signal: stop.signal, keepalive };
        return await fetch(form.dataset.draft, how);
      } finally {
        clearTimeout(clock);
      }
    };

    // Whether the server has it, and what to tell.
    const outcome = async (entries) => {
      let answer;
      try {
        answer = await post(entries);
      } catch {
        return { text: WORDS.offline, again: true };
      }
      if (answer.type === "opaqueredirect" || answer.status === 403) return { text: WORDS.out, signIn: true };
      if (answer.ok) return { kept: true, text: await answer.text(), at: answer.headers.get("Draft-At") };
      if (answer.status === 404) return { text: WORDS.gone };
      if ([400, 413].includes(answer.status)) return { text: WORDS.long };
      if (answer.status < 500) return { text: await answer.text() };
      return { text: WORDS.broken, again: true };
    };

    const deliver = async () => {
      settle();
      const [sent, number] = [snapshot(), changes];
      last = JSON.stringify(sent);
      if (isUnsaved()) hold();
      const result = await outcome(sent);
      say(result.text, result.signIn);
      if (result.again) latest ||= setTimeout(send, LATEST);
      if (!result.kept) return false;
      confirmed = JSON.stringify(sent);
      base = result.at || base;
      if (number === changes) memory.drop(key);
      else later();
      return true;
    };

    const send = () => {
      busy ||= deliver().finally(() => (busy = null));
      return busy;
    };

    const changed = () => {
      asked = false;
      changes += 1;
      hold();
      later();
    };

    const fillIn = (entries) => {
      const values = new Map();
      for (const [name, value] of entries) values.set(name, [...(values.get(name) || []), value]);
      const shown = new Set();
      for (const input of form.elements) {
        if (!input.name || input.name === TOKEN || ["submit", "button"].includes(input.type)) continue;
        shown.add(input.name);
        const wanted = values.get(input.name) || [];
        if (["radio", "checkbox"].includes(input.type)) input.checked = wanted.includes(input.value);
        else if (values.has(input.name)) input.value = wanted[0];
      }
      absent = entries.filter(([name]) => !shown.has(name));
    };

    const putBack = async (entries) => {
      fillIn(entries);
      changes += 1;
      base = form.dataset.draftAt || "";
      hold();
      say(WORDS.back);
      // Rows that this page does not have are shown once the draft, which has them, is on the server.
      const further = absent.length > 0;
      if ((await send()) && further) {
        leaving = true;
        location.reload();
      }
    };

    const restore = () => {
      const held = memory.get(key);
      if (!held || held.owner !== owner || JSON.stringify(held.entries) === confirmed) {
        memory.drop(key);
        if (isUnsaved()) changed();
        return;
      }
      // A draft that was kept since from elsewhere is not overwritten without asking.
      if (!offer || held.base === base || held.last === confirmed) {
        putBack(held.entries);
        return;
      }
      offer.hidden = false;
      const answered = (take) => {
        offer.hidden = true;
        if (take) putBack(held.entries);
        else memory.drop(key);
      };
      offer.querySelector("[data-draft-take]").addEventListener("click", () => answered(true));
      offer.querySelector("[data-draft-leave]").addEventListener("click", () => answered(false));
    };

    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    form.addEventListener("click", () => freshToken(form), true);
    form.addEventListener("htmx:afterSettle", () => isUnsaved() && changed());
    form.addEventListener("htmx:sendError", () => say(WORDS.offline));
    // A part of the form is replaced by nothing but itself: not by the page that asks to sign in, and not by a refusal.
    document.addEventListener("htmx:beforeSwap", (event) => {
      const { xhr, requestConfig } = event.detail;
      const isElsewhere = new URL(xhr.responseURL).pathname !== location.pathname;
      if (!form.contains(requestConfig?.elt) || (xhr.status === 200 && !isElsewhere)) return;
      event.detail.shouldSwap = false;
      hold();
      if (isElsewhere) say(WORDS.out, true);
      else say(xhr.status < 500 ? WORDS.gone : WORDS.broken);
    });

    // Before it leaves the page the form is brought to safety; if that fails it stays, with all that was typed.
    form.addEventListener("submit", async (event) => {
      if (event.submitter?.getAttribute("formaction") === form.dataset.draft) {
        event.preventDefault();
        event.stopImmediatePropagation();
        hold();
        send();
        return;
      }
      if (passing || !isUnsaved()) {
        freshToken(form);
        leaving = true;
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      const submitter = event.submitter;
      hold();
      if (busy) await busy;
      if (isUnsaved() && !(await send())) {
        status?.scrollIntoView({ block: "center" });
        return;
      }
      passing = leaving = true;
      form.requestSubmit(submitter);
      passing = false;
    });

    // Signing out waits until it is saved; if that fails, a second press goes ahead without it.
    document.addEventListener(
      "submit",
      async (event) => {
        const { target, submitter } = event;
        if (asked || !target.matches(SIGN_OUT) || !isUnsaved()) return;
        event.preventDefault();
        event.stopPropagation();
        asked = true;
        target.closest("[popover]")?.hidePopover();
        if (busy) await busy;
        if (isUnsaved() && !(await send())) status?.scrollIntoView({ block: "center" });
        else target.requestSubmit(submitter);
      },
      true,
    );

    window.addEventListener("online", () => isUnsaved() && send());
    document.addEventListener("visibilitychange", () => document.hidden && isUnsaved() && send());
    window.addEventListener("beforeunload", (event) => {
      if (!leaving && isUnsaved()) event.preventDefault();
    });
    window.addEventListener("pageshow", () => (leaving = false));

    // “Drop it” forgets what this tab holds as well.
    document.getElementById("drop-draft")?.addEventListener("submit", () => {
      leaving = true;
      memory.drop(key);
    });

    restore();
  };

  // What somebody else typed in this tab before is not theirs who sits here now.
  const forms = [...document.querySelectorAll('form[data-draft]:not([data-draft=""])')];
  const owners = new Set(forms.map((form) => form.dataset.draftOwner));
  for (const key of memory.keys()) if (!owners.has(memory.get(key)?.owner)) memory.drop(key);
  forms.forEach(keepDrafts);
})();

// Small help for pages that work without it: focus goes to what changed, and a form is sent once.
(() => {
  "use strict";

  const focusOn = (element) => {
    if (!element) return;
    if (element.tabIndex < 0 && !element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
    element.focus();
  };

  // What a person should hear first: the problems of a form, then the answer to their step.
  const news = (root) =>
    root.querySelector(".error-summary") || root.querySelector(".callout[role=alert]") || root.querySelector(".callout[role=status]");

  document.addEventListener("DOMContentLoaded", () => focusOn(document.querySelector(".error-summary, .callout[role=alert]")));

  document.addEventListener("htmx:afterSwap", (event) => {
    const root = event.detail.elt || event.target;
    // Nobody who is typing elsewhere loses their place to a part of the page that refreshed by itself.
    const trigger = event.detail.requestConfig && event.detail.requestConfig.triggeringEvent;
    if (!trigger || !["submit", "click", "change"].includes(trigger.type)) return;
    // A row that was swapped has neither news nor a heading: its button stands where the pressed one was.
    focusOn(root.matches(".error-summary") ? root : root.querySelector("[autofocus]") || news(root) || root.querySelector("h1, h2, h3") || root.querySelector("button, a[href]"));
  });

  // The slider of an organization's hue shows its colour on the page at once; saving is another step.
  for (const form of document.querySelectorAll("[data-theme-preview]")) {
    const sheet = document.querySelector('link[rel="stylesheet"][href*="/theme/"]');
    const slider = form.querySelector('input[type="range"]');
    if (!sheet || !slider) continue;
    slider.addEventListener("change", () => {
      sheet.href = form.dataset.themePreview.replace("HUE", slider.value);
    });
  }

  // The panel beside a week of times says which one is chosen; the choice itself is a plain radio button.
  const showPicked = (form) => {
    const input = form.querySelector("input[name=start]:checked");
    const panel = form.querySelector("[data-picked]");
    if (!panel || !input) return;
    for (const part of ["time", "day", "elsewhere"]) {
      panel.querySelector(`[data-picked-${part}]`).textContent = input.dataset[part];
    }
  };
  for (const form of document.querySelectorAll("[data-choosing]")) {
    form.addEventListener("change", (event) => event.target.name === "start" && showPicked(form));
    showPicked(form);
  }

  // Printing needs script, so its button shows only with it.
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // An address that is long gets a button that copies it; without script it is selected and copied by hand.
  for (const button of document.querySelectorAll("[data-copy]")) {
    const input = document.querySelector(button.dataset.copy);
    const said = document.querySelector("[data-copy-said]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      input.select();
      try {
        await navigator.clipboard.writeText(input.value);
        said.textContent = "Copied.";
      } catch {
        said.textContent = "It is selected: copy it with your keyboard.";
      }
    });
  }

  // Who signs out leaves nothing in this tab of what they typed; portal/drafts.js has saved it before, where it could.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches('form[action$="/logout/"]')) return;
    try {
      for (const key of Object.keys(sessionStorage)) if (key.startsWith("draft:")) sessionStorage.removeItem(key);
    } catch {
      // the browser keeps nothing for us
    }
  });

  // A pressed submit button can't be pressed again while its answer is on the way.
  const sent = new Set();
  const release = () => {
    for (const button of sent) button.disabled = false;
    sent.clear();
  };
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || event.target.method === "get") return;
    // After this turn, so that the button's own name and value are part of what is sent.
    setTimeout(() => {
      button.disabled = true;
      sent.add(button);
    });
    setTimeout(release, 8000); // a download leaves the page where it is
  });
  window.addEventListener("pageshow", release);
  document.addEventListener("htmx:afterRequest", release);
})();

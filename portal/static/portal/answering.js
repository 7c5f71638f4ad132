// Questions that depend on answers come and go, and what was typed is saved now and then. The page works without it.
(() => {
  "use strict";

  const EVERY = 20000;

  const answerTo = (root, key) => {
    const inputs = [...root.querySelectorAll(`[name="${key}"]`)];
    if (!inputs.length) return [];
    if (["radio", "checkbox"].includes(inputs[0].type)) return inputs.filter((input) => input.checked).map((input) => input.value);
    return inputs[0].value.trim() ? [inputs[0].value.trim()] : [];
  };

  const holds = (condition, given) => {
    const wanted = condition.is;
    if (Array.isArray(wanted)) return given.some((value) => wanted.map(String).includes(value));
    if (!given.length) return false;
    return "at_least" in wanted ? Number(given[0]) >= wanted.at_least : Number(given[0]) <= wanted.at_most;
  };

  for (const root of document.querySelectorAll("[data-answering]")) {
    const rows = [...root.querySelectorAll("[data-when]")];
    for (const words of root.querySelectorAll("[data-depends]")) words.hidden = true;

    // In the order of the page: an answer that is not shown counts as not given, also for what depends on it.
    const show = () => {
      const hiddenKeys = new Set();
      for (const row of rows) {
        const conditions = JSON.parse(row.dataset.when);
        row.hidden = !conditions.every((one) => !hiddenKeys.has(one.key) && holds(one, answerTo(root, one.key)));
        if (row.hidden && row.dataset.key) hiddenKeys.add(row.dataset.key);
      }
    };
    root.addEventListener("input", show);
    show();

    const saved = root.querySelector("[data-autosave]");
    if (!saved) continue;
    let waiting = 0;
    root.addEventListener("input", () => {
      waiting ||= setTimeout(() => {
        waiting = 0;
        saved.dispatchEvent(new Event("autosave"));
      }, EVERY);
    });
    for (const trouble of ["htmx:sendError", "htmx:responseError"]) {
      saved.addEventListener(trouble, () => {
        saved.textContent = "Not saved yet. It is tried again with the next change.";
      });
    }
    root.addEventListener("submit", () => clearTimeout(waiting));
  }
})();

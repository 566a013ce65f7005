// Trusts ticked for a comparison stay ticked while their table is sorted and filtered in place:
// those out of sight go along in hidden fields, the address of each further view has them all, and
// the bar says how many there are.
const FORM = "compare-ticked";
const ticked = new Set();

const field = "trust";

const boxes = () => document.querySelectorAll(`input[type=checkbox][form=${FORM}]`);

const hidden = (code) =>
  Object.assign(document.createElement("input"), { type: "hidden", name: field, value: code });

function restore() {
  const form = document.getElementById(FORM);
  if (!form) return;
  const away = new Set(ticked);
  for (const box of boxes()) {
    box.checked = ticked.has(box.value);
    away.delete(box.value);
  }
  for (const old of form.querySelectorAll(`input[name=${field}]`)) old.remove();
  form.append(...[...away].map(hidden));
  form.closest(".app-ticking").classList.toggle("app-ticking--some", ticked.size > 0);
  form.querySelector("[data-ticked]").textContent = said(form.dataset);
}

function said({ most, none, one, some, many }) {
  if (ticked.size > Number(most)) return many.replace("#", ticked.size);
  return [none, one][ticked.size] ?? some.replace("#", ticked.size);
}

function onChange({ target }) {
  if (!target.matches(`input[type=checkbox][form=${FORM}]`)) return;
  if (target.checked) ticked.add(target.value);
  else ticked.delete(target.value);
  restore();
}

// Another view of the table: by its address, or by a form that narrows it.
export function carry(parameters) {
  if (!document.getElementById(FORM)) return;
  if (ticked.size) parameters.set(field, [...ticked].join(","));
  else parameters.delete(field);
}

export function basket() {
  for (const box of boxes()) if (box.checked) ticked.add(box.value);
  for (const { value } of document.querySelectorAll(`#${FORM} input[type=hidden][name=${field}]`)) ticked.add(value);
  document.addEventListener("formdata", ({ formData, target }) => {
    if (target.matches("[data-ticks]")) carry(formData);
  });
  document.addEventListener("change", onChange);
  document.addEventListener("swapped", restore);
  if (ticked.size) restore();
}

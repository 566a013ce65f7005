// Trusts ticked for a comparison stay ticked while their table is sorted and filtered in place:
// those out of sight go along in hidden fields, and the bar says how many there are.
const FORM = "compare-ticked";
const ticked = new Set();

const boxes = () => document.querySelectorAll(`input[type=checkbox][form=${FORM}]`);

function hidden(code) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "trust", value: code });
  return field;
}

function restore() {
  const form = document.getElementById(FORM);
  if (!form) return;
  const away = new Set(ticked);
  for (const box of boxes()) {
    box.checked = ticked.has(box.value);
    away.delete(box.value);
  }
  for (const field of form.querySelectorAll("input[name=trust]")) field.remove();
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

export function basket() {
  for (const box of boxes()) if (box.checked) ticked.add(box.value);
  document.addEventListener("change", onChange);
  document.addEventListener("swapped", restore);
  if (ticked.size) restore();
}

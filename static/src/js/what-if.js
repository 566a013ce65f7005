// A what-if worked out as one types. The server answers with the whole page as ever; the parts that
// are marked data-part are taken from it, and the fields stay as they are, so that the place where
// somebody types is never lost. The address always holds what is shown.

const WAIT = 250; // milliseconds after the last key
let pending;
let timer;

// Only what differs from the published values stands in the address; an emptied field is a fault.
function address(form) {
  const chosen = new URLSearchParams();
  for (const field of form.elements) {
    const { published } = field.dataset;
    if (published !== undefined && field.value.trim() !== published) chosen.set(field.name, field.value.trim());
  }
  const url = new URL(form.action);
  url.search = chosen.toString();
  return url;
}

function takeParts(made) {
  for (const part of document.querySelectorAll("[data-part]")) {
    const other = made.getElementById(part.id);
    if (!other || other.innerHTML === part.innerHTML) continue;
    const open = [...part.querySelectorAll("details[open][id]")].map((each) => each.id);
    part.replaceChildren(...document.adoptNode(other).childNodes);
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  }
}

function markFields(form, made) {
  for (const field of form.elements) {
    if (field.dataset.published === undefined) continue;
    const faulty = made.getElementById(field.id)?.getAttribute("aria-invalid") === "true";
    field.toggleAttribute("aria-invalid", faulty);
    if (faulty) field.setAttribute("aria-invalid", "true");
    field.classList.toggle("nhsuk-input--error", faulty && field.localName === "input");
    field.closest(".nhsuk-form-group").classList.toggle("nhsuk-form-group--error", faulty);
  }
}

async function show(form) {
  clearTimeout(timer);
  pending?.abort();
  pending = new AbortController();
  const url = address(form);
  const result = document.getElementById("what-if-result");
  result.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(url, { signal: pending.signal, headers: { Accept: "text/html" } });
    if (!response.ok) throw new Error(`${response.status} for ${url}`);
    const made = new DOMParser().parseFromString(await response.text(), "text/html");
    history.replaceState(null, "", url);
    document.title = made.title;
    markFields(form, made);
    takeParts(made);
    result.removeAttribute("aria-busy");
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  }
}

export function whatIf() {
  const form = document.querySelector("[data-what-if]");
  if (!form) return;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, WAIT, form);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await show(form);
    document.getElementById("error-summary")?.focus();
  });
  // A link of the error summary leads into its field, not only near it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#error-summary a[href^='#']");
    if (!link) return;
    event.preventDefault();
    document.getElementById(link.hash.slice(1)).focus();
  });
  document.getElementById("error-summary")?.focus();
}

// Suggestions under a search field, by the combobox pattern of the ARIA practices. The server finds
// and words them. Without this file the field is a plain search.

const PAUSE = 150; // milliseconds without a key before the server is asked
const SHORTEST = 2; // letters

export function suggest() {
  for (const input of document.querySelectorAll("[data-suggest]")) enhance(input);
}

function enhance(input) {
  const { list, status } = parts(input);
  let timer, request, options = [], active = -1;

  function mark(index) {
    active = index;
    options.forEach((option, i) => option.setAttribute("aria-selected", i === index));
    if (index < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", options[index].id);
      options[index].scrollIntoView({ block: "nearest" });
    }
  }

  function open(shown) {
    list.hidden = !shown;
    input.setAttribute("aria-expanded", shown);
    if (!shown) mark(-1);
  }

  function close() {
    clearTimeout(timer);
    request?.abort();
    open(false);
    status.textContent = "";
  }

  function show(found) {
    list.replaceChildren(...found.options.map((each, i) => option(`${list.id}-${i}`, each)));
    options = [...list.children];
    status.textContent = found.said;
    open(options.length > 0);
  }

  async function ask() {
    const text = input.value.trim();
    if (text.length < SHORTEST) return close();
    request?.abort();
    request = new AbortController();
    const address = `${input.dataset.suggest}?${new URLSearchParams({ q: text })}`;
    try {
      const answer = await fetch(address, { signal: request.signal });
      if (answer.ok && document.activeElement === input) show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function step(by) {
    if (list.hidden) return ask();
    const places = options.length + 1; // the field itself is one of them
    mark(((active + 1 + by + places) % places) - 1);
  }

  const keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Escape: () => (list.hidden ? (input.value = "") : close()),
    Enter: () => location.assign(options[active].dataset.href),
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    const chosen = event.key !== "Enter" || (!list.hidden && active >= 0);
    if (!(event.key in keys) || !chosen || event.isComposing) return;
    event.preventDefault();
    keys[event.key]();
  });
  input.addEventListener("blur", close);
  // The field keeps the focus while an option is pressed, so that the list stays open.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const href = event.target.closest("[role=option]")?.dataset.href;
    if (href) location.assign(href);
  });
}

// The list and the spoken status, put beside the field, and the field made a combobox.
function parts(input) {
  const list = document.createElement("ul");
  Object.assign(list, { id: `${input.id}-options`, className: "app-suggest", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  const status = document.createElement("div");
  status.className = "nhsuk-u-visually-hidden";
  status.setAttribute("role", "status");
  const attributes = {
    type: "text",
    role: "combobox",
    autocomplete: "off",
    enterkeyhint: "search",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  const box = document.createElement("div");
  box.className = "app-suggest-box";
  input.replaceWith(box);
  box.append(input, list, status);
  return { list, status };
}

function option(id, { label, detail, href }) {
  const made = document.createElement("li");
  made.id = id;
  made.className = "app-suggest__option";
  made.dataset.href = href;
  made.setAttribute("role", "option");
  made.setAttribute("aria-selected", "false");
  const small = document.createElement("span");
  small.className = "app-detail";
  small.textContent = detail;
  made.append(label, " ", small);
  return made;
}

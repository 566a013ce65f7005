// Sorting, filtering and choosing columns without loading the page anew. The server answers with
// the whole page as ever; the part marked data-swap is taken from it. Address, history, focus, open
// details and sideways scrolling stay as the reader had them, and what changed is said aloud. Nothing
// happens before a link or a button is pressed: who walks a list of choices by keyboard passes many.

import { carry } from "./basket.js";

const region = () => document.querySelector("[data-swap]");
const view = () => location.pathname + location.search;
let shown = view();
let pending;

// Only another view of this very page: other tables and files are left to the browser.
const isView = (url) => url.origin === location.origin && url.pathname === location.pathname;

// Commas part columns and trusts, and stay as they are.
const plain = (parameters) => parameters.toString().replaceAll("%2C", ",");

async function show(url, { push = true } = {}) {
  pending?.abort();
  pending = new AbortController();
  const { signal } = pending;
  region().setAttribute("aria-busy", "true");
  try {
    const response = await fetch(url, { signal, headers: { Accept: "text/html" } });
    if (!response.ok) throw new Error(`${response.status} for ${url}`);
    const made = new DOMParser().parseFromString(await response.text(), "text/html");
    if (push && String(url) !== location.href) history.pushState(null, "", url);
    shown = view();
    document.title = made.title;
    replace(made.querySelector("[data-swap]"));
    document.dispatchEvent(new Event("swapped"));
    say();
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  }
}

function replace(made) {
  const old = region();
  const { id, value, selectionStart } = document.activeElement ?? {};
  const inside = old.contains(document.activeElement);
  const opened = [...old.querySelectorAll("details[open][id]")].map((each) => each.id);
  const left = old.querySelector("#table-frame")?.scrollLeft ?? 0;
  old.replaceWith(document.adoptNode(made));
  for (const each of opened) document.getElementById(each)?.setAttribute("open", "");
  document.getElementById("table-frame").scrollLeft = left;
  if (!inside) return;
  const again = (id && document.getElementById(id)) || document.getElementById("showing");
  again.focus({ preventScroll: true });
  if (again.type === "search") {
    again.value = value; // what was typed while the answer was under way
    again.setSelectionRange(selectionStart, selectionStart);
  }
}

function say() {
  const words = [...region().querySelectorAll(".app-notice__text, #showing")];
  const news = document.getElementById("swap-news");
  news.textContent = words.map((each) => each.firstChild.textContent.trim()).join(" ");
}

function onClick(event) {
  const link = event.target.closest("[data-swap] a[href]");
  const { metaKey, ctrlKey, shiftKey, altKey, button } = event;
  if (!link || metaKey || ctrlKey || shiftKey || altKey || button || link.hasAttribute("download")) return;
  const url = new URL(link.href);
  if (!isView(url) || url.hash) return;
  event.preventDefault();
  carry(url.searchParams);
  url.search = plain(url.searchParams);
  link.focus();
  show(url);
}

function onSubmit(event) {
  const form = event.target;
  const url = new URL(form.action);
  if (!form.closest("[data-swap]") || form.method !== "get" || !isView(url)) return;
  event.preventDefault();
  url.search = plain(new URLSearchParams(new FormData(form)));
  show(url);
}

export function swap() {
  if (!region()) return;
  document.addEventListener("click", onClick);
  document.addEventListener("submit", onSubmit);
  addEventListener("popstate", () => view() !== shown && show(location.href, { push: false }));
}

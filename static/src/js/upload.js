// While a long file is being checked, look again now and then, and say how far it is.
const shown = document.querySelector("[data-upload-progress]");

const lookAgain = async () => {
  const answer = await fetch(location.href).catch(() => null);
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("[data-upload-progress]");
    if (!now) return location.reload();
    const [was, is] = [shown, now].map((each) => each.querySelector("[data-steps]"));
    if (was.textContent !== is.textContent) was.replaceChildren(...is.childNodes);
  }
  setTimeout(lookAgain, 3000);
};

if (shown) setTimeout(lookAgain, 3000);

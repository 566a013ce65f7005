// Every page works without this file. It only makes better what is already there.
import { createAll, SkipLink } from "nhsuk-frontend";
import { basket } from "./basket.js";
import { suggest } from "./suggest.js";
import { swap } from "./swap.js";
import { whatIf } from "./what-if.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
createAll(SkipLink);
suggest();

// An address names only what was chosen: fields left empty stay out of it, and the columns of a
// table stand in one parameter.
document.addEventListener("formdata", ({ formData, target }) => {
  if (target.method !== "get") return;
  for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
  const columns = formData.getAll("columns");
  if (columns.length > 1) formData.set("columns", columns.join(","));
});

basket();
swap();
whatIf();

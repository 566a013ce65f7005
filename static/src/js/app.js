// Every page works without this file. It only makes better what is already there.
import { createAll, Header, SkipLink } from "nhsuk-frontend";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
createAll(Header);
createAll(SkipLink);

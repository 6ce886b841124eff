// The pages of reporters and victims: every one of them also works without this file.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  Radios,
  SkipLink,
  createAll,
} from "govuk-frontend";
import { QuickExit } from "./exit_page.js";
import { Keep, forgetAll, forgetOld } from "./keep.js";
import { startWork } from "./work.js";

forgetOld();
if (document.querySelector("[data-forget]")) forgetAll();
document.body.classList.add("js-enabled", "govuk-frontend-supported");
[
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  Keep,
  NotificationBanner,
  QuickExit,
  Radios,
  SkipLink,
].forEach((component) => createAll(component));
document.querySelectorAll("form[data-work]").forEach(startWork);

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

document.body.classList.add("js-enabled", "govuk-frontend-supported");
[
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  QuickExit,
  Radios,
  SkipLink,
].forEach((component) => createAll(component));

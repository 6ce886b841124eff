// Leaving in a hurry: as GOV.UK's component, and the page left is replaced in the history, so that
// the back button of the neutral page does not return to it. What this browser laid by is taken away.
import { ExitThisPage } from "govuk-frontend";
import { forgetAll } from "./keep.js";

export class QuickExit extends ExitThisPage {
  exitPage() {
    forgetAll();
    super.exitPage();
    window.location.replace(this.$button.href);
  }
}

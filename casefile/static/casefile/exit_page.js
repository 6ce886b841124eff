// Leaving in a hurry: as GOV.UK's component, and the page left is replaced in the history, so that
// the back button of the neutral page does not return to it.
import { ExitThisPage } from "govuk-frontend";

export class QuickExit extends ExitThisPage {
  exitPage() {
    super.exitPage();
    window.location.replace(this.$button.href);
  }
}

// The pages of staff and prosecutors: starts every component of both design systems that a page uses.
import { initAll as startGovuk } from "govuk-frontend";
import { initAll as startMoj } from "@ministryofjustice/frontend";

document.body.classList.add("js-enabled", "govuk-frontend-supported", "moj-frontend-supported");
startGovuk();
startMoj();

// The worker that takes files in; see portions.js.
import { Portions } from "./portions.js";

const portions = new Portions((message) => postMessage(message));
addEventListener("message", ({ data }) => portions.take(data));
postMessage({ type: "ready" });

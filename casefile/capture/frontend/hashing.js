// The page's side of the worker that takes files in. Where the worker does not start, the page does the
// work itself: slower, but nothing is left untaken.
import { Portions } from "./portions.js";

export class Hashing extends EventTarget {
  constructor(address) {
    super();
    this.waiting = [];
    this.post = (message) => this.waiting.push(message);
    try {
      const worker = new Worker(address);
      worker.addEventListener("message", ({ data }) => this.hear(data, worker));
      worker.addEventListener("error", () => this.withoutWorker());
    } catch {
      this.withoutWorker();
    }
  }

  hear(data, worker) {
    if (data.type === "ready") this.ready((message) => worker.postMessage(message));
    else this.tell(data);
  }

  withoutWorker() {
    if (this.isReady) return;
    const portions = new Portions((message) => this.tell(message));
    this.ready((message) => portions.take(message));
  }

  ready(post) {
    if (this.isReady) return;
    this.isReady = true;
    this.post = post;
    this.waiting.splice(0).forEach(post);
  }

  postMessage(message) {
    this.post(message);
  }

  tell(data) {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
}

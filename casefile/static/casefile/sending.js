// Sends one file so that a cut does not lose it: it goes on from the last byte when the connection
// comes back. Nothing about the file is kept in the browser, which others may look into.
import { Upload } from "tus-js-client";

const RETRY_MS = [0, 1000, 3000, 5000, 10000, 20000];
const AGAIN_MS = 20000;

function statusOf(error) {
  return error.originalResponse?.getStatus() ?? 0;
}

function isPassing(error) {
  const status = statusOf(error);
  return status < 400 || status === 409 || status === 423 || (status >= 500 && status !== 507);
}

function codeOf(error) {
  try {
    return JSON.parse(error.originalResponse.getBody()).code;
  } catch {
    return "other";
  }
}

// `tell(state, detail)` hears: sending (with the share sent), waiting, done, refused (with a code).
export class Sending {
  constructor(file, about, tell, address = null) {
    this.tell = tell;
    this.isOver = false;
    this.hasStopped = false; // the library gave up; until then it tries again by itself
    this.again = () => this.goOn();
    this.upload = new Upload(file, {
      endpoint: "/api/v1/uploads/",
      uploadUrl: address,
      metadata: about,
      retryDelays: RETRY_MS,
      storeFingerprintForResuming: false,
      onProgress: (sent, size) => this.tell("sending", size ? sent / size : 0),
      onSuccess: () => this.end("done", this.upload.url),
      onShouldRetry: (error) => this.mayPass(error),
      onError: (error) => this.failed(error),
    });
    window.addEventListener("online", this.again);
    this.upload.start();
  }

  mayPass(error) {
    if (isPassing(error) && !this.isOver) this.tell("waiting");
    return isPassing(error);
  }

  failed(error) {
    if (this.isOver) return;
    if (!isPassing(error)) return this.end("refused", codeOf(error));
    this.hasStopped = true;
    this.tell("waiting");
    this.timer = setTimeout(this.again, AGAIN_MS);
  }

  goOn() {
    if (this.isOver || !this.hasStopped) return;
    clearTimeout(this.timer);
    this.hasStopped = false;
    this.upload.start();
  }

  end(state, detail) {
    this.isOver = true;
    clearTimeout(this.timer);
    window.removeEventListener("online", this.again);
    this.tell(state, detail);
  }

  // Stops sending and has the server delete what it has of the file.
  async remove() {
    this.isOver = true;
    clearTimeout(this.timer);
    window.removeEventListener("online", this.again);
    const address = this.upload.url;
    await this.upload.abort().catch(() => {});
    if (address) await Upload.terminate(address, { retryDelays: RETRY_MS }).catch(() => {});
  }
}

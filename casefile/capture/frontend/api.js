// Calls to the server. A call that never came through is `Offline`; one that was refused is a
// `Problem` with the server's code, so that the two are never mixed up.
const BASE = "/api/v1/capture/";
const WITHIN_MS = 30_000;

export class Offline extends Error {}

export class Problem extends Error {
  constructor(status, code, title) {
    super(title);
    this.status = status;
    this.code = code;
  }

  get needsSignIn() {
    return this.status === 401 || (this.status === 403 && this.code === "not_authenticated");
  }
}

async function problemOf(response) {
  try {
    const { code, title } = await response.json();
    return new Problem(response.status, code ?? "", title ?? `The server said ${response.status}.`);
  } catch {
    return new Problem(response.status, "", `The server said ${response.status}.`);
  }
}

export class Api {
  constructor({ device = null, fetch = (...all) => globalThis.fetch(...all) } = {}) {
    this.device = device;
    this.csrf = "";
    this.fetch = fetch;
  }

  async call(method, path, body) {
    const response = await this.reach(method, path, body);
    // A redirect is the way to the page to sign in.
    if (response.type === "opaqueredirect") throw new Problem(401, "not_authenticated", "Sign in");
    if (response.ok) return response.json();
    // Something between here and there answers for a server that is down.
    if (response.status >= 502 && response.status <= 504) throw new Offline("no answer");
    throw await problemOf(response);
  }

  async reach(method, path, body) {
    const headers = { Accept: "application/json" };
    if (this.device) headers["Capture-Device"] = this.device;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (this.csrf) headers["X-CSRFToken"] = this.csrf;
    try {
      return await this.fetch(`${BASE}${path}`, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        redirect: "manual",
        credentials: "same-origin",
        cache: "no-store",
        signal: AbortSignal.timeout(WITHIN_MS),
      });
    } catch (error) {
      throw new Offline("no connection", { cause: error });
    }
  }

  // Ends the session at the server too, where it is reached: the same browser opens the desk.
  async signOut() {
    const headers = { "X-CSRFToken": this.csrf };
    await this.fetch("/sign-out/", { method: "POST", headers, redirect: "manual" }).catch(() => {});
  }

  get(path) {
    return this.call("GET", path);
  }

  post(path, body) {
    return this.call("POST", path, body);
  }

  // Says who is signed in at the server, and takes the token that its forms ask for.
  async session() {
    const found = await this.get("session/");
    this.csrf = found.csrf;
    return found;
  }
}

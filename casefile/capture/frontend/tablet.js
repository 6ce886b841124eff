// The running app: its store, its device, the officer who unlocked it, and the state of sync that every
// page shows. Pages ask it; it never draws.
import { aloneOrNot } from "./alone.js";
import { Api, Offline, Problem } from "./api.js";
import { forgetCases, isTooLongAlone } from "./cases.js";
import { addOfficer, enrol, enrolledDevice, unlock } from "./device.js";
import { dropOld, waiting } from "./outbox.js";
import { seal } from "./sealing.js";
import { sendFile } from "./sending.js";
import { askToPersist, keepReserve, space } from "./space.js";
import { sync } from "./syncing.js";
import { recover } from "./taking.js";

const SOON_MS = 800;
const EVERY_MS = 60_000;

export class Tablet extends EventTarget {
  constructor(db, { release, hasher }) {
    super();
    Object.assign(this, { db, release, hasher, session: null, device: null });
    this.api = new Api();
    this.status = { state: navigator.onLine ? "idle" : "offline" };
    this.waiting = { count: 0, oldest: Infinity, stuck: 0, size_bytes: 0 };
    this.space = { free_bytes: Infinity, isLow: false, isPersistent: false };
    this.others = new BroadcastChannel("casefile-tablet");
    this.others.addEventListener("message", (event) => this.hear(event.data));
  }

  async start() {
    this.device = await enrolledDevice(this.db);
    this.api.device = this.device?.id ?? null;
    addEventListener("online", () => this.syncSoon());
    addEventListener("offline", () => this.tell({ state: "offline" }));
    setInterval(() => this.syncSoon(), EVERY_MS);
    await dropOld(this.db);
    await this.forgetWhenAlone();
    await this.refresh();
  }

  // It needs no passphrase to forget: a tablet that nobody opens forgets as soon as it is started.
  async forgetWhenAlone() {
    const device = await enrolledDevice(this.db);
    if (!device || !isTooLongAlone(device)) return;
    for (const officer of await this.officers()) await forgetCases({ db: this.db, officer });
  }

  // Counts again, here and in the other tabs.
  async refresh({ alsoOthers = false } = {}) {
    this.waiting = await waiting(this.db);
    this.space = await space();
    this.dispatchEvent(new Event("counted"));
    if (alsoOthers) this.others.postMessage("counted");
  }

  hear(message) {
    if (message === "counted") this.refresh();
    if (message === "lock" && this.session) this.lock();
  }

  tell(status) {
    this.status = { ...status, at: Date.now() };
    this.dispatchEvent(new Event("counted"));
  }

  officers() {
    return this.db.getAll("officers");
  }

  // Raises Problem and Offline; needs an officer who is signed in at the server.
  async enrol({ code, name, passphrase }) {
    const server = await this.api.session();
    await enrol(this.db, this.api, { code: code.trim(), name: name.trim() });
    this.device = await enrolledDevice(this.db);
    this.api.device = this.device.id;
    await askToPersist();
    await this.welcome(server, passphrase);
  }

  async join({ passphrase }) {
    await this.welcome(await this.api.session(), passphrase);
  }

  async welcome(server, passphrase) {
    const { id, name, collar_number } = server.user;
    const user = { id, name, collar_number };
    await this.open(await addOfficer(this.db, { user, passphrase, recoveryKey: server.recovery_key }));
  }

  async unlock(officerId, passphrase) {
    await this.open(await unlock(this.db, officerId, passphrase));
  }

  async open(session) {
    this.session = Object.assign(session, { release: this.release, hasher: this.hasher });
    await this.forgetWhenAlone();
    // A recording that runs in another tab is no cut one: its tab holds a lock by that name.
    const isBusy = async (id) => (await aloneOrNot(`take-${id}`, async () => "free")) !== "free";
    this.askedAt = null;
    this.recovered = await recover(this.session, isBusy);
    await keepReserve(this.db);
    this.dispatchEvent(new Event("opened"));
    await this.refresh({ alsoOthers: true });
    this.syncSoon();
  }

  // Drops the key from this tab's memory. What is unsent stays. A tab that was left locks itself alone:
  // in another one somebody may be recording.
  lock() {
    this.session = null;
    this.dispatchEvent(new Event("locked"));
  }

  // What is asked for holds for every tab.
  async signOut() {
    this.lock();
    this.others.postMessage("lock");
    await this.api.signOut();
  }

  async seal(entry) {
    const done = await seal(this.session, entry);
    await this.sealed();
    return done;
  }

  async sealed() {
    await this.refresh({ alsoOthers: true });
    this.syncSoon();
  }

  syncSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.sync(), SOON_MS);
  }

  // Cases are asked for when the tablet is opened, each minute, and when the officer says so.
  async sync({ isAsked = false } = {}) {
    if (!this.session) return;
    if (this.syncing) {
      this.isAgain = true;
      return;
    }
    this.syncing = true;
    this.tell({ state: "sending" });
    try {
      const tools = this.tools(isAsked);
      this.tell(await sync(this.session, this.api, tools));
      if (tools.wantsCases && ["done", "trouble"].includes(this.status.state)) this.askedAt = Date.now();
    } catch (error) {
      if (this.session) console.error(error);
      this.tell({ state: "trouble", words: "Something went wrong on the tablet. Nothing is lost." });
    }
    this.syncing = false;
    if (this.status.state === "revoked" && this.session) await forgetCases(this.session);
    await this.refresh({ alsoOthers: true });
    this.dispatchEvent(new Event("synced"));
    if (this.isAgain && this.status.state === "done") this.syncSoon();
    this.isAgain = false;
  }

  tools(isAsked) {
    return {
      wantsCases: isAsked || !this.askedAt || Math.abs(Date.now() - this.askedAt) >= EVERY_MS,
      sendFile,
      tell: () => this.refresh(),
      progress: (id, sent, total) => this.tell({ state: "sending", id, share: sent / total }),
    };
  }
}

export { Offline, Problem };

// Sends one file of the store: the library for tus reads it piece by piece, as it was encrypted, and
// goes on from the last byte that the server has. Each portion carries its own checksum.
import { Upload } from "tus-js-client";
import { base64 } from "./bytes.js";
import { readRange } from "./pieces.js";

const ENDPOINT = "/api/v1/uploads/";
const CHUNK_BYTES = 4 * 1024 * 1024;
const RETRY_MS = [0, 1000, 3000];

// What the library reads from: it keeps the checksum of the portion that it reads last.
class Source {
  constructor(file) {
    this.file = file;
    this.size = file.size_bytes;
    this.checksum = "";
  }

  async slice(start, end) {
    const to = Math.min(end, this.size);
    const bytes = await readRange(this.file, start, to);
    this.checksum = base64(await crypto.subtle.digest("SHA-256", bytes));
    return { value: new Blob([bytes]), done: to >= this.size };
  }

  close() {}
}

// The whole name is in the manifest; a header has little room.
function metadata({ name, entry, sha256 }) {
  return { for: "device", filename: name.slice(0, 120), item: entry, sha256 };
}

// Resolves with the upload's id. `file` is {db, key, entry, name, sha256, size_bytes, address};
// `keep(address)` is told where the upload is, to go on there after a restart.
export function sendFile(file, { device, keep, progress = () => {} }) {
  const source = new Source(file);
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: ENDPOINT,
      uploadUrl: file.address ?? null,
      uploadSize: file.size_bytes,
      chunkSize: CHUNK_BYTES,
      fileReader: { openFile: async () => source },
      metadata: metadata(file),
      headers: { "Capture-Device": device },
      retryDelays: RETRY_MS,
      storeFingerprintForResuming: false,
      onBeforeRequest(request) {
        if (request.getMethod() === "PATCH") {
          request.setHeader("Upload-Checksum", `sha256 ${source.checksum}`);
        }
      },
      onUploadUrlAvailable: () => keep(upload.url),
      onProgress: (sent) => progress(sent),
      onSuccess: () => resolve(upload.url.replace(/\/$/, "").split("/").pop()),
      onError: reject,
    });
    upload.start();
  });
}

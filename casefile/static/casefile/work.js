// Work that a browser does by itself while somebody types: it finds a number whose SHA-256 begins
// with enough zeros, in short turns so that typing never stalls, and sends it with the page. With
// scripts off it is left out, which costs a short wait at most.
const TRIES_A_TURN = 400;

// The constants of SHA-256 are roots of primes (FIPS 180-4), worked out here instead of listed.
const primes = [];
for (let n = 2; primes.length < 64; n += 1) if (primes.every((p) => n % p)) primes.push(n);
const fraction = (root) => ((root - Math.floor(root)) * 2 ** 32) | 0;
const START = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
const ROUND = primes.map((p) => fraction(Math.cbrt(p)));
const turn = (x, n) => (x >>> n) | (x << (32 - n));

// Returns the first 32 bits of the SHA-256 of a short ASCII text (at most 55 signs, one block).
export function firstWord(text) {
  const w = new Int32Array(64);
  for (let i = 0; i <= text.length; i += 1) {
    const byte = i < text.length ? text.charCodeAt(i) : 0x80;
    w[i >> 2] |= byte << (24 - 8 * (i & 3));
  }
  w[15] = text.length * 8;
  for (let i = 16; i < 64; i += 1) {
    const a = w[i - 15];
    const b = w[i - 2];
    const s0 = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
    const s1 = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  let [a, b, c, d, e, f, g, h] = START;
  for (let i = 0; i < 64; i += 1) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND[i] + w[i]) | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  return (START[0] + a) >>> 0;
}

export function startWork(form) {
  const { work, bits } = form.dataset;
  let tries = 0;
  const next = () => {
    for (let i = 0; i < TRIES_A_TURN; i += 1, tries += 1) {
      if (firstWord(`${work}:${tries}`) >>> (32 - Number(bits)) === 0) {
        const field = document.createElement("input");
        Object.assign(field, { type: "hidden", name: "work", value: String(tries) });
        form.append(field);
        return;
      }
    }
    window.setTimeout(next, 0);
  };
  window.setTimeout(next, 0);
}

/**
 * SHA-256 (FIPS 180-4) without a platform: the pure parts of the engine make keys and addresses inside a synchronous
 * decision, where neither Node's crypto nor the browser's asynchronous one may be called.
 */

/** The 64 lower-case hexadecimal characters of the SHA-256 of the bytes; a text is hashed as UTF-8. */
export function sha256Hex(input: string | Uint8Array): string {
  let text = '';
  for (const byte of digest(input)) text += hexBytes[byte] ?? '';
  return text;
}

/**
 * The SHA-256 in lower-case base32 (RFC 4648 letters, no padding): 52 characters, five bits each, so a prefix of n
 * characters keeps 5n bits. Safe in file names and the same in either letter case.
 */
export function sha256Base32(input: string | Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of digest(input)) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += base32Letters.charAt((held >>> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + base32Letters.charAt((held << (5 - bits)) & 31);
}

const base32Letters = 'abcdefghijklmnopqrstuvwxyz234567';
const hexBytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const utf8 = new TextEncoder();

/** The fractional parts of the square roots of the first 8 primes. */
const initialState = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
] as const;

/** The fractional parts of the cube roots of the first 64 primes. */
const roundConstants = Uint32Array.of(
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
);

function digest(input: string | Uint8Array): Uint8Array {
  const hash = new Sha256Stream();
  hash.update(typeof input === 'string' ? utf8.encode(input) : input);
  return hash.digest();
}

/** The SHA-256 of bytes that come piece by piece. */
export class Sha256Stream {
  readonly #state = Int32Array.from(initialState);
  readonly #schedule = new Int32Array(64);
  /** What does not fill a block yet. */
  #rest: Uint8Array = new Uint8Array(0);
  #length = 0;

  update(piece: Uint8Array): void {
    this.#length += piece.length;
    const bytes = this.#rest.length === 0 ? piece : joined(this.#rest, piece);
    const whole = bytes.length - (bytes.length % 64);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < whole; at += 64) mixBlock(this.#state, this.#schedule, { view, at });
    this.#rest = new Uint8Array(bytes.subarray(whole));
  }

  /** Ends it: nothing may follow. */
  digest(): Uint8Array {
    const tail = paddedTail(this.#rest, this.#length);
    for (let at = 0; at < tail.byteLength; at += 64) mixBlock(this.#state, this.#schedule, { view: tail, at });
    const result = new DataView(new ArrayBuffer(32));
    this.#state.forEach((word, index) => { result.setInt32(index * 4, word); });
    return new Uint8Array(result.buffer);
  }

  /** As {@link digest}, as {@link sha256Hex} writes it. */
  hex(): string {
    let text = '';
    for (const byte of this.digest()) text += hexBytes[byte] ?? '';
    return text;
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** The last, partial block with its end mark and the length in bits: one block, or two where the length does not fit. */
function paddedTail(rest: Uint8Array, length: number): DataView {
  const tail = new Uint8Array(rest.length < 56 ? 64 : 128);
  tail.set(rest);
  tail[rest.length] = 0x80;
  const view = new DataView(tail.buffer);
  view.setUint32(tail.length - 8, Math.floor(length / 0x2000_0000));
  view.setUint32(tail.length - 4, (length << 3) >>> 0);
  return view;
}

/** One 64-byte block into the state. `?? 0` only satisfies the checker: every index is inside its array. */
function mixBlock(state: Int32Array, schedule: Int32Array, block: { readonly view: DataView; readonly at: number }): void {
  fillSchedule(schedule, block);
  // One by one: taken apart as a list, the state would be walked by an iterator for every block.
  let a = state[0] ?? 0;
  let b = state[1] ?? 0;
  let c = state[2] ?? 0;
  let d = state[3] ?? 0;
  let e = state[4] ?? 0;
  let f = state[5] ?? 0;
  let g = state[6] ?? 0;
  let h = state[7] ?? 0;

  for (let round = 0; round < 64; round += 1) {
    const sumOfE = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const choice = (e & f) ^ (~e & g);
    const first = (h + sumOfE + choice + (roundConstants[round] ?? 0) + (schedule[round] ?? 0)) | 0;
    const sumOfA = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + sumOfA + majority) | 0;
  }

  add(state, 0, a);
  add(state, 1, b);
  add(state, 2, c);
  add(state, 3, d);
  add(state, 4, e);
  add(state, 5, f);
  add(state, 6, g);
  add(state, 7, h);
}

function add(state: Int32Array, word: number, mixed: number): void {
  state[word] = ((state[word] ?? 0) + mixed) | 0;
}

function fillSchedule(schedule: Int32Array, block: { readonly view: DataView; readonly at: number }): void {
  for (let word = 0; word < 16; word += 1) schedule[word] = block.view.getInt32(block.at + word * 4);
  for (let word = 16; word < 64; word += 1) {
    const near = schedule[word - 2] ?? 0;
    const far = schedule[word - 15] ?? 0;
    const ofFar = ((far >>> 7) | (far << 25)) ^ ((far >>> 18) | (far << 14)) ^ (far >>> 3);
    const ofNear = ((near >>> 17) | (near << 15)) ^ ((near >>> 19) | (near << 13)) ^ (near >>> 10);
    schedule[word] = ((schedule[word - 16] ?? 0) + ofFar + (schedule[word - 7] ?? 0) + ofNear) | 0;
  }
}

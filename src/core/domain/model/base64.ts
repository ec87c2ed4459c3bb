import { AppError } from './errors.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const codes = new TextEncoder().encode(alphabet);
const padding = 61;
const values = new Uint8Array(256).fill(255);
for (const [value, code] of codes.entries()) values[code] = value;

/** The bytes as padded base64 (RFC 4648 §4). Written by hand because the inside of the house has no `Buffer`. */
export function encodeBase64(bytes: Uint8Array): string {
  const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  for (let from = 0, to = 0; from < bytes.length; from += 3, to += 4) {
    const word = ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
    text[to] = codes[(word >> 18) & 63] ?? padding;
    text[to + 1] = codes[(word >> 12) & 63] ?? padding;
    text[to + 2] = from + 1 < bytes.length ? (codes[(word >> 6) & 63] ?? padding) : padding;
    text[to + 3] = from + 2 < bytes.length ? (codes[word & 63] ?? padding) : padding;
  }
  return new TextDecoder().decode(text);
}

/** The bytes of a padded base64 text; anything else is `input_invalid`. */
export function decodeBase64(text: string): Uint8Array {
  if (text.length % 4 !== 0) throw invalid();
  const padded = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padded);
  const digits = text.length - padded;
  let word = 0;
  let at = 0;
  for (let index = 0; index < digits; index += 1) {
    const value = values[text.charCodeAt(index)] ?? 255;
    if (value === 255) throw invalid();
    word = ((word << 6) | value) & 0xff_ffff;
    // Every digit after the first of four completes one byte.
    if (index % 4 !== 0) bytes[at++] = (word >> (6 - 2 * (index % 4))) & 255;
  }
  return bytes;
}

function invalid(): AppError {
  return new AppError('input_invalid', 'The content is not base64.', { next: 'Encode the bytes as padded base64 (RFC 4648, section 4).' });
}

import { sha256Hex } from './sha256.ts';

/** How every token begins that was made for a program by name, so that whoever finds one knows what it is. */
export const tokenPrefix = 'aiwm_pat_';

const form = /^aiwm_pat_[0-9a-f]{72}$/u;
const checkLength = 8;

/**
 * A token of 256 random bits: the prefix, the bits in 64 hexadecimal characters, and the first eight of the SHA-256 of all
 * before them, by which a cut or mistyped one is known without asking anybody.
 */
export function writeToken(bits: Uint8Array): string {
  if (bits.length !== 32) throw new RangeError('A token has 256 bits.');
  const text = `${tokenPrefix}${Array.from(bits, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  return `${text}${checkOf(text)}`;
}

/** Whether it could be a token of ours. */
export function isToken(text: string): boolean {
  return form.test(text) && checkOf(text.slice(0, -checkLength)) === text.slice(-checkLength);
}

/** What is kept of a token, and found again. With so many random bits nothing slower is needed. */
export function hashOfToken(token: string): string {
  return sha256Hex(token);
}

function checkOf(text: string): string {
  return sha256Hex(text).slice(0, checkLength);
}

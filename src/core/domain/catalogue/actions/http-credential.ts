import { z } from 'zod';
import { encodeBase64 } from '../../model/base64.ts';
import type { HttpResponse } from '../../ports/http-port.ts';

/** A key by its name: the vault lends it to the one request, and the run never has it. */
export const HttpCredential = z.strictObject({
  connector: z.string().min(1).describe('The service of the settings whose key it is'),
  label: z.string().min(1).optional().describe('Which of its keys; the default one if absent'),
  header: z.string().min(1).default('authorization').describe('The header it goes in'),
  scheme: z.string().max(40).default('Bearer').describe('The word before it; `Basic` for `user:password`, empty for none'),
});
export type HttpCredential = z.infer<typeof HttpCredential>;

/** The secret as its header says it. */
export function credentialHeader({ header, scheme }: HttpCredential, secret: string): { readonly [name: string]: string } {
  const value = /^basic$/iu.test(scheme) ? encodeBase64(new TextEncoder().encode(secret)) : secret;
  return { [header.toLowerCase()]: scheme === '' ? value : `${scheme} ${value}` };
}

/** The answer with stars where a service repeats what it was sent, as it was kept or as it was sent. */
export function withoutSecret(answer: HttpResponse, secret: string): HttpResponse {
  const needles = [secret, encodeBase64(new TextEncoder().encode(secret)), encodeURIComponent(secret)].filter((needle) => needle.length >= 4);
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, needles.reduce((text, needle) => text.replaceAll(needle, '***'), value)] as const);
  const body = needles.reduce((bytes, needle) => masked(bytes, new TextEncoder().encode(needle)), answer.body);
  return { ...answer, headers: Object.fromEntries(headers), body, url: needles.reduce((text, needle) => text.replaceAll(needle, '***'), answer.url) };
}

const stars = new TextEncoder().encode('***');

/** Always three stars: their number says nothing of the secret's length. */
function masked(bytes: Uint8Array, needle: Uint8Array): Uint8Array {
  const [first = 0] = needle;
  const pieces: Uint8Array[] = [];
  let from = 0;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, Math.max(at + 1, from))) {
    if (!needle.every((byte, index) => bytes[at + index] === byte)) continue;
    pieces.push(bytes.subarray(from, at), stars);
    from = at + needle.length;
  }
  return from === 0 ? bytes : joined([...pieces, bytes.subarray(from)]);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

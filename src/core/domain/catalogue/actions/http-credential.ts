import { z } from 'zod';
import { encodeBase64 } from '../../model/base64.ts';
import { secretForms } from '../../model/secret-forms.ts';
import type { HttpResponse } from '../../ports/http-port.ts';

/** A key by its name: the vault lends it to the one request, and the run never has it. */
export const HttpCredential = z.strictObject({
  connector: z.string().min(1).meta({ format: 'credential' }).describe('The service of the settings whose key it is'),
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

/** Shorter texts would blot out words of every day. */
const shortest = 4;

/** As a service may repeat what it was lent, the password of a `user:password` alone too. */
function needlesOf({ scheme }: HttpCredential, secret: string): readonly string[] {
  const password = /^basic$/iu.test(scheme) ? secret.slice(secret.indexOf(':') + 1) : secret;
  return [...secretForms(secret), ...(password === secret ? [] : secretForms(password))].filter(({ length }) => length >= shortest);
}

/**
 * What comes of an answer, with stars where the service repeats the secret: in the bytes as they came, and again in the
 * values and errors made of them, for a character set or an escape hides it from whoever looks at bytes alone.
 */
export function withoutSecret(credential: HttpCredential, secret: string): { readonly answer: (answer: HttpResponse) => HttpResponse; readonly text: (text: string) => string } {
  const needles = needlesOf(credential, secret);
  const text = (from: string): string => needles.reduce((clean, needle) => clean.replaceAll(needle, '***'), from);
  return {
    text,
    answer: (answer) => ({
      ...answer,
      headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, text(value)] as const)),
      body: needles.reduce((bytes, needle) => masked(bytes, new TextEncoder().encode(needle)), answer.body),
      url: text(answer.url),
    }),
  };
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

import type { AccessTokens } from './access-tokens.ts';
import { HttpRefusal } from '../http-refusal.ts';
import type { OneTimeCodes } from './one-time-codes.ts';

/** `POST /session {code}`: a one-time code for the token of one tab. */
export async function openSession(body: unknown, { codes, tokens }: { readonly codes: OneTimeCodes; readonly tokens: AccessTokens }): Promise<{ readonly token: string }> {
  codes.spend(codeIn(body));
  return { token: await tokens.openSession() };
}

function codeIn(body: unknown): string {
  if (typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' && body.code.length <= 256) return body.code;
  throw new HttpRefusal(400, { code: 'input_invalid', message: 'The body holds no code.', next: 'Send {"code": "…"} with the code of a printed link.' });
}

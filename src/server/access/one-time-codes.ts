import { timingSafeEqual } from 'node:crypto';
import { digestOf, freshSecret } from './access-tokens.ts';
import { HttpRefusal } from '../http-refusal.ts';

export interface OneTimeCodes {
  /** A code for one link. */
  issue(): string;
  /** Spends a code. Throws an {@link HttpRefusal} if it was never issued, is spent or too old, or if too many were wrong lately. */
  spend(code: string): void;
}

const lifetimeMs = 5 * 60_000;
const mostCodes = 64;
const failureWindowMs = 60_000;
const mostFailures = 5;

/** Codes that turn a printed link into a session: each works once, for five minutes, and guessing stops after five misses a minute. */
export function createOneTimeCodes(now: () => number): OneTimeCodes {
  let codes: { readonly digest: Buffer; readonly until: number }[] = [];
  let failures: number[] = [];
  return {
    issue() {
      const code = freshSecret();
      codes = [...codes.filter(({ until }) => until > now()), { digest: digestOf(code), until: now() + lifetimeMs }].slice(-mostCodes);
      return code;
    },
    spend(code) {
      failures = failures.filter((at) => at > now() - failureWindowMs);
      const [oldest] = failures;
      if (oldest !== undefined && failures.length >= mostFailures) throw tooManyFailures(oldest + failureWindowMs - now());
      const digest = digestOf(code);
      const found = codes.find((candidate) => timingSafeEqual(candidate.digest, digest));
      codes = codes.filter((candidate) => candidate !== found);
      if (found !== undefined && found.until > now()) return;
      failures.push(now());
      throw new HttpRefusal(401, { code: 'access_denied', message: 'This link was used already, or is too old.', next: 'Run `aiwm serve` for a new one.' });
    },
  };
}

function tooManyFailures(waitMs: number): HttpRefusal {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new HttpRefusal(429, {
    code: 'rate_limited',
    message: 'Too many links were tried that do not work.',
    next: `Wait ${seconds} seconds, then run \`aiwm serve\` for a new link.`,
    headers: { 'retry-after': String(seconds) },
  });
}

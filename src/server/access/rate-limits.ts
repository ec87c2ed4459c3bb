import { isIPv6 } from 'node:net';
import { HttpRefusal } from '../http-refusal.ts';
import type { Passage } from './request-guard.ts';
import type { TokenHolder } from './token-holder.ts';

export interface RateLimits {
  /** Counts a request of an address elsewhere, whoever asks. Throws an {@link HttpRefusal} when it is one too many. */
  ofAddress(address: string | undefined, passage: Passage): void;
  /** Counts a call of a token that was made by name. Throws an {@link HttpRefusal} when it is one too many. */
  ofToken(holder: TokenHolder): void;
  /** As {@link RateLimits.ofToken}, told and not thrown. */
  isTooMuch(holder: TokenHolder): boolean;
  /** Counts a token from elsewhere that was not taken. Throws another {@link HttpRefusal} when there were too many: guessing ends there. */
  ofMiss(address: string | undefined, passage: Passage): void;
}

export interface RateLimitOptions {
  /** What one token may ask in a second. */
  readonly perSecond: number;
  /** In milliseconds, never going back. */
  readonly now: () => number;
}

/** So much at once is let through where little was asked before. */
const burstSeconds = 4;
/** People of one house may share an address. */
const addressFactor = 4;
const missesPerMinute = 5;
/** More are forgotten, the longest unseen first. */
const mostKnown = 10_000;

/**
 * What strangers and programs may ask for. This machine's own programs and tabs are not counted: they could do worse, and a
 * limit on loopback would let one user of the machine lock another out. A right token is taken however many wrong ones came
 * from its address.
 */
export function createRateLimits({ perSecond, now }: RateLimitOptions): RateLimits {
  const tokens = createBuckets({ perSecond, most: perSecond * burstSeconds, now });
  const addresses = createBuckets({ perSecond: perSecond * addressFactor, most: perSecond * addressFactor * burstSeconds, now });
  const misses = createBuckets({ perSecond: missesPerMinute / 60, most: missesPerMinute, now });
  return {
    ofAddress(address, { isOutside }) {
      if (isOutside) demand(addresses(networkOf(address)), 'This address asks for more than is answered.', 'Ask less often.');
    },
    ofToken(holder) {
      if (holder.kind === 'token') demand(tokens(holder.name), `The token "${holder.name}" asks for more than is answered.`, 'Ask less often, or raise the limit: `aiwm settings get server` shows it.');
    },
    isTooMuch: (holder) => holder.kind === 'token' && tokens(holder.name) > 0,
    ofMiss(address, { isOutside }) {
      if (isOutside) demand(misses(networkOf(address)), 'Too many tokens were tried from this address that are not known here.', 'Use one that `aiwm tokens create` has printed.');
    },
  };
}

function demand(waitMs: number, message: string, next: string): void {
  if (waitMs === 0) return;
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  throw new HttpRefusal(429, { code: 'rate_limited', message, next: `Wait ${seconds === 1 ? 'a second' : `${seconds} seconds`}. ${next}`, headers: { 'retry-after': String(seconds) } });
}

/** Whoever has an IPv6 address has a network of them. */
function networkOf(address = ''): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address.replace(/^::ffff:/u, '');
  const [before = '', after = ''] = address.replace(/%.*$/u, '').split('::', 2);
  const [left, right] = [before, after].map((part) => (part === '' ? [] : part.split(':')));
  const whole = [...(left ?? []), ...Array.from({ length: 8 - (left?.length ?? 0) - (right?.length ?? 0) }, () => '0'), ...(right ?? [])];
  return `${whole.slice(0, 4).join(':')}::/64`;
}

/** Takes one out of the bucket of a name; the answer is how long to wait until there is one, and 0 where there was. */
function createBuckets({ perSecond, most, now }: { readonly perSecond: number; readonly most: number; readonly now: () => number }): (name: string) => number {
  const known = new Map<string, { readonly left: number; readonly at: number }>();
  return (name) => {
    const at = now();
    const before = known.get(name);
    const left = before === undefined ? most : Math.min(most, before.left + ((at - before.at) / 1000) * perSecond);
    known.delete(name);
    known.set(name, { left: left < 1 ? left : left - 1, at });
    if (known.size > mostKnown) for (const oldest of known.keys()) { known.delete(oldest); break; }
    return left < 1 ? ((1 - left) / perSecond) * 1000 : 0;
  };
}

import { randomFillSync } from 'node:crypto';

import type { Random } from '../domain/ports/random.ts';

/** Fetched at once: asking the system for a few bytes costs as much as for many. */
const stockBytes = 4096;
let stock = new Uint8Array(0);

/** The operating system's random source. No byte is handed out twice. */
export const systemRandom: Random = {
  bytes(count) {
    if (count > stockBytes) return randomFillSync(new Uint8Array(count));
    if (stock.length < count) stock = randomFillSync(new Uint8Array(stockBytes));
    const bytes = stock.slice(0, count);
    stock = stock.subarray(count);
    return bytes;
  },
};

import { randomBytes } from 'node:crypto';

import type { Random } from '../domain/ports/random.ts';

/** The operating system's random source. */
export const systemRandom: Random = {
  bytes: (count) => new Uint8Array(randomBytes(count)),
};

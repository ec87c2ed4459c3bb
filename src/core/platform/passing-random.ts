import type { Random } from '../domain/ports/random.ts';

/** For names of calls that leave no trace: nobody gains by guessing them, and the system's source takes long to load. */
export const passingRandom: Random = {
  bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(Math.random() * 256)),
};

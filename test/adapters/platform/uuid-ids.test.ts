import { describe, expect, it } from 'vitest';

import { systemClock } from '../../../src/core/platform/system-clock.ts';
import { systemRandom } from '../../../src/core/platform/system-random.ts';
import { createUuidIds } from '../../../src/core/platform/uuid-ids.ts';

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u;

describe('ids', () => {
  it('are UUIDs of version 7 that begin with the time', () => {
    const ids = createUuidIds({ now: () => 0x0123456789ab }, systemRandom);

    const id = ids.next();

    expect(id).toMatch(shape);
    expect(id.startsWith('01234567-89ab-7')).toBe(true);
  });

  it('rise, even many in a millisecond and with a clock set back', () => {
    let now = 1_000_000;
    const ids = createUuidIds({ now: () => now }, systemRandom);

    const made = Array.from({ length: 20_000 }, (_, index) => {
      if (index % 5_000 === 4_999) now -= 100_000;
      return ids.next();
    });

    expect(made).toEqual(made.toSorted());
    expect(new Set(made).size).toBe(made.length);
    expect(made.every((id) => shape.test(id))).toBe(true);
  });

  it('take another random start each millisecond', () => {
    let now = 0;
    const ids = createUuidIds({ now: () => (now += 1) }, systemRandom);

    expect(new Set(Array.from({ length: 50 }, () => ids.next().slice(14, 18))).size).toBeGreaterThan(25);
  });
});

describe('the system clock', () => {
  it('waits until a time has come', async () => {
    const at = systemClock.now() + 20;

    await systemClock.sleepUntil(at, new AbortController().signal);

    expect(systemClock.now()).toBeGreaterThanOrEqual(at);
  });

  it('does not wait for a time that has passed', async () => {
    await expect(systemClock.sleepUntil(0, new AbortController().signal)).resolves.toBeUndefined();
  });

  it('stops waiting with the reason given, also for a time months away', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const waiting = systemClock.sleepUntil(systemClock.now() + 2 ** 33, stop.signal);
    stop.abort(reason);

    await expect(waiting).rejects.toBe(reason);
    await expect(systemClock.sleepUntil(0, stop.signal)).rejects.toBe(reason);
  });
});

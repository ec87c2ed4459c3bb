import { describe, expect, it } from 'vitest';
import { endsSoon, rests } from '../../../src/core/domain/model/run-rest.ts';

const now = 1_000_000;

describe('a run that is followed', () => {
  it.each([
    ['completed', [], true],
    ['paused', [], true],
    ['running', [], false],
    ['waiting', [{ code: 'card', visit: 'ask#1' }], true],
    ['waiting', [{ code: 'signal', visit: 'hear#1', dueAt: now + 5 }], true],
    ['waiting', [{ code: 'wait', visit: 'nap#1', dueAt: now + 60_000 }], false],
    ['waiting', [{ code: 'wait', visit: 'nap#1', dueAt: now + 60_001 }], true],
    ['waiting', [{ code: 'card', visit: 'ask#1' }, { code: 'wait', visit: 'nap#1', dueAt: now + 1 }], false],
    ['waiting', [{ code: 'timer', visit: 'refine#1', dueAt: now + 3_600_000 }], false],
    ['waiting', [{ code: 'timer', visit: 'refine#1' }, { code: 'incident' }], true],
    ['running', [{ code: 'incident' }], true],
  ] as const)('%s for %j rests: %j', (status, reasons, expected) => {
    expect(rests({ status, reasons }, now)).toBe(expected);
    expect(endsSoon({ status, reasons }, now)).toBe(status === 'waiting' && !expected);
  });
});

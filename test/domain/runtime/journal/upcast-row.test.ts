import { expect, it } from 'vitest';
import type { RunEvent } from '../../../../src/core/domain/model/run-event.ts';
import { rowVersion, type UpcastChain, upcastRow } from '../../../../src/core/domain/runtime/journal/upcast-row.ts';

// Once a transition named its node, then its visit, then also what fired it.
const chain: UpcastChain = {
  transition_committed: [
    ({ node, ...rest }) => ({ ...rest, visit: typeof node === 'string' ? `${node}#1` : '' }),
    (payload) => ({ ...payload, trigger: 'immediate' }),
  ],
};

function committed(v: number, payload: RunEvent['payload']): RunEvent {
  return { seq: 3, at: 1, kind: 'decided', type: 'transition_committed', v, payload };
}

it('a row of any older version becomes one of the newest, step by step', () => {
  expect(upcastRow(committed(1, { node: 'prep' }), chain)).toEqual(committed(3, { visit: 'prep#1', trigger: 'immediate' }));
  expect(upcastRow(committed(2, { visit: 'prep#1' }), chain)).toEqual(committed(3, { visit: 'prep#1', trigger: 'immediate' }));
});

it('a row of the newest version, or of a type that never changed, is left as it is', () => {
  const newest = committed(3, { visit: 'prep#1', trigger: 'immediate' });
  const other: RunEvent = { ...newest, type: 'run_ended', v: 1 };

  expect(upcastRow(newest, chain)).toBe(newest);
  expect(upcastRow(other, chain)).toBe(other);
  expect([rowVersion('transition_committed', chain), rowVersion('run_ended', chain)]).toEqual([3, 1]);
});

it('a row of a version that is not known is refused, and names both', () => {
  expect(() => upcastRow(committed(4, {}), chain)).toThrow('Row 3 of the journal is of type transition_committed in version 4; this program knows version 3.');
  expect(() => upcastRow(committed(0, {}), chain)).toThrow(expect.objectContaining({ code: 'integrity' }));
});

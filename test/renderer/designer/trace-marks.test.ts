import { expect, it } from 'vitest';
import type { Finding } from '../../../src/core/domain/operations/workflows.ts';
import { marksUpTo, traceSteps } from '../../../src/renderer/designer/problems/trace-steps.ts';

const node = (id: string) => ({ id, type: id === 'start' ? 'start' : 'workStep' });
const way = (id: string, from: string, to: string) => ({ id, from, to, triggers: [{ type: 'immediate' }] });

it('marks every step of a run that shows a fault, and what lies between two where there is one way', () => {
  const definition = { root: { id: 'root', nodes: ['start', 'pass', 'ask', 'left', 'right', 'stuck'].map(node), transitions: [way('t1', 'start', 'pass'), way('t2', 'pass', 'ask'), way('t3', 'ask', 'left'), way('t4', 'ask', 'right'), way('t5', 'left', 'stuck'), way('t6', 'right', 'stuck')] } };
  const finding: Finding = { code: 'dead_end', severity: 'error', where: 'nodes.stuck', message: 'Nothing leads on.', trace: [{ at: 0, input: { type: 'start', inputs: {} } }, { at: 0, input: { type: 'effect_completed', effect: 'ask#1/say', output: {} } }] };

  expect(Object.fromEntries(marksUpTo(definition, traceSteps(definition, finding)))).toEqual({ start: 'step', ask: 'step', stuck: 'last_step', t1: 'step', pass: 'step', t2: 'step' });
});

import { expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import type { RunInput } from '../../../../src/core/domain/model/run-input.ts';
import type { RegionState, RunState, VisitState } from '../../../../src/core/domain/model/run-state.ts';
import type { CompiledDefinition } from '../../../../src/core/domain/runtime/compile/compiled-definition.ts';
import { compileDefinition } from '../../../../src/core/domain/runtime/compile-definition.ts';
import { decide } from '../../../../src/core/domain/runtime/decide.ts';
import { beside } from '../support/containers.ts';
import { go, node } from '../support/definitions.ts';
import { testCatalogue } from '../support/test-actions.ts';

const minute = 60_000;

/** One that waits for so many minutes as its item says. */
const waiting: JsonObject = {
  id: 'each',
  nodes: [node('in', 'start'), node('hold', 'wait', { config: { after: 'PT{{ item }}M' } }), node('over', 'end')],
  transitions: [go('b1', 'in', 'hold', 'immediate'), go('b2', 'hold', 'over', 'scheduled')],
};
const nested: JsonObject = {
  id: 'group',
  nodes: [node('open', 'start'), node('inner', 'map', { config: { over: 'item', concurrency: 100 }, bodies: [waiting] }), node('shut', 'end')],
  transitions: [go('g1', 'open', 'inner', 'immediate'), go('g2', 'inner', 'shut', 'task-complete')],
};
const definition: JsonObject = { ...beside('map', { config: { over: 'inputs.groups', concurrency: 100 }, bodies: [nested] }), inputs: { type: 'object', properties: { groups: { type: 'array' } } } };
const workflow: CompiledDefinition = compileDefinition(definition, testCatalogue);

class Run {
  state: RunState | undefined;
  at = 1_000_000;

  /** So many groups of so many waits: `due` of each end after a minute, the others after an hour. */
  constructor(groups: number, { waits, due }: { readonly waits: number; readonly due: number }) {
    const group = Array.from({ length: waits }, (_, index) => (index >= waits - due ? 1 : 60));
    this.tell({ type: 'start', run: 'run-1', workflow: 'wf', definitionHash: 'd'.repeat(64), inputs: { groups: Array.from({ length: groups }, () => group) }, seed: 'seed', attended: false, pins: {} });
  }

  get now(): RunState {
    if (this.state === undefined) throw new Error('the run has not started');
    return this.state;
  }

  /** Says it, and lets the run go on as long as it asks to. */
  tell(input: RunInput): void {
    const decision = decide(workflow, this.state, { input, at: this.at });
    if (!decision.ok) throw new Error(decision.error.message);
    this.state = decision.state;
    if (this.state.continueDue) this.tell({ type: 'continue' });
  }
}

/** The innermost regions that wait, an hour ahead, each counted whenever somebody looks at what stands in it. */
function countLooks(state: RunState, until: number): { readonly looks: number; readonly regions: number } {
  const count = { looks: 0, regions: 0 };
  const counted = (region: RegionState): void => {
    const { active } = region;
    if (active === undefined) return;
    active.bodies.forEach(counted);
    if (active.bodies.length > 0 || (state.timers[`${active.id}/@timer.wait`]?.dueAt ?? 0) <= until) return;
    count.regions += 1;
    Object.defineProperty(region, 'active', {
      enumerable: true,
      get(): VisitState {
        count.looks += 1;
        return active;
      },
    });
  };
  counted(state.root);
  return count;
}

it('bodies that stand still are looked at a few times with an input, however many steps others take', () => {
  const run = new Run(6, { waits: 40, due: 15 });
  run.at += minute;
  const count = countLooks(run.now, run.at);
  let inputs = 0;
  const [due = ''] = Object.entries(run.now.timers).filter(([, { dueAt }]) => dueAt <= run.at).map(([id]) => id);
  const before = Object.keys(run.now.timers).length;

  let decision = decide(workflow, run.now, { input: { type: 'timer', id: due }, at: run.at });
  for (inputs = 1; decision.ok && decision.state.continueDue; inputs += 1) decision = decide(workflow, decision.state, { input: { type: 'continue' }, at: run.at });

  expect(decision.ok && Object.keys(decision.state.timers)).toHaveLength(before - 90);
  expect(count.regions).toBe(150);
  expect(inputs).toBeLessThan(10);
  expect(count.looks).toBeLessThan(count.regions * inputs * 3);
});

it('many that begin to wait in groups all come to their end', () => {
  const run = new Run(5, { waits: 20, due: 20 });
  expect(Object.keys(run.now.timers)).toHaveLength(100);
  run.at += minute;
  run.tell({ type: 'timer', id: Object.keys(run.now.timers)[0] ?? '' });

  expect(run.now.ended?.status).toBe('completed');
});

import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import type { RunInput } from '../../../../src/core/domain/model/run-input.ts';
import { go, node, step, workflow } from '../support/definitions.ts';
import { RunBench } from '../support/run-bench.ts';
import type { CommandName, RegionStateName } from './command-table.ts';

const touch = { id: 'touch', label: 'Touch', action: { type: 'variable.set', config: { name: 'n', value: '{{ vars.n + 1 }}' } } };
const approval = { id: 'ok', type: 'manual-approval', config: { title: 'Go on?' } };

/** One step that has everything a command could want of it, inside of a loop. */
function around(middle: JsonObject, leave: readonly JsonObject[]): JsonObject {
  const body = {
    id: 'pass',
    nodes: [node('enter', 'start'), middle, node('stop', 'end')],
    transitions: [go('b1', 'enter', 'work', 'immediate'), ...leave],
  };
  return workflow(
    [node('begin', 'start'), node('refine', 'loop', { config: { over: '[1, 2]' }, bodies: [body] }), node('done', 'end')],
    [go('t1', 'begin', 'refine', 'immediate'), go('t2', 'refine', 'done', 'condition-met'), go('t3', 'refine', 'done', 'manual-break')],
    { variables: { n: { initial: 0 } }, cards: [{ id: 'card', title: 'C', fields: [] }] },
  );
}

const hand = go('hand', 'work', 'stop', 'manual-advance');
const done = go('done_with_it', 'work', 'stop', 'task-complete');
const working = (more: JsonObject, leave: readonly JsonObject[] = [done, hand]): RunBench => new RunBench(around(node('work', 'workStep', { userActions: [touch], ...more }), leave), { attended: true, by: 'user:ada' }).start();

/** The visit every bench stands at. */
export const visit = 'refine#1:pass[0]/work#1';

type Standing = Exclude<RegionStateName, 'paused' | 'ended'>;

const benches: { readonly [State in Standing]: () => RunBench } = {
  idle: () => new RunBench(around(node('work', 'uiCard', { config: { card: 'card' }, userActions: [touch] }), [go('answered', 'work', 'stop', 'card-submitted'), go('hand', 'work', 'stop', ['scheduled', { after: 'PT1H' }])]), { attended: true, by: 'user:ada' }).start(),
  acting: () => working({ entry: [step('slow', 'test.safe')] }),
  validating: () => working({}, [go('done_with_it', 'work', 'stop', 'task-complete', { validators: [approval] }), hand]),
  leaving: () => working({ exit: [step('slow', 'test.safe')] }),
  incident: () => {
    const bench = working({ entry: [step('slow', 'test.safe')] });
    bench.fail(`${visit}/slow.1`);
    return bench;
  },
};

/** Where a command is taken, so that a pause can be looked at from there. */
const takenAt: { readonly [Command in CommandName]?: Standing } = { DecideApproval: 'validating', ResolveIncident: 'incident' };

/** A run whose part the command is about stands so. */
export function benchIn(state: RegionStateName, command: CommandName): RunBench {
  const bench = benches[state === 'paused' || state === 'ended' ? (takenAt[command] ?? 'idle') : state]();
  if (state === 'paused') bench.tell({ type: 'command', name: 'pause', now: false });
  if (state === 'ended') bench.tell({ type: 'command', name: 'stop' });
  return bench;
}

/** The command, as right as it can be where the run stands. */
export function inputOf(command: CommandName, bench: RunBench): RunInput {
  const [incident = `${visit}/@incident.1`] = Object.keys(bench.now.incidents);
  const inputs: { readonly [Command in CommandName]: RunInput } = {
    StartRun: { type: 'start', run: 'run-1', workflow: 'wf', definitionHash: 'd'.repeat(64), inputs: {}, seed: 'seed', attended: true, pins: {} },
    PauseRun: { type: 'command', name: 'pause', now: false },
    ResumeRun: { type: 'command', name: 'resume' },
    StopRun: { type: 'command', name: 'stop' },
    ForkRun: { type: 'command', name: 'fork', run: 'run-2', parent: { run: 'run-1', seq: bench.rows.length, at: bench.at } },
    MigrateRun: { type: 'migrate', definitionHash: 'e'.repeat(64), mapping: {} },
    FireTrigger: { type: 'command', name: 'fire', visit, transition: 'hand' },
    TriggerAction: { type: 'command', name: 'action', visit, action: 'touch' },
    SubmitCard: { type: 'card', visit, key: 'k', values: {} },
    DecideApproval: { type: 'approval', visit, validator: 'ok', key: 'k', hash: Object.values(bench.now.approvals ?? {})[0]?.hash ?? '', decision: 'approve', by: 'user:bob' },
    ResolveIncident: { type: 'command', name: 'resolve', incident, answer: 'retry' },
    AdjustLoop: { type: 'command', name: 'adjust', visit: 'refine', maxPasses: 9 },
    BreakLoop: { type: 'command', name: 'break', visit: 'refine', force: false },
    Signal: { type: 'signal', emitter: 'test', id: '1', name: 'go', payload: null },
  };
  return inputs[command];
}

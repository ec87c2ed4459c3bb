import fc from 'fast-check';
import { createActor } from 'xstate';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../../src/core/domain/model/run-event.ts';
import type { RunInput } from '../../../../src/core/domain/model/run-input.ts';
import { visitsOf } from '../../../../src/core/domain/runtime/evolve/region-tree.ts';
import { choices, Dice } from '../support/random-run.ts';
import { RunBench } from '../support/run-bench.ts';
import { type CommonMachine, type Counted, machineOf, picks, randomMachine } from './common-machine.ts';

interface Walk {
  readonly events: number;
  readonly refused: number;
  readonly hasEnded: boolean;
  readonly hasRegions: boolean;
}

/** Runs one machine in both engines, tells both the same things, and compares where they stand after each. */
function walk(machine: CommonMachine, dice: Dice): Walk {
  const flags = [dice.may(50), dice.may(50), dice.may(50)];
  const bench = new RunBench(machine.definition, { inputs: { flags } }).start();
  const actor = createActor(machineOf(machine, flags)).start();
  const count = { events: 0, refused: 0 };
  let hasRegions = false;
  compare({ bench, machine }, actor.getSnapshot());
  for (; count.events < 25 && bench.now.ended === undefined; count.events += 1) {
    const event = randomEvent(bench, machine, dice);
    if (event === undefined) throw new Error('nothing waits for anybody, and the run has not ended');
    const { refused } = bench.tell(event.input);
    if (refused !== undefined) count.refused += 1;
    actor.send(event.xstate);
    compare({ bench, machine }, actor.getSnapshot());
    hasRegions ||= visitsOf(bench.now.root).some(({ bodies }) => bodies.length > 1);
  }
  return { ...count, hasEnded: bench.now.ended !== undefined, hasRegions };
}

/** Something one of the waiting nodes may hear, as both are told it. */
function randomEvent(bench: RunBench, { byHand }: CommonMachine, dice: Dice): { readonly input: RunInput; readonly xstate: { readonly type: string; readonly pick?: string } } | undefined {
  const visits = visitsOf(bench.now.root);
  const cards = visits.filter(({ id }) => bench.now.cards[id] !== undefined).map(({ id, node }) => {
    const pick = dice.one(picks);
    return { input: { type: 'card', visit: id, key: `k${bench.rows.length}`, values: { pick } }, xstate: { type: `card-submitted.${node}`, pick } } as const;
  });
  const steps = visits.flatMap(({ id, node }) => [...byHand].filter(([, from]) => from === node).map(([transition]) => ({ input: { type: 'command', name: 'fire', visit: id, transition }, xstate: { type: `by-hand.${transition}` } } as const)));
  const signals = visits.filter(({ waits }) => waits !== undefined).map(({ node }) => ({ input: { type: 'signal', emitter: 'test', id: `s${bench.rows.length}`, name: `signal-${node}`, payload: null }, xstate: { type: `external.signal-${node}` } } as const));
  const open = [...cards, ...steps, ...signals];
  return open[dice.below(open.length)];
}

interface Snapshot {
  readonly value: unknown;
  readonly status: string;
  readonly context: unknown;
}

interface Sides {
  readonly bench: RunBench;
  readonly machine: CommonMachine;
}

function compare({ bench, machine }: Sides, { value, status, context }: Snapshot): void {
  while (bench.now.continueDue) bench.tell({ type: 'continue' });
  const { entered, counters } = context as Counted;

  expect({ status: bench.now.ended?.status ?? 'running', incidents: bench.incidents }).toEqual({ status: status === 'done' ? 'completed' : 'running', incidents: [] });
  if (status !== 'done') expect(visitsOf(bench.now.root).map(({ node }) => node).filter(isStep).toSorted(byText)).toEqual(namesIn(value).filter(isStep).toSorted(byText));
  // Regions take their steps one after the other here and in one stride there: what is fixed is the way within each.
  expect(byRegion(machine, bench.rows.flatMap(visitEntered))).toEqual(byRegion(machine, entered));
  expect(bench.now.scope.vars).toMatchObject({ c_root: counters['c_root'] ?? 0 });
}

/** Nodes by their names: an ended body is kept as its end there and as what it yielded here. */
function isStep(name: string): boolean {
  return name.startsWith('n');
}

function namesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)]) : [];
}

function visitEntered({ type, payload }: RunEvent): readonly string[] {
  const { visit } = payload;
  if ((type !== 'transition_committed' && type !== 'pass_started') || typeof visit !== 'string') return [];
  return [visit.slice(visit.lastIndexOf('/') + 1, visit.lastIndexOf('#'))];
}

/** The names entered, in order, one list for each region. */
function byRegion({ regions }: CommonMachine, names: readonly string[]): { readonly [region: string]: readonly string[] } {
  const ways: { [region: string]: string[] } = {};
  for (const name of names) if (name !== 's_root') (ways[regions.get(name) ?? ''] ??= []).push(name);
  return ways;
}

function byText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

describe('XState v5 and this engine', () => {
  it('stand in the same configuration after every event, and went the same way in every region', () => {
    const walks: Walk[] = [];

    fc.assert(
      fc.property(choices(60), choices(40), (shape, moves) => {
        walks.push(walk(randomMachine(new Dice(shape)), new Dice(moves)));
      }),
      { numRuns: 300 },
    );

    const share = (holds: (one: Walk) => boolean): number => walks.filter(holds).length / walks.length;
    // The machines were such that the comparison says something.
    expect(share(({ events }) => events > 3)).toBeGreaterThan(0.15);
    expect(share(({ hasEnded }) => hasEnded)).toBeGreaterThan(0.3);
    expect(share(({ hasRegions }) => hasRegions)).toBeGreaterThan(0.15);
    expect(share(({ refused }) => refused > 0)).toBeGreaterThan(0.05);
  });
});

import type { RunEvent } from '../../model/run-event.ts';
import { present } from '../../model/present.ts';
import { calledIn } from '../../model/region-path.ts';
import type { Told } from '../decide.ts';
import { decide } from '../decide.ts';
import { type Environment, nextChoices } from '../explore/environment.ts';
import { type ExploredStep, inputsOf, situation, testedOf } from '../explore/explore.ts';
import { findPath } from '../explore/find-path.ts';
import { startChoices } from '../explore/start-choices.ts';
import { distancesTo } from '../flow/distances.ts';
import { type FlowGraph, flowGraph } from '../flow/flow-graph.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import { Coverage, type CoverItem } from './coverage.ts';
import { type FaultPlan, nextWanted, runFault, spotOf } from './fault-runs.ts';
import { type Flaw, flawOfEnd, flawOfStep } from './judge-step.ts';
import { knownValues, toldIn } from './known-values.ts';
import { type Machine, stepsTo, take } from './machine.ts';
import { type ModelFault, modelFaults } from './model-faults.ts';
import { type Stop, stopsIn } from './stops.ts';
import { type Played, shrunk } from './shrink.ts';
import type { TestFailure } from './test-failure.ts';

/** One generated test that was run. */
export interface GeneratedTest {
  readonly name: string;
  /** What it told the run. */
  readonly inputs: readonly Told[];
  readonly failure?: TestFailure;
}

export interface CoverageReport {
  readonly nodes: CoverCount;
  readonly transitions: CoverCount;
  /** Each condition counts twice: true and false. */
  readonly conditions: CoverCount;
  readonly uncovered: readonly CoverItem[];
  /** Everything that may happen was tried. */
  readonly isWhole: boolean;
  /** Failures that ended ways on which nothing was made to fail. */
  readonly stops: readonly Stop[];
}

export interface CoverCount {
  readonly covered: number;
  readonly all: number;
}

export interface GenerateOptions {
  /** Inputs decided in all while paths are looked for, without faults and again with them. @default 1500 */
  readonly mostSteps?: number;
  /** Runs that were recorded: they are ways, too, and what they were given and answered is tried first. */
  readonly recorded?: readonly (readonly RunEvent[])[];
  /** @default the engine */
  readonly decide?: Machine['decide'];
}

/**
 * Tests that need no recording, run one after another: ways that come by every node, every transition and both values of
 * every condition, and each fault of a model at each place where one is asked. Pure, and the same for the same definition.
 */
export function* generateTests(workflow: CompiledDefinition, options: GenerateOptions = {}): Generator<GeneratedTest, CoverageReport, void> {
  const testing = new Testing(workflow, options);
  yield* testing.cover();
  yield* testing.faults();
  return testing.report();
}

/** What a run was told, where it came to, and what was wrong with it. */
interface Way {
  readonly path: readonly Played[];
  readonly flaw: Flaw | undefined;
  readonly last: ExploredStep | undefined;
}

class Testing {
  readonly #machine: Machine;
  readonly #graph: FlowGraph;
  readonly #coverage: Coverage;
  readonly #calm: Environment;
  readonly #rough: Environment;
  readonly #mostSteps: number;
  readonly #recorded: readonly (readonly RunEvent[])[];
  /** The first inputs that lead to each place where a model is asked. */
  readonly #asked = new Map<string, readonly Told[]>();
  readonly #stops = new Map<string, Stop>();
  #isWhole = true;

  constructor(workflow: CompiledDefinition, options: GenerateOptions) {
    this.#machine = { workflow, decide: options.decide ?? decide };
    this.#mostSteps = options.mostSteps ?? 1500;
    this.#graph = flowGraph(workflow);
    this.#coverage = new Coverage(this.#graph);
    const tested = testedOf(workflow);
    this.#recorded = options.recorded ?? [];
    const preferred = knownValues(this.#recorded);
    this.#calm = { workflow, tested, preferred, hasFaults: false };
    this.#rough = { ...this.#calm, hasFaults: true };
  }

  *cover(): Generator<GeneratedTest, void, void> {
    for (const journal of this.#recorded) yield* this.#way(toldIn(journal), 'as recorded, ');
    yield* this.#ways(this.#calm);
    yield* this.#ways(this.#rough);
    for (const item of this.#coverage.open) {
      const inputs = findPath(this.#machine.workflow, this.#calm.tested, { ...present({ preferred: this.#calm.preferred }), distances: distancesTo(this.#graph, item.node), isFound: (step) => this.#coverage.of(step).includes(item.key) });
      if (inputs !== undefined) yield* this.#way(inputs, '');
    }
  }

  /** One way that is known; it is a test where it comes by something new. */
  *#way(inputs: readonly Told[], detail: string): Generator<GeneratedTest, void, void> {
    const { steps, flaw } = this.#play(inputs);
    const fresh = steps.flatMap((step) => this.#coverage.add(step));
    if (fresh.length > 0 || flaw !== undefined) yield this.#tested(`${detail}covers ${nameOf(fresh)}`, { path: inputs.map((told) => ({ told })), flaw, last: steps.at(-1) }, this.#rough);
  }

  /** Breadth first, each situation once; a way that comes by something new is a test, and so is one that fails. */
  *#ways(environment: Environment): Generator<GeneratedTest, void, void> {
    const seen = new Set<string>();
    let left = this.#mostSteps;
    let queue: readonly { readonly before?: ExploredStep; readonly told: Told }[] = startChoices(environment).map((told) => ({ told }));
    const failed = new Set<string>();
    while (queue.length > 0) {
      const next: { readonly before: ExploredStep; readonly told: Told }[] = [];
      for (const { before, told } of queue) {
        if (left === 0) {
          this.#isWhole = false;
          break;
        }
        left -= 1;
        const { step, flaw, choices } = this.#look(environment, before, told);
        if (step === undefined && flaw === undefined) continue;
        if (step !== undefined && !environment.hasFaults) for (const stop of stopsIn(step)) this.#stops.set(`${stop.node} ${stop.message}`, stop);
        const path: readonly Played[] = step === undefined ? [...(before === undefined ? [] : inputsOf(before)), told].map((one) => ({ told: one })) : inputsOf(step).map((one) => ({ told: one }));
        const fresh = step === undefined ? [] : this.#coverage.add(step);
        if (flaw !== undefined && !failed.has(`${flaw.code} ${flaw.message}`)) {
          failed.add(`${flaw.code} ${flaw.message}`);
          yield this.#tested(`holds on the way to ${flaw.place ?? 'its end'}`, { path, flaw, last: step }, environment);
        } else if (fresh.length > 0) yield this.#tested(`covers ${nameOf(fresh)}`, { path, flaw: undefined, last: step }, environment);
        if (step === undefined || flaw !== undefined) continue;
        const key = situation(step.state);
        if (seen.has(key)) continue;
        seen.add(key);
        next.push(...choices.map((one) => ({ before: step, told: one })));
      }
      queue = next;
    }
  }

  #look(environment: Environment, before: ExploredStep | undefined, told: Told): { readonly step?: ExploredStep; readonly flaw?: Flaw | undefined; readonly choices: readonly Told[] } {
    const taken = take(this.#machine, before, told);
    if (taken.kind === 'refused') {
      this.#coverage.refused(told);
      return { choices: [] };
    }
    if (taken.kind === 'fault') return { flaw: { code: 'engine_error', message: `The engine threw: ${taken.message}` }, choices: [] };
    const { step } = taken;
    this.#noteAsked(step);
    const choices = nextChoices(environment, step.state);
    return { step, choices, flaw: flawOfStep(this.#machine, step) ?? (choices.length === 0 ? flawOfEnd(this.#machine, step.state) : undefined) };
  }

  #noteAsked(step: ExploredStep): void {
    const wanted = nextWanted(step.state);
    // Called workflows have tests of their own.
    if (wanted?.kind !== 'llm.chat' || calledIn(wanted.visit) !== undefined) return;
    const spot = spotOf(wanted);
    if (!this.#asked.has(spot)) this.#asked.set(spot, inputsOf(step));
  }

  #play(inputs: readonly Told[]): { readonly steps: readonly ExploredStep[]; readonly flaw: Flaw | undefined } {
    let last: ExploredStep | undefined;
    for (const told of inputs) {
      const { step, flaw } = this.#look(this.#rough, last, told);
      if (flaw !== undefined) return { steps: last === undefined ? [] : stepsTo(last), flaw };
      last = step ?? last;
    }
    return { steps: last === undefined ? [] : stepsTo(last), flaw: undefined };
  }

  *faults(): Generator<GeneratedTest, void, void> {
    for (const [spot, inputs] of this.#asked) {
      for (const fault of Object.keys(modelFaults) as ModelFault[]) {
        yield this.#struck({ spot, fault, times: 'once' }, inputs, '');
        yield this.#struck({ spot, fault, times: 'always' }, inputs, '');
        yield this.#struck({ spot, fault, times: 'always' }, inputs.map(unattended), ', nobody there');
      }
    }
  }

  #struck(plan: FaultPlan, before: readonly Told[], detail: string): GeneratedTest {
    const { path, last, flaw } = runFault(this.#machine, this.#calm, { before, plan });
    if (last !== undefined) for (const step of stepsTo(last)) this.#coverage.add(step);
    return this.#tested(`${plan.spot}: the model ${modelFaults[plan.fault]}${plan.times === 'always' ? ', every time' : ''}${detail}`, { path, flaw, last }, this.#calm);
  }

  #tested(name: string, { path, flaw, last }: Way, environment: Environment): GeneratedTest {
    const inputs = path.map(({ told }) => told);
    if (flaw === undefined) {
      const failure = this.#again(inputs, last);
      return failure === undefined ? { name, inputs } : { name, inputs, failure };
    }
    const shortest = flaw.code === 'endless' ? path.slice(0, 30) : shrunk(this.#machine, environment, { path, flaw });
    return { name, inputs, failure: { ...flaw, diff: [], changes: [], inputs: shortest.map(({ told }) => told) } };
  }

  /** Told the same again, the run decides the same, byte for byte. */
  #again(inputs: readonly Told[], last: ExploredStep | undefined): TestFailure | undefined {
    const { steps } = playedOnly(this.#machine, inputs);
    const isSame = linesOf(steps) === linesOf(last === undefined ? [] : stepsTo(last));
    return isSame ? undefined : { code: 'replay', message: 'Told the same twice, the run does not decide the same.', diff: [], changes: [], inputs };
  }

  report(): CoverageReport {
    const { items, open } = this.#coverage;
    const count = (kind: CoverItem['kind']): CoverCount => {
      const all = items.filter((item) => item.kind === kind).length;
      return { all, covered: all - open.filter((item) => item.kind === kind).length };
    };
    return { nodes: count('node'), transitions: count('transition'), conditions: count('condition'), uncovered: open, isWhole: this.#isWhole, stops: [...this.#stops.values()] };
  }
}

function playedOnly(machine: Machine, inputs: readonly Told[]): { readonly steps: readonly ExploredStep[] } {
  let last: ExploredStep | undefined;
  for (const told of inputs) {
    const taken = take(machine, last, told);
    if (taken.kind === 'step') last = taken.step;
  }
  return { steps: last === undefined ? [] : stepsTo(last) };
}

function linesOf(steps: readonly ExploredStep[]): string {
  return steps.map(({ facts }) => JSON.stringify(facts)).join('\n');
}

function unattended(told: Told): Told {
  return told.input.type === 'start' ? { ...told, input: { ...told.input, attended: false } } : told;
}

const mostNamed = 3;

function nameOf(fresh: readonly string[]): string {
  const plain = fresh.filter((key) => !key.startsWith('nodes.') || fresh.every((other) => other.startsWith('nodes.'))).map((key) => key.replace(/^(?:nodes|transitions)\./u, ''));
  return `${plain.slice(0, mostNamed).join(', ')}${plain.length > mostNamed ? ` and ${plain.length - mostNamed} more` : ''}`;
}

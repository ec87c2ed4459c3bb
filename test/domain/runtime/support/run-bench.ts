import { expect } from 'vitest';
import type { ErrorWire } from '../../../../src/core/domain/model/errors.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../../src/core/domain/model/json.ts';
import type { RunEvent } from '../../../../src/core/domain/model/run-event.ts';
import { type FailureClass, inputPayload, type ResolveCommand, type RunInput } from '../../../../src/core/domain/model/run-input.ts';
import type { RunState } from '../../../../src/core/domain/model/run-state.ts';
import { compileDefinition } from '../../../../src/core/domain/runtime/compile-definition.ts';
import type { CompiledDefinition } from '../../../../src/core/domain/runtime/compile/compiled-definition.ts';
import { decide } from '../../../../src/core/domain/runtime/decide.ts';
import { evolve } from '../../../../src/core/domain/runtime/evolve.ts';
import { testCatalogue } from './test-actions.ts';

export interface BenchOptions {
  readonly inputs?: JsonObject;
  readonly attended?: boolean;
  /** The rules it begins with; the newest if absent. */
  readonly semantics?: number;
  readonly run?: string;
  /** Who starts it. */
  readonly by?: string;
}

/** Drives one run through `decide` alone: no disk, no clock. After every input the fold of the rows must be the state decided. */
export class RunBench {
  readonly workflow: CompiledDefinition;
  readonly rows: RunEvent[] = [];
  readonly #options: BenchOptions;
  state: RunState | undefined;
  at = 1_000_000;
  commits = 0;

  constructor(definition: JsonObject, options: BenchOptions = {}) {
    const { semantics } = options;
    this.workflow = { ...compileDefinition(definition, testCatalogue), ...(semantics === undefined ? {} : { semantics }) };
    this.#options = options;
  }

  /** Says something to the run; gives the decided rows, or the error it was refused with. */
  tell(input: RunInput): { readonly facts: readonly RunEvent[]; readonly refused?: ErrorWire } {
    const decision = decide(this.workflow, this.state, { input, at: this.at });
    if (!decision.ok) return { facts: [], refused: decision.error };
    this.#add('input', input.type, inputPayload(input));
    const facts = decision.facts.map((fact) => this.#add('decided', fact.type, fact.payload));
    this.commits += 1;
    expect(this.state).toEqual(decision.state);
    expect(JSON.parse(JSON.stringify(decision.state))).toEqual(decision.state);
    return { facts };
  }

  #add(kind: RunEvent['kind'], type: RunEvent['type'], payload: JsonObject): RunEvent {
    const row: RunEvent = { seq: this.rows.length + 1, at: this.at, kind, type, v: 1, payload };
    this.rows.push(row);
    this.state = evolve(this.state, row);
    return row;
  }

  /** Writes an operational row. */
  mark(type: 'effect_started' | 'effect_interrupted', effect: string): void {
    this.#add('operational', type, { effect, attempt: this.now.wanted[effect]?.attempt ?? 0 });
  }

  start(): this {
    const { run = 'run-1', inputs = {}, attended = false, by } = this.#options;
    const { refused } = this.tell({ type: 'start', run, workflow: 'wf', definitionHash: 'd'.repeat(64), inputs, seed: 'seed', attended, ...(by === undefined ? {} : { by }), pins: {} });
    expect(refused).toBeUndefined();
    return this;
  }

  get now(): RunState {
    if (this.state === undefined) throw new Error('the run has not started');
    return this.state;
  }

  complete(effect: string, output: Json = null): readonly RunEvent[] {
    return this.#accepted({ type: 'effect_completed', effect, attempt: this.now.wanted[effect]?.attempt ?? 0, output });
  }

  fail(effect: string, kind: FailureClass = 'permanent', more: { readonly retryAfterMs?: number } = {}): readonly RunEvent[] {
    return this.#accepted({ type: 'effect_failed', effect, attempt: this.now.wanted[effect]?.attempt ?? 0, error: { code: 'connector_unavailable', message: 'no answer' }, class: kind, ...more });
  }

  card(visit: string, values: JsonObject = {}): readonly RunEvent[] {
    return this.#accepted({ type: 'card', visit, key: `key-${this.rows.length}`, values });
  }

  /** Lets time pass to the timer's deadline and delivers it. */
  timer(id: string): readonly RunEvent[] {
    this.at = Math.max(this.at, this.now.timers[id]?.dueAt ?? 0);
    return this.#accepted({ type: 'timer', id });
  }

  resolve(answer: ResolveCommand['answer'], more: Pick<ResolveCommand, 'value' | 'transition' | 'skipValidators'> = {}): readonly RunEvent[] {
    const [incident = ''] = Object.keys(this.now.incidents);
    return this.#accepted({ type: 'command', name: 'resolve', incident, answer, ...more });
  }

  #accepted(input: RunInput): readonly RunEvent[] {
    const { facts, refused } = this.tell(input);
    expect(refused).toBeUndefined();
    return facts;
  }

  /** Ids of wanted effects. */
  get wanted(): readonly string[] {
    return Object.keys(this.now.wanted);
  }

  get incidents(): readonly string[] {
    return Object.values(this.now.incidents).map((incident) => incident.code);
  }
}

/** The rows as short lines: type, and the id that says what it is about. */
export function outline(rows: readonly RunEvent[]): readonly string[] {
  return rows.map(({ kind, type, payload }) => {
    const text = (field: string): string => (typeof payload[field] === 'string' ? payload[field] : '');
    const subject = text('transition') === '' ? (['effect', 'region', 'incident', 'visit', 'status'].map(text).find((one) => one !== '') ?? '') : `${text('transition')} ${text('trigger')} ${text('visit')}`;
    const done = isJsonList(payload['done']) ? payload['done'].map((one) => (isJsonObject(one) && typeof one['action'] === 'string' ? one['action'].split('/').at(-1) : '')) : [];
    return `${kind === 'input' ? 'I' : 'D'} ${type} ${subject}${done.length > 0 ? ` done[${done.join(',')}]` : ''}`.trim();
  });
}

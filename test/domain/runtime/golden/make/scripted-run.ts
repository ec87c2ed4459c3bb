import type { Json, JsonObject } from '../../../../../src/core/domain/model/json.ts';
import { definitionHash } from '../../../../../src/core/domain/model/definition-hash.ts';
import type { RunEvent } from '../../../../../src/core/domain/model/run-event.ts';
import { inputPayload, type ResolveCommand, type RunInput } from '../../../../../src/core/domain/model/run-input.ts';
import type { RunState } from '../../../../../src/core/domain/model/run-state.ts';
import { compileDefinition } from '../../../../../src/core/domain/runtime/compile-definition.ts';
import type { CompiledDefinition } from '../../../../../src/core/domain/runtime/compile/compiled-definition.ts';
import { decide } from '../../../../../src/core/domain/runtime/decide.ts';
import { evolve } from '../../../../../src/core/domain/runtime/evolve.ts';
import { rowVersion } from '../../../../../src/core/domain/runtime/journal/upcast-row.ts';
import { testCatalogue } from '../../support/test-actions.ts';

export interface ScriptedOptions {
  readonly inputs?: JsonObject;
  readonly attended?: boolean;
}

/** One run that is told what a script says, without disk or clock. What the run refuses is an error of the script. */
export class ScriptedRun {
  readonly definitions: { [hash: string]: JsonObject } = {};
  readonly rows: RunEvent[] = [];
  #workflow: CompiledDefinition;
  #state: RunState | undefined;
  at = 1_000_000;

  constructor(definition: JsonObject, { inputs = {}, attended = true }: ScriptedOptions = {}) {
    this.#workflow = this.#compiled(definition);
    this.tell({ type: 'start', run: 'run-1', workflow: 'golden', definitionHash: definitionHash(definition), inputs, seed: 'seed', attended, by: 'user:ada', pins: {} });
  }

  get state(): RunState {
    if (this.#state === undefined) throw new Error('the run has not started');
    return this.#state;
  }

  tell(input: RunInput): this {
    const decision = decide(this.#workflow, this.#state, { input, at: this.at });
    if (!decision.ok) throw new Error(`${input.type}: ${decision.error.message}`);
    this.#add('input', input.type, inputPayload(input));
    for (const fact of decision.facts) this.#add('decided', fact.type, fact.payload);
    return this;
  }

  /** The first wanted effect of this action is answered. */
  complete(action: string, output: Json = null): this {
    const { effect, attempt } = this.#wanted(action);
    return this.tell({ type: 'effect_completed', effect, attempt, output });
  }

  fail(action: string, more: { readonly code?: 'vault_locked' | 'credential_missing' | 'credential_rejected' | 'connector_unavailable'; readonly class?: 'transient' | 'permanent' | 'timeout' } = {}): this {
    const { effect, attempt } = this.#wanted(action);
    return this.tell({ type: 'effect_failed', effect, attempt, class: more.class ?? 'permanent', error: { code: more.code ?? 'connector_unavailable', message: 'no answer' } });
  }

  host(kind: 'in_doubt' | 'crash_loop', action: string): this {
    return this.tell({ type: 'host', kind, effect: this.#wanted(action).effect });
  }

  refuseClaim(action: string): this {
    return this.tell({ type: 'claim_refused', ...this.#wanted(action), cap: 'budget', detail: 'the budget is used up' });
  }

  mark(type: 'effect_started' | 'effect_interrupted' | 'effect_late', action: string): this {
    this.#add('operational', type, { ...this.#wanted(action) });
    return this;
  }

  /** What came for an effect that nobody waits for any more. */
  late(effect: string): this {
    this.#add('operational', 'effect_late', { effect, attempt: 1 });
    return this;
  }

  /** Lets time pass until the deadline, and tells that it has come. */
  timer(id: string): this {
    const due = this.state.timers[id]?.dueAt;
    if (due === undefined) throw new Error(`there is no timer ${id}, but ${Object.keys(this.state.timers).join(', ')}`);
    this.at = Math.max(this.at, due);
    return this.tell({ type: 'timer', id });
  }

  card(visit: string, values: JsonObject): this {
    return this.tell({ type: 'card', visit, key: `key-${this.rows.length}`, values });
  }

  approve(by: string, decision: 'approve' | 'reject' = 'approve'): this {
    const [open] = Object.values(this.state.approvals ?? {});
    if (open === undefined) throw new Error('nobody asks for an approval');
    return this.tell({ type: 'approval', visit: open.visit, validator: open.validator, key: by, hash: open.hash, decision, by });
  }

  resolve(answer: ResolveCommand['answer'], more: Pick<ResolveCommand, 'value' | 'transition' | 'skipValidators'> = {}): this {
    const [incident = ''] = Object.keys(this.state.incidents);
    return this.tell({ type: 'command', name: 'resolve', incident, answer, ...more });
  }

  goOn(): this {
    while (this.state.continueDue) this.tell({ type: 'continue' });
    return this;
  }

  /** Follows another definition from here on. */
  migrate(definition: JsonObject, mapping: { readonly [node: string]: string }): this {
    this.#workflow = this.#compiled(definition);
    return this.tell({ type: 'migrate', definitionHash: definitionHash(definition), mapping });
  }

  #compiled(definition: JsonObject): CompiledDefinition {
    this.definitions[definitionHash(definition)] = definition;
    return compileDefinition(definition, testCatalogue);
  }

  #wanted(action: string): { readonly effect: string; readonly attempt: number } {
    const found = Object.values(this.state.wanted).find((effect) => effect.action === action || effect.id === action);
    if (found === undefined) throw new Error(`nothing is wanted by ${action}, but by ${Object.keys(this.state.wanted).join(', ')}`);
    return { effect: found.id, attempt: found.attempt };
  }

  #add(kind: RunEvent['kind'], type: RunEvent['type'], payload: JsonObject): void {
    const row: RunEvent = { seq: this.rows.length + 1, at: this.at, kind, type, v: rowVersion(type), payload };
    this.rows.push(row);
    this.#state = evolve(this.#state, row);
  }
}

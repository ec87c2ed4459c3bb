import type { KindView } from '../../catalogue/kind-view.ts';
import { evaluate, type ParsedExpression } from '../../expression/expression.ts';
import { isRoot, type Scope } from '../../expression/scope.ts';
import { AppError } from '../../model/errors.ts';
import { toInstant } from '../../model/instant.ts';
import { canonicalJson } from '../../model/canonical-json.ts';
import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import type { ReadValues, RunError } from '../../model/run-facts.ts';
import type { RunState, ScopeState } from '../../model/run-state.ts';
import { sha256Hex } from '../../model/sha256.ts';
import type { CompiledSources } from '../compile/compiled-definition.ts';
import { regionsTo, scopeIn } from '../evolve/edit-scope.ts';
import { findVisit } from '../evolve/region-tree.ts';
import type { Turn } from './turn.ts';

export interface ScopeOptions {
  /** What `now` is, when not the input's time. */
  readonly at?: number;
  /** The error being handled here. */
  readonly error?: RunError;
}

/** What expressions see at a visit. */
export function scopeAt(turn: Pick<Turn, 'state' | 'at'>, visit: string, options: ScopeOptions = {}): Scope {
  return new VisitScope(turn, visit, options);
}

/** Most scopes are asked for little: times become texts, and what surrounds the visit is looked for, when an expression asks. */
class VisitScope implements Scope {
  readonly inputs: JsonObject;
  readonly vars: JsonObject;
  readonly nodes: JsonObject;
  readonly #state: RunState;
  readonly #visit: string;
  readonly #at: number;
  readonly #handled: RunError | undefined;
  readonly #loops: ScopeState['loops'];

  constructor({ state, at }: Pick<Turn, 'state' | 'at'>, visit: string, options: ScopeOptions) {
    const { inputs, vars, nodes, loops } = scopeIn(state, visit);
    this.inputs = inputs;
    this.vars = vars;
    this.nodes = nodes;
    this.#loops = loops;
    this.#state = state;
    this.#visit = visit;
    this.#at = options.at ?? at;
    this.#handled = options.error;
  }

  get loops(): JsonObject {
    return this.#handled === undefined ? loopsAt(this.#state, this.#visit, this.#loops) : this.#loops;
  }

  get item(): Json | undefined {
    return itemAt(this.#state, this.#visit).item;
  }

  get index(): number | undefined {
    return itemAt(this.#state, this.#visit).index;
  }

  get run(): JsonObject {
    return { startedAt: toInstant(this.#state.startedAt), attended: this.#state.attended };
  }

  get now(): string {
    return toInstant(this.#at);
  }

  get error(): Json {
    return this.#handled ?? caughtError(this.#state, this.#visit) ?? null;
  }
}

/** A loop examined for itself has just come to the end of a pass; the fact that says so is still to come. */
function loopsAt(state: RunState, id: string, loops: ScopeState['loops']): JsonObject {
  const visit = findVisit(state, id);
  if (visit?.loop === undefined || visit.bodies.length === 0) return loops;
  return { ...loops, [visit.node]: { ...loops[visit.node], count: visit.loop.pass + 1 } };
}

/** The element of the innermost list around the visit that bodies or passes are for; what calls a workflow shows it none. */
function itemAt(state: RunState, visit: string): Pick<Scope, 'item' | 'index'> {
  for (const { region, container } of regionsTo(state, visit).toReversed()) {
    if (region.call !== undefined) return {};
    const { loop, spread } = container ?? {};
    if (loop?.items !== undefined) return { item: loop.items[loop.pass] ?? null, index: loop.pass };
    if (spread?.items !== undefined && region.index !== undefined) return { item: spread.items[region.index] ?? null, index: region.index };
  }
  return {};
}

/** The last error an `error` transition caught in the region or around it, as far as its workflow goes. */
function caughtError(state: RunState, visit: string): RunError | undefined {
  for (const { region } of regionsTo(state, visit).toReversed()) {
    if (region.error !== undefined || region.call !== undefined) return region.error;
  }
  return undefined;
}

/** A view of one config's expressions and templates in a scope, and what was read through it. */
export interface ReadingView extends KindView {
  readonly values: ReadValues;
}

/** The view a kind's functions get; every verdict, and the values behind it, are noted as read: long ones by their hash. */
export function readingView(turn: Turn, sources: CompiledSources, scope: Scope): ReadingView {
  return viewNoting(turn, { sources, scope, noted: briefly });
}

/** The same for a person who asks now: values are noted as they are, if anybody could read them. */
export function showingView(turn: Turn, sources: CompiledSources, scope: Scope): ReadingView {
  return viewNoting(turn, { sources, scope, noted: (value) => (JSON.stringify(value).length <= longestShown ? value : briefly(value)) });
}

interface Noting {
  readonly sources: CompiledSources;
  readonly scope: Scope;
  readonly noted: (value: Json) => Json;
}

function viewNoting(turn: Turn, { sources, scope, noted }: Noting): ReadingView {
  const values: { [name: string]: Json } = {};
  const note = (name: string, value: Json | undefined): void => {
    if (value !== undefined) values[name] = noted(value);
  };
  return {
    values,
    read(name) {
      const expression = sources.expressions[name];
      if (expression === undefined) throw new AppError('unexpected', `the config has no expression "${name}"`);
      const { value } = evaluate(expression, scope, turn.fuel);
      note(name, value);
      noteReferences(note, expression, scope);
      return value;
    },
    render(name) {
      const template = sources.templates[name];
      if (template === undefined) throw new AppError('unexpected', `the config has no template "${name}"`);
      return template.render(scope, turn.fuel);
    },
  };
}

const longestNoted = 200;
/** As canonical JSON. What is longer is told from others by its hash, wherever a person is shown it. */
export const longestShown = 2000;

function briefly(value: Json): Json {
  const isShort = typeof value === 'string' ? value.length <= longestNoted : value === null || typeof value !== 'object';
  return isShort ? value : { sha256: sha256Hex(canonicalJson(value)) };
}

function noteReferences(note: (name: string, value: Json | undefined) => void, expression: ParsedExpression, scope: Scope): void {
  for (const path of expression.references) note(path, valueAt(scope, path));
}

/** What stands under a name with dots in a scope, where it is noted as read: the time and the run itself are not. */
export function valueAt(scope: Scope, path: string): Json | undefined {
  const [root, ...keys] = path.split('.');
  if (root === undefined || !isRoot(root) || root === 'now' || root === 'run') return undefined;
  return valueIn(scope[root], keys);
}

function valueIn(root: Json | undefined, keys: readonly string[]): Json | undefined {
  let value = root;
  for (const key of keys) {
    if (!isJsonObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

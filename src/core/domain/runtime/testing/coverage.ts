import { isJsonObject } from '../../model/json.ts';
import { calledIn, containerOf, nodeOf, regionOf } from '../../model/region-path.ts';
import type { DecidedFact, ReadValues } from '../../model/run-facts.ts';
import type { Told } from '../decide.ts';
import type { ExploredStep } from '../explore/explore.ts';
import { expressionUses } from '../flow/expression-uses.ts';
import type { FlowEdge, FlowGraph } from '../flow/flow-graph.ts';

/** Something a test can come by: `nodes.x`, `transitions.x`, or a condition with one of its values. */
export interface CoverItem {
  readonly key: string;
  readonly kind: 'node' | 'transition' | 'condition';
  /** Path of ids as findings have it. */
  readonly where: string;
  /** Of a condition. */
  readonly value?: boolean;
  /** The node where it shows. */
  readonly node: string;
}

interface Condition {
  readonly where: string;
  readonly node: string;
  /** The transition it stands on; absent for what ends a loop. */
  readonly edge?: FlowEdge;
  readonly trigger?: string;
  readonly validator?: string;
  readonly name: string;
  /** Transitions that are examined after its own. */
  readonly after: readonly string[];
}

/** Everything of a definition that tests should come by, and what they came by so far. Called workflows have tests of their own. */
export class Coverage {
  readonly items: readonly CoverItem[];
  readonly #covered = new Set<string>();
  readonly #conditions: readonly Condition[];

  constructor(graph: FlowGraph) {
    this.#conditions = conditionsOf(graph);
    this.items = [
      ...[...graph.nodes.keys()].map((id): CoverItem => ({ key: `nodes.${id}`, kind: 'node', where: `nodes.${id}`, node: id })),
      ...graph.edges.map(({ id, from }): CoverItem => ({ key: `transitions.${id}`, kind: 'transition', where: `transitions.${id}`, node: from })),
      ...this.#conditions.flatMap(({ where, node }) => [true, false].map((value): CoverItem => ({ key: `${where}=${value}`, kind: 'condition', where, value, node }))),
    ];
  }

  get open(): readonly CoverItem[] {
    return this.items.filter(({ key }) => !this.#covered.has(key));
  }

  /** What a step comes by that no step came by before, by key. */
  add(step: ExploredStep): readonly string[] {
    const fresh = this.of(step).filter((key) => !this.#covered.has(key));
    for (const key of fresh) this.#covered.add(key);
    return fresh;
  }

  /** Everything a step comes by. */
  of({ told, facts }: ExploredStep): readonly string[] {
    const seen = facts.flatMap((fact) => [...placesIn(fact), ...this.#conditions.flatMap((condition) => valueIn(condition, fact).map((value) => `${condition.where}=${value}`))]);
    const passedBy = facts.flatMap(({ type, payload }) => (type === 'incident_opened' && payload.code === 'no_transition' ? this.#falseAt(payload.visit, 'condition') : []));
    const unheard = told.input.type === 'signal' && facts.length === 0 ? this.#conditions.flatMap(({ node }) => this.#falseAt(node, 'external')) : [];
    return [...new Set([...seen, ...passedBy, ...unheard])];
  }

  /** An answer that no transition takes was taken by none of the conditions on them. */
  refused({ input }: Told): void {
    if (input.type === 'card') for (const key of this.#falseAt(input.visit, 'card-submitted')) this.#covered.add(key);
  }

  /** Nothing of this type fired at the visit, so that each condition on it was false. */
  #falseAt(visit: string, trigger: string): readonly string[] {
    const own = this.#conditions.filter((condition) => condition.node === nodeOf(visit) && condition.trigger === trigger && condition.edge?.compiled.validators.length === 0);
    return calledIn(visit) === undefined ? own.map(({ where }) => `${where}=false`) : [];
  }
}

function conditionsOf(graph: FlowGraph): readonly Condition[] {
  return expressionUses(graph).flatMap(({ where, node, moment, name, expression }): readonly Condition[] => {
    // What reads nothing has one value only, such as the condition of a default.
    if (name === undefined || expression.references.size === 0) return [];
    if (moment.at === 'leaving') {
      const validator = moment.edge.compiled.validators.find(({ id }) => where.startsWith(`transitions.${moment.edge.id}.validators.${id}.`));
      if (moment.trigger === undefined && (validator === undefined || validator.ask !== undefined)) return [];
      const at = node.out.indexOf(moment.edge);
      return [{ where, node: node.id, edge: moment.edge, name, after: node.out.slice(at + 1).map(({ id }) => id), ...(moment.trigger === undefined ? {} : { trigger: moment.trigger }), ...(validator === undefined ? {} : { validator: validator.id }) }];
    }
    return node.compiled.kind.type === 'loop' && (name === 'until' || name === 'while') ? [{ where, node: node.id, name, after: [] }] : [];
  });
}

function placesIn({ type, payload }: DecidedFact): readonly string[] {
  if (type !== 'transition_committed' && type !== 'pass_started' && type !== 'run_started') return [];
  if (calledIn(payload.visit) !== undefined) return [];
  return [`nodes.${nodeOf(payload.visit)}`, ...(type === 'transition_committed' ? [`transitions.${payload.transition}`] : [])];
}

/** The values a condition is seen to have had. */
function valueIn(condition: Condition, fact: DecidedFact): readonly boolean[] {
  if (condition.edge === undefined) return valueOfLoop(condition, fact);
  return condition.trigger === undefined ? valueOfValidator(condition, condition.edge, fact) : valueOfTrigger(condition, condition.edge, fact);
}

function valueOfLoop({ node, name }: Condition, { type, payload }: DecidedFact): readonly boolean[] {
  const visit = type === 'pass_started' ? (containerOf(payload.region) ?? '') : type === 'transition_committed' ? payload.from : '';
  if (nodeOf(visit) !== node || calledIn(visit) !== undefined || (type !== 'pass_started' && type !== 'transition_committed')) return [];
  return booleanAt(payload.read, name);
}

function booleanAt(read: ReadValues | undefined, name: string): readonly boolean[] {
  const value = read?.[name];
  return typeof value === 'boolean' ? [value] : [];
}

interface Chosen {
  readonly transition: string;
  readonly trigger: string;
  readonly from: string;
}

function chosenIn({ type, payload }: DecidedFact): Chosen | undefined {
  if (type === 'transition_chosen') return { transition: payload.transition, trigger: payload.trigger, from: payload.visit };
  return type === 'transition_committed' ? { transition: payload.transition, trigger: payload.trigger, from: payload.from } : undefined;
}

/** A trigger was true where it fired, and false where it was examined before the one that did. */
function valueOfTrigger({ trigger, after }: Condition, edge: FlowEdge, fact: DecidedFact): readonly boolean[] {
  const chosen = chosenIn(fact);
  if (chosen === undefined || nodeOf(chosen.from) !== edge.from || calledIn(regionOf(chosen.from)) !== undefined) return [];
  if (chosen.transition === edge.id) return chosen.trigger === trigger ? [true] : [];
  return chosen.trigger === trigger && edge.compiled.validators.length === 0 && after.includes(chosen.transition) ? [false] : [];
}

function valueOfValidator({ validator }: Condition, edge: FlowEdge, fact: DecidedFact): readonly boolean[] {
  const chosen = chosenIn(fact);
  if (chosen !== undefined) return chosen.transition === edge.id && nodeOf(chosen.from) === edge.from ? [true] : [];
  const { payload } = fact;
  const rejected = fact.type === 'action_done' ? (fact.payload.idle?.rejected ?? []) : 'rejected' in payload ? (payload.rejected ?? []) : [];
  return rejected.some((one) => isJsonObject(one) && one['transition'] === edge.id && one['validator'] === validator) ? [false] : [];
}

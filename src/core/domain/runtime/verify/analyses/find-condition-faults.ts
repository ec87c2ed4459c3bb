import type { Json } from '../../../model/json.ts';
import { type Condition, constantsOf, holds, telling } from '../../../expression/static/comparisons.ts';
import type { FlowNode } from '../../flow/flow-graph.ts';
import { type Analysis, type Draft, reachableNodes } from '../analysis.ts';
import { type Candidate, constantValue, type Occasion, occasionsOf } from '../occasions.ts';
import { incidentAt } from '../symptoms.ts';
import type { NodeScopes } from '../node-scope.ts';
import { canBe, type ValueType } from '../../../expression/static/value-type.ts';
import type { TypeScope } from '../../../expression/static/infer-type.ts';

type Assignment = ReadonlyMap<string, Json>;
const mostCases = 2048;

/** Conditions that leave a case open, that can never hold, that are never asked, or that hold together. */
export function findConditionFaults(analysis: Analysis, scopes: NodeScopes): readonly Draft[] {
  return reachableNodes(analysis).flatMap((node) => occasionsOf(node).flatMap((occasion) => faultsOf(analysis, { node, occasion, scope: scopes.at(node) })));
}

interface At {
  readonly node: FlowNode;
  readonly occasion: Occasion;
  readonly scope: TypeScope;
}

function faultsOf(analysis: Analysis, at: At): readonly Draft[] {
  const { node, occasion: { candidates } } = at;
  const known = candidates.flatMap(({ when }) => (when === undefined ? [] : [when]));
  if (known.length < candidates.length) analysis.notAnalysed.add(`conditions of "${node.name}" that do more than compare values with constants`);
  const cases = casesOf(known, at.scope);
  if (cases === undefined) {
    analysis.notAnalysed.add(`all cases of the conditions of "${node.name}", which are too many`);
    return [];
  }
  return [...neverTrue(candidates, cases), ...neverAsked(candidates, cases), ...overlapping(candidates, cases), ...leftOpen(at, cases)];
}

/** Every case the conditions tell apart, within what the types of the paths allow. */
function casesOf(conditions: readonly Condition[], scope: TypeScope): readonly Assignment[] | undefined {
  const constants = new Map<string, Json[]>();
  for (const condition of conditions) for (const [path, values] of constantsOf(condition)) constants.set(path, [...(constants.get(path) ?? []), ...values]);
  let cases: readonly Assignment[] = [new Map()];
  for (const [path, values] of constants) {
    const possible = possibleValues(path, values, scope);
    if (cases.length * possible.length > mostCases) return undefined;
    cases = cases.flatMap((one) => possible.map((value) => new Map([...one, [path, value] as const])));
  }
  return cases;
}

function possibleValues(path: string, constants: readonly Json[], scope: TypeScope): readonly Json[] {
  if (path.startsWith('size(')) return telling([0, ...constants]).filter((value) => typeof value === 'number' && Number.isInteger(value) && value >= 0);
  const type = typeOfPath(path, scope);
  if (type.constants !== undefined) return type.constants;
  const possible = telling(constants).filter((value) => value === null || canBe(type, typeof value === 'boolean' ? 'bool' : typeof value === 'string' ? 'string' : 'number'));
  const { range } = type;
  if (range === undefined) return possible;
  const edges = [range.least, range.most].filter(Number.isFinite);
  return [...new Set([...possible, ...edges])].filter((value) => typeof value !== 'number' || (value >= range.least && value <= range.most && (!range.isWhole || Number.isInteger(value))));
}

function typeOfPath(path: string, scope: TypeScope): ValueType {
  const [root = '', ...names] = path.split('.');
  let type: ValueType | undefined = scope(root);
  for (const name of names) type = type?.members?.get(name)?.type;
  return type ?? {};
}

/** The transition has no other trigger, and this one is false in every case. */
function neverTrue(candidates: readonly Candidate[], cases: readonly Assignment[]): readonly Draft[] {
  return candidates.filter((one) => one.when !== undefined && !one.hasOthers && !cases.some((values) => isTaken(one, values))).map(({ edge }) => ({
    code: 'never_fires',
    severity: 'warning',
    where: `transitions.${edge.id}`,
    message: `The condition of "${edge.name}" can never hold.`,
    fix: 'Correct the condition, or delete the transition.',
  }));
}

/** One before it takes every case in which it could be taken. */
function neverAsked(candidates: readonly Candidate[], cases: readonly Assignment[]): readonly Draft[] {
  return candidates.flatMap((candidate, at): readonly Draft[] => {
    const before = candidates.slice(0, at).filter((one) => !one.isValidated && one.when !== undefined);
    const own = candidate.when === undefined ? cases : cases.filter((values) => isTaken(candidate, values));
    if (candidate.hasOthers || before.length === 0 || own.length === 0) return [];
    if (!own.every((values) => before.some((one) => isTaken(one, values)))) return [];
    const { edge } = candidate;
    const others = before.map((one) => `"${one.edge.name}"`).slice(-3).join(' and ');
    if (edge.written.isDefault) {
      return [{ code: 'unreachable_default', severity: 'info', where: `transitions.${edge.id}`, message: `The other transitions cover every case, so that the default "${edge.name}" is never taken.`, fix: 'Leave it as a safeguard, or delete it.' }];
    }
    return [{
      code: 'shadowed_transition',
      severity: 'warning',
      where: `transitions.${edge.id}`,
      message: `Whenever "${edge.name}" could be taken, ${others} is taken before it.`,
      fix: 'Change the order by `priority`, or narrow the condition that comes first.',
      data: { names: before.map((one) => one.edge.id) },
    }];
  });
}

function overlapping(candidates: readonly Candidate[], cases: readonly Assignment[]): readonly Draft[] {
  const plain = candidates.filter(({ when, edge }) => when !== undefined && constantValue(when) === undefined && !edge.written.isDefault);
  return plain.flatMap((first, at) =>
    plain.slice(at + 1).flatMap((second): readonly Draft[] => {
      if (first.edge.written.priority !== second.edge.written.priority || first.edge.to === second.edge.to) return [];
      if (!areAboutTheSame(first, second)) return [];
      const both = cases.find((values) => isTaken(first, values) && isTaken(second, values));
      // A narrower condition before a wider one is how cases are told apart one after the other.
      if (both === undefined || cases.every((values) => !isTaken(first, values) || isTaken(second, values))) return [];
      return [{
        code: 'overlapping_conditions',
        severity: 'info',
        where: `transitions.${second.edge.id}`,
        message: `For ${caseText(both, [first, second])} both "${first.edge.name}" and "${second.edge.name}" hold; "${first.edge.name}" is taken.`,
        fix: 'If that is meant, say so by `priority`.',
        data: { names: [first.edge.id], values: Object.fromEntries(both) },
      }];
    }),
  );
}

function isTaken({ when }: Candidate, values: Assignment): boolean {
  return when !== undefined && holds(when, values);
}

/** Conditions of different things may well hold together. */
function areAboutTheSame(...candidates: readonly Candidate[]): boolean {
  const paths = candidates.map(({ when }) => (when === undefined ? '' : [...constantsOf(when).keys()].toSorted().join(' ')));
  return new Set(paths).size === 1;
}

/** A case in which nothing is taken, and what a run does there. */
function leftOpen({ node, occasion: { name, candidates } }: At, cases: readonly Assignment[]): readonly Draft[] {
  if (!['done', 'card-submitted'].includes(name) || candidates.some(({ when }) => when === undefined)) return [];
  const open = cases.find((values) => !candidates.some((one) => isTaken(one, values)));
  if (open === undefined || candidates.every(({ when }) => constantValue(when) === false)) return [];
  const isCard = name === 'card-submitted';
  const isFromOutside = [...open.keys()].every((path) => !path.includes('vars.'));
  return [{
    code: 'incomplete_conditions',
    severity: 'warning',
    where: `nodes.${node.id}`,
    message: `For ${caseText(open, candidates)} no transition of "${node.name}" can be taken${isCard ? ', so that such an answer is refused' : ''}.`,
    fix: 'Add a default transition, or a condition for this case.',
    data: { values: Object.fromEntries(open) },
    ...(isCard ? {} : { shows: { ...incidentAt(node.id, 'no_transition'), preferred: new Map([...open].filter(([path]) => !path.startsWith('size('))) } }),
    ...(isFromOutside ? {} : { unshown: 'info' as const }),
  }];
}

function caseText(values: Assignment, candidates: readonly Candidate[]): string {
  const named = new Set(candidates.flatMap(({ when }) => (when === undefined ? [] : [...constantsOf(when).keys()])));
  const parts = [...values].filter(([path]) => named.has(path)).map(([path, value]) => `${path} = ${JSON.stringify(value)}`);
  return parts.length === 0 ? 'every value' : parts.join(' and ');
}

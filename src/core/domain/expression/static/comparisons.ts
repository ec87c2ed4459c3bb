import type { Constant, Expr } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';
import { pathText } from '../syntax/read-path.ts';
import { isRoot } from '../scope.ts';
import type { Json } from '../../model/json.ts';

export const relations = ['==', '!=', '<', '<=', '>', '>='] as const;
export type Relation = (typeof relations)[number];

/** A condition as far as it compares single values with constants. */
export type Condition =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'compare'; readonly path: string; readonly relation: Relation; readonly value: Json }
  | { readonly kind: 'in'; readonly path: string; readonly values: readonly Json[] }
  | { readonly kind: 'not'; readonly inner: Condition }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Condition[] };

/** The expression as such a condition; undefined when it does anything else. A size is a path of its own, `size(vars.rows)`. */
export function conditionOf(expr: Expr | undefined): Condition | undefined {
  const kind = expr?.exprKind;
  if (expr === undefined || kind === undefined) return undefined;
  const constant = constantOf(expr);
  if (typeof constant?.value === 'boolean') return { kind: 'constant', value: constant.value };
  const path = subjectOf(expr);
  if (path !== undefined) return path.startsWith('size(') ? undefined : { kind: 'compare', path, relation: '==', value: true };
  if (kind.case !== 'callExpr') return undefined;
  const { function: name, args } = kind.value;
  const [left, right] = args;
  if (name === '!_') return negated(conditionOf(left));
  if (name === '_&&_') return joinedBy('all', left, right);
  if (name === '_||_') return joinedBy('any', left, right);
  if (name === '@in') return membership(left, right);
  const relation = relations.find((one) => name === `_${one}_`);
  return relation === undefined ? undefined : comparison(relation, left, right);
}

function negated(inner: Condition | undefined): Condition | undefined {
  return inner === undefined ? undefined : { kind: 'not', inner };
}

function joinedBy(kind: 'all' | 'any', left: Expr | undefined, right: Expr | undefined): Condition | undefined {
  const parts = [conditionOf(left), conditionOf(right)];
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? { kind, parts: known } : undefined;
}

function membership(left: Expr | undefined, right: Expr | undefined): Condition | undefined {
  const path = subjectOf(left);
  const list = right?.exprKind.case === 'listExpr' ? right.exprKind.value.elements.map(constantOf) : undefined;
  const values = list?.flatMap((one) => (one === undefined ? [] : [one.value]));
  return path === undefined || values === undefined || values.length !== list?.length ? undefined : { kind: 'in', path, values };
}

const mirrored: { readonly [One in Relation]: Relation } = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function comparison(relation: Relation, left: Expr | undefined, right: Expr | undefined): Condition | undefined {
  const [first, second] = [constantOf(left), constantOf(right)];
  const path = subjectOf(first === undefined ? left : right);
  const value = first ?? second;
  if (path === undefined || value === undefined) return undefined;
  return { kind: 'compare', path, relation: first === undefined ? relation : mirrored[relation], value: value.value };
}

/** A path from a root that is written out whole, or the size of one. */
function subjectOf(expr: Expr | undefined): string | undefined {
  // `has(...)` asks whether the path is there, not what it holds.
  if (expr?.exprKind.case === 'selectExpr' && expr.exprKind.value.testOnly) return undefined;
  const path = pathText(expr);
  if (path !== undefined) return isRoot(path.split(/[.[]/u)[0] ?? '') && !path.includes('[') ? path : undefined;
  if (expr?.exprKind.case !== 'callExpr' || expr.exprKind.value.function !== 'size') return undefined;
  const { target, args } = expr.exprKind.value;
  const inner = subjectOf(target ?? args[0]);
  return inner === undefined ? undefined : `size(${inner})`;
}

/** The value that stands in the expression itself, signed numbers included. */
export function constantOf(expr: Expr | undefined): { readonly value: Json } | undefined {
  const kind = expr?.exprKind;
  if (kind?.case === 'constExpr') return jsonConstant(kind.value);
  if (kind?.case === 'callExpr' && kind.value.function === '-_') {
    const inner = constantOf(kind.value.args[0]);
    return typeof inner?.value === 'number' ? { value: -inner.value } : undefined;
  }
  return undefined;
}

function jsonConstant({ constantKind }: Constant): { readonly value: Json } | undefined {
  switch (constantKind.case) {
    case 'boolValue':
    case 'stringValue':
    case 'doubleValue':
      return { value: constantKind.value };
    case 'int64Value':
    case 'uint64Value':
      return { value: Number(constantKind.value) };
    case 'nullValue':
      return { value: null };
    default:
      return undefined;
  }
}

/** Whether the condition holds where the paths have these values. */
export function holds(condition: Condition, values: ReadonlyMap<string, Json>): boolean {
  switch (condition.kind) {
    case 'constant':
      return condition.value;
    case 'not':
      return !holds(condition.inner, values);
    case 'all':
      return condition.parts.every((part) => holds(part, values));
    case 'any':
      return condition.parts.some((part) => holds(part, values));
    case 'in':
      return condition.values.includes(values.get(condition.path) ?? null);
    case 'compare':
      return compare(values.get(condition.path) ?? null, condition.relation, condition.value);
    default:
      return condition satisfies never;
  }
}

function compare(left: Json, relation: Relation, right: Json): boolean {
  if (relation === '==') return left === right;
  if (relation === '!=') return left !== right;
  const isOrdered = (typeof left === 'number' && typeof right === 'number') || (typeof left === 'string' && typeof right === 'string');
  if (!isOrdered) return false;
  if (relation === '<') return left < right;
  if (relation === '<=') return left <= right;
  return relation === '>' ? left > right : left >= right;
}

/** The paths it compares, each with the constants it is compared with. */
export function constantsOf(condition: Condition, found = new Map<string, Json[]>()): ReadonlyMap<string, readonly Json[]> {
  if (condition.kind === 'compare') note(found, condition.path, [condition.value]);
  if (condition.kind === 'in') note(found, condition.path, condition.values);
  if (condition.kind === 'not') constantsOf(condition.inner, found);
  if (condition.kind === 'all' || condition.kind === 'any') for (const part of condition.parts) constantsOf(part, found);
  return found;
}

function note(found: Map<string, Json[]>, path: string, values: readonly Json[]): void {
  const known = found.get(path) ?? [];
  found.set(path, [...known, ...values.filter((value) => !known.includes(value))]);
}

/** Values that stand for every case the constants tell apart: each of them, one between two, one beyond each end. */
export function telling(constants: readonly Json[]): readonly Json[] {
  const numbers = constants.filter((one) => typeof one === 'number').toSorted((left, right) => left - right);
  const texts = constants.filter((one) => typeof one === 'string').toSorted();
  const found: Json[] = [];
  for (const [at, number] of numbers.entries()) {
    const before = numbers[at - 1];
    found.push(before === undefined ? number - 1 : (before + number) / 2, number);
    if (before !== undefined && number - before > 1) found.push(number - 1, before + 1);
  }
  const last = numbers.at(-1);
  if (last !== undefined) found.push(last + 1);
  if (texts.length > 0) found.push('', ...texts, ...texts.map((text) => `${text} and more`));
  if (constants.some((one) => typeof one === 'boolean')) found.push(true, false);
  if (constants.includes(null)) found.push(null, 'something', 1, true);
  return [...new Set(found)];
}

import type { Expr, Expr_Call, Expr_Comprehension } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';
import type { CompiledExpression } from '../compile-expression.ts';
import { overloadsOf } from '../functions/overloads.ts';
import { linkOf, pathText } from '../syntax/read-path.ts';
import { constantText } from '../syntax/syntax-tree.ts';
import { anything, canBe, canMeet, closedMap, joined, kindsText, typeOfKind, typeOfValue, type ValueType } from './value-type.ts';
import { guardedPaths } from './guarded-paths.ts';

/** What is wrong with an expression as far as types and names go. */
export type TypeProblem =
  | { readonly kind: 'unknown'; readonly path: string; readonly name: string; readonly known: readonly string[] }
  | { readonly kind: 'uncertain'; readonly path: string; readonly type: ValueType }
  | { readonly kind: 'mismatch'; readonly message: string; readonly meant?: Meant };

/** A value that is none of those possible. */
export interface Meant {
  readonly value: string;
  readonly possible: readonly string[];
}

export interface Inference {
  readonly type: ValueType;
  readonly problems: readonly TypeProblem[];
}

/** What the roots of the expression are where it stands. */
export type TypeScope = (root: string) => ValueType;

interface Walk {
  readonly scope: TypeScope;
  readonly guarded: ReadonlySet<string>;
  readonly problems: TypeProblem[];
  readonly locals: ReadonlyMap<string, ValueType>;
}

/** What the expression gives, and what about it cannot be right. A path that it asks for with `has` is not complained about. */
export function inferType(expression: CompiledExpression, scope: TypeScope): Inference {
  const walk: Walk = { scope, guarded: guardedPaths(expression.expr), problems: [], locals: new Map() };
  return { type: typeOf(walk, expression.expr), problems: walk.problems };
}

function typeOf(walk: Walk, expr: Expr | undefined): ValueType {
  const kind = expr?.exprKind;
  if (expr === undefined || kind === undefined) return anything;
  switch (kind.case) {
    case 'constExpr': {
      const constant = kind.value.constantKind;
      if (constant.case === 'nullValue') return typeOfKind('null');
      if (constant.case === 'boolValue' || constant.case === 'stringValue' || constant.case === 'doubleValue') return typeOfValue(constant.value);
      return constant.case === 'int64Value' || constant.case === 'uint64Value' ? typeOfValue(Number(constant.value)) : anything;
    }
    case 'identExpr':
      return walk.locals.get(kind.value.name) ?? (kind.value.name.startsWith('@') ? anything : walk.scope(kind.value.name));
    case 'selectExpr':
      if (kind.value.testOnly) return (typeOfQuietly(walk, kind.value.operand), typeOfKind('bool'));
      return memberOf(walk, { expr, from: typeOf(walk, kind.value.operand), name: kind.value.field });
    case 'callExpr':
      return typeOfCall(walk, expr, kind.value);
    case 'listExpr':
      return kind.value.elements.length === 0 ? typeOfKind('list') : { kinds: new Set(['list']), element: joined(kind.value.elements.map((one) => typeOf(walk, one))) };
    case 'structExpr':
      return typeOfMap(walk, kind.value.entries.map((entry) => [entry.keyKind.case === 'mapKey' ? entry.keyKind.value : undefined, entry.value]));
    case 'comprehensionExpr':
      return typeOfLoop(walk, kind.value);
    default:
      return anything;
  }
}

/** What `has` asks about may be missing; that is no problem. */
function typeOfQuietly(walk: Walk, expr: Expr | undefined): ValueType {
  return typeOf({ ...walk, problems: [] }, expr);
}

function typeOfMap(walk: Walk, entries: readonly (readonly [Expr | undefined, Expr | undefined])[]): ValueType {
  const members = entries.map(([key, value]) => [constantText(key), typeOf(walk, value)] as const);
  const named = members.flatMap(([name, type]) => (name === undefined ? [] : [[name, type] as const]));
  return named.length === members.length ? closedMap(named) : typeOfKind('map');
}

function memberOf(walk: Walk, read: { readonly expr: Expr; readonly from: ValueType; readonly name: string }): ValueType {
  const { expr, from, name } = read;
  const path = pathText(expr) ?? name;
  if (!canBe(from, 'map')) {
    walk.problems.push({ kind: 'mismatch', message: `${path} cannot be read: what it is read from is a ${kindsText(from)}, not a map` });
    return anything;
  }
  const member = from.members?.get(name);
  if (walk.guarded.has(path)) return member?.type ?? anything;
  if (member === undefined) {
    if (from.isClosed === true) walk.problems.push({ kind: 'unknown', path, name, known: [...(from.members?.keys() ?? [])] });
    return anything;
  }
  if (!member.isCertain) walk.problems.push({ kind: 'uncertain', path, type: member.type });
  return member.type;
}

function typeOfCall(walk: Walk, expr: Expr, call: Expr_Call): ValueType {
  const link = linkOf(expr);
  const key = constantText(link?.key);
  if (link !== undefined && key !== undefined) return memberOf(walk, { expr, from: typeOf(walk, link.operand), name: key });
  const operands = [...(call.target === undefined ? [] : [call.target]), ...call.args];
  const types = operands.map((operand) => typeOf(walk, operand));
  const [first = anything, second = anything, third = anything] = types;
  if (call.function === '_[_]') return canBe(first, 'list', 'map') ? (first.element ?? anything) : mismatch(walk, `${pathText(operands[0]) ?? 'a value'} is a ${kindsText(first)}; only lists and maps have elements`);
  if (call.function === '_?_:_') {
    if (!canBe(first, 'bool')) mismatch(walk, `what stands before ? must be true or false, and is a ${kindsText(first)}`);
    return joined([second, third]);
  }
  if (call.function === '_==_' || call.function === '_!=_') return compared(walk, { first, second, operands });
  return ofOverloads(walk, call, types);
}

/** Values of different kinds are never equal, which no author means; null is what a value is compared with to see whether it is there. */
function compared(walk: Walk, { first, second, operands }: { readonly first: ValueType; readonly second: ValueType; readonly operands: readonly Expr[] }): ValueType {
  const isNull = [first, second].some((type) => type.kinds?.size === 1 && type.kinds.has('null'));
  if (!isNull && !canMeet(first, second)) {
    const words = [first, second].map((type, at) => pathText(operands[at]) ?? (type.constants?.length === 1 ? JSON.stringify(type.constants[0]) : `a ${kindsText(type)}`));
    const meant = meantBy(first, second);
    mismatch(walk, `${words.join(' and ')} are never equal${first.constants !== undefined && second.constants !== undefined ? `: possible are ${constantsText(first, second)}` : `: one is a ${kindsText(first)}, the other a ${kindsText(second)}`}`, meant);
  }
  return typeOfKind('bool');
}

function constantsText(first: ValueType, second: ValueType): string {
  const longer = (first.constants?.length ?? 0) >= (second.constants?.length ?? 0) ? first.constants : second.constants;
  return (longer ?? []).slice(0, 8).map((value) => JSON.stringify(value)).join(', ');
}

function ofOverloads(walk: Walk, call: Expr_Call, types: readonly ValueType[]): ValueType {
  const overloads = overloadsOf(call.function, { isMethod: call.target !== undefined, arity: call.args.length });
  if (overloads.length === 0) return anything;
  const fitting = overloads.filter(({ operands }) => operands.every((kind, at) => canBe(types[at] ?? anything, kind)));
  if (fitting.length > 0) return joined(fitting.map(({ result }) => typeOfKind(result)));
  const shown = call.function.replaceAll('_', '').replace('@in', 'in');
  return mismatch(walk, `${call.target === undefined ? '' : '.'}${shown} cannot take ${types.map(kindsText).join(' and ')}`);
}

/** A text that is compared with others it can never be. */
function meantBy(first: ValueType, second: ValueType): Meant | undefined {
  const [single, many] = first.constants?.length === 1 ? [first, second] : [second, first];
  const [value] = single.constants ?? [];
  if (single.constants?.length !== 1 || typeof value !== 'string' || many.constants === undefined) return undefined;
  return { value, possible: many.constants.filter((one) => typeof one === 'string') };
}

function mismatch(walk: Walk, message: string, meant?: Meant): ValueType {
  walk.problems.push({ kind: 'mismatch', message, ...(meant === undefined ? {} : { meant }) });
  return anything;
}

function typeOfLoop(walk: Walk, loop: Expr_Comprehension): ValueType {
  const range = typeOf(walk, loop.iterRange);
  if (!canBe(range, 'list', 'map')) mismatch(walk, `a loop goes through a list or the keys of a map, and this is a ${kindsText(range)}`);
  const isMap = range.kinds?.size === 1 && range.kinds.has('map');
  const locals = new Map([...walk.locals, [loop.iterVar, isMap ? typeOfKind('string') : (range.element ?? anything)] as const]);
  for (const part of [loop.loopCondition, loop.loopStep]) typeOf({ ...walk, locals }, part);
  const start = loop.accuInit?.exprKind;
  if (start?.case === 'listExpr') return typeOfKind('list');
  if (start?.case === 'constExpr' && start.value.constantKind.case === 'boolValue') return typeOfKind('bool');
  return start?.case === 'constExpr' && start.value.constantKind.case === 'int64Value' ? typeOfKind('bool') : anything;
}

import type { Expr } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';
import { linkOf } from './read-path.ts';
import { childrenOf, constantText, identifier } from './syntax-tree.ts';

/** A place that is read, name by name and index by index: `nodes prep read rows 0 price`. */
export type ReadPlace = readonly (string | number)[];

/** Every place an expression reads, as far as it is known without evaluating. */
export function placesIn(expr: Expr): readonly ReadPlace[] {
  const place = placeOf(expr);
  return place === undefined ? childrenOf(expr).flatMap(placesIn) : [place];
}

function placeOf(expr: Expr): ReadPlace | undefined {
  const name = identifier(expr);
  if (name !== undefined) return [name];
  const link = linkOf(expr);
  const step = link?.field ?? constantText(link?.key) ?? constantIndex(link?.key);
  const before = link === undefined || step === undefined ? undefined : placeOf(link.operand);
  return before === undefined || step === undefined ? undefined : [...before, step];
}

function constantIndex(expr: Expr | undefined): number | undefined {
  if (expr?.exprKind.case !== 'constExpr') return undefined;
  const constant = expr.exprKind.value.constantKind;
  if (constant.case !== 'doubleValue' && constant.case !== 'int64Value') return undefined;
  const index = Number(constant.value);
  return Number.isInteger(index) && index >= 0 && index < 50 ? index : undefined;
}

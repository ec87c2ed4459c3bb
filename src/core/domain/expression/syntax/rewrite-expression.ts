import { create } from '@bufbuild/protobuf';
import { Expr_CreateStruct_EntrySchema, ExprSchema } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';
import type { Expr, Expr_Call, Expr_Comprehension, Expr_CreateStruct, Expr_Select } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';
import { pathText } from './read-path.ts';
import { callNode, constantText, identifier, numberNode, textNode } from './syntax-tree.ts';

/**
 * The checked expression as it is evaluated: every number a double, every loop paying fuel, every read through a
 * function that knows the path it reads. What each call does stands in `functions/core-functions.ts`.
 */
export function rewriteExpression(expr: Expr): Expr {
  const kind = expr.exprKind;
  switch (kind.case) {
    case 'constExpr':
      return widen(expr);
    case 'selectExpr':
      return rewriteSelect(expr, kind.value);
    case 'callExpr':
      return rewriteCall(expr, kind.value);
    case 'listExpr':
      return create(ExprSchema, { id: expr.id, exprKind: { case: 'listExpr', value: { elements: kind.value.elements.map(rewriteExpression) } } });
    case 'structExpr':
      return rewriteMap(expr, kind.value);
    case 'comprehensionExpr':
      return rewriteLoop(expr, kind.value);
    default:
      return expr;
  }
}

/** A whole number, signed or not, as the double it stands for; the check has refused those that are none. */
function widen(expr: Expr): Expr {
  const constant = expr.exprKind.case === 'constExpr' ? expr.exprKind.value.constantKind : undefined;
  return constant?.case === 'int64Value' || constant?.case === 'uint64Value' ? numberNode(expr.id, Number(constant.value)) : expr;
}

function rewriteSelect(expr: Expr, select: Expr_Select): Expr {
  const from = rewritten(select.operand);
  const field = textNode(expr.id, select.field);
  if (select.testOnly) return callNode(expr.id, '@has', [from, field]);
  return callNode(expr.id, '@get', [from, field, textNode(expr.id, pathText(expr) ?? '')]);
}

function rewriteCall(expr: Expr, call: Expr_Call): Expr {
  const [first, second] = call.args;
  if (call.function === '_[_]') return rewriteIndex(expr, first, second);
  if (call.function === '_+_' && isResult(first)) {
    const [item] = second?.exprKind.case === 'listExpr' ? second.exprKind.value.elements : [];
    if (item !== undefined && first !== undefined) return callNode(expr.id, '@append', [first, rewriteExpression(item)]);
  }
  const args = call.args.map(rewriteExpression);
  const value = { function: call.function, args, ...(call.target === undefined ? {} : { target: rewriteExpression(call.target) }) };
  return create(ExprSchema, { id: expr.id, exprKind: { case: 'callExpr', value } });
}

/** A key written as a text is a name like any other: `vars["x"]` is `vars.x`. */
function rewriteIndex(expr: Expr, from: Expr | undefined, key: Expr | undefined): Expr {
  const name = constantText(key);
  if (name !== undefined) return callNode(expr.id, '@get', [rewritten(from), textNode(expr.id, name), textNode(expr.id, pathText(expr) ?? '')]);
  return callNode(expr.id, '@index', [rewritten(from), rewritten(key), textNode(expr.id, pathText(from) ?? '')]);
}

function rewriteMap(expr: Expr, map: Expr_CreateStruct): Expr {
  const entries = map.entries.map((entry) => {
    const key = entry.keyKind.case === 'mapKey' ? entry.keyKind.value : undefined;
    const text = key === undefined || constantText(key) !== undefined ? rewritten(key) : callNode(key.id, '@key', [rewriteExpression(key)]);
    return create(Expr_CreateStruct_EntrySchema, { id: entry.id, keyKind: { case: 'mapKey', value: text }, value: rewritten(entry.value) });
  });
  return create(ExprSchema, { id: expr.id, exprKind: { case: 'structExpr', value: { entries } } });
}

function rewriteLoop(expr: Expr, loop: Expr_Comprehension): Expr {
  const { accuVar, iterVar } = loop;
  const start = loop.accuInit?.exprKind.case === 'listExpr' ? callNode(expr.id, '@list', []) : rewritten(loop.accuInit);
  const condition = callNode(expr.id, '_&&_', [callNode(expr.id, '@tick', []), rewritten(loop.loopCondition)]);
  const value = {
    accuVar,
    iterVar,
    accuInit: start,
    iterRange: callNode(expr.id, '@items', [rewritten(loop.iterRange)]),
    loopCondition: condition,
    loopStep: rewritten(loop.loopStep),
    result: rewritten(loop.result),
  };
  return create(ExprSchema, { id: expr.id, exprKind: { case: 'comprehensionExpr', value } });
}

/** True for the name the parser gives a loop's result; no person can write it. */
function isResult(expr: Expr | undefined): boolean {
  return identifier(expr) === '@result';
}

/** The parser leaves no part out; an empty expression stands for one that it would. */
function rewritten(expr: Expr | undefined): Expr {
  return expr === undefined ? create(ExprSchema) : rewriteExpression(expr);
}

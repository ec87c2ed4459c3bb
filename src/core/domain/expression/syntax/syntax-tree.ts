import { create } from '@bufbuild/protobuf';
import { ExprSchema } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';
import type { Expr } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';

/** The direct parts of an expression, in evaluation order; map keys before their values. */
export function childrenOf(expr: Expr): readonly Expr[] {
  const kind = expr.exprKind;
  switch (kind.case) {
    case 'callExpr':
      return present([kind.value.target, ...kind.value.args]);
    case 'selectExpr':
      return present([kind.value.operand]);
    case 'listExpr':
      return kind.value.elements;
    case 'structExpr':
      return present(kind.value.entries.flatMap((entry) => [entry.keyKind.case === 'mapKey' ? entry.keyKind.value : undefined, entry.value]));
    case 'comprehensionExpr': {
      const loop = kind.value;
      return present([loop.iterRange, loop.accuInit, loop.loopCondition, loop.loopStep, loop.result]);
    }
    default:
      return [];
  }
}

/** A call of a function; `id` ties an error in it to the place in the source it stands for. */
export function callNode(id: bigint, name: string, args: readonly Expr[]): Expr {
  return create(ExprSchema, { id, exprKind: { case: 'callExpr', value: { function: name, args: [...args] } } });
}

/** A text that stands in the expression itself. */
export function textNode(id: bigint, text: string): Expr {
  return create(ExprSchema, { id, exprKind: { case: 'constExpr', value: { constantKind: { case: 'stringValue', value: text } } } });
}

/** A number that stands in the expression itself. */
export function numberNode(id: bigint, value: number): Expr {
  return create(ExprSchema, { id, exprKind: { case: 'constExpr', value: { constantKind: { case: 'doubleValue', value } } } });
}

/** The text, if the expression is nothing but one. */
export function constantText(expr: Expr | undefined): string | undefined {
  if (expr?.exprKind.case !== 'constExpr') return undefined;
  const constant = expr.exprKind.value.constantKind;
  return constant.case === 'stringValue' ? constant.value : undefined;
}

/** The name, if the expression is nothing but one. */
export function identifier(expr: Expr | undefined): string | undefined {
  return expr?.exprKind.case === 'identExpr' ? expr.exprKind.value.name : undefined;
}

function present(parts: readonly (Expr | undefined)[]): readonly Expr[] {
  return parts.filter((part) => part !== undefined);
}

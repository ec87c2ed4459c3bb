import type { Expr } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';
import { pathText } from '../syntax/read-path.ts';
import { childrenOf, constantText } from '../syntax/syntax-tree.ts';

/**
 * The paths an expression itself asks about before it reads them: `has(vars.x)`, `"x" in vars`, `vars.x != null`. Where it
 * asks decides nothing here: an author who asks once has thought of it.
 */
export function guardedPaths(expr: Expr): ReadonlySet<string> {
  const found = new Set<string>();
  collect(found, expr);
  return found;
}

function collect(found: Set<string>, expr: Expr): void {
  const kind = expr.exprKind;
  if (kind.case === 'selectExpr' && kind.value.testOnly) add(found, pathText(expr));
  if (kind.case === 'callExpr') {
    const [left, right] = kind.value.args;
    if (kind.value.function === '@in') {
      const from = pathText(right);
      const key = constantText(left);
      if (from !== undefined && key !== undefined) add(found, `${from}.${key}`);
    }
    if (['_==_', '_!=_'].includes(kind.value.function)) {
      if (isNull(right)) add(found, pathText(left));
      if (isNull(left)) add(found, pathText(right));
    }
  }
  for (const child of childrenOf(expr)) collect(found, child);
}

/** Asking for `a.b.c` asks for `a.b`, too. */
function add(found: Set<string>, path: string | undefined): void {
  if (path === undefined) return;
  const names = path.split('.');
  for (let length = names.length; length >= 1; length -= 1) found.add(names.slice(0, length).join('.'));
}

function isNull(expr: Expr | undefined): boolean {
  return expr?.exprKind.case === 'constExpr' && expr.exprKind.value.constantKind.case === 'nullValue';
}

import { parse, plan } from '@bufbuild/cel';
import type { CelInput, CelResult } from '@bufbuild/cel';
import type { Expr } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';
import { checkExpression, expressionLimits } from './syntax/check-expression.ts';
import type { Reads } from './syntax/check-expression.ts';
import { ExpressionFault } from './expression-fault.ts';
import { environment } from './functions/function-table.ts';
import { linkOf } from './syntax/read-path.ts';
import { rewriteExpression } from './syntax/rewrite-expression.ts';
import { checkNesting } from './syntax/source-scan.ts';

/** The longest source of an expression, in UTF-16 units. */
const sourceLimit = 4 * 1024;

/** An expression ready to run, with what its errors need to point into its source. */
export interface CompiledExpression extends Reads {
  readonly source: string;
  /** Where each part begins, by its id, in UTF-16 units. */
  readonly positions: { readonly [id: string]: number };
  /** True for a bare path such as `vars.report`: it hands a value on, so the limit for what is built does not apply. */
  readonly isPath: boolean;
  /** As it was written, before it was made ready to run. */
  readonly expr: Expr;
  readonly run: (bindings: { readonly [root: string]: CelInput }) => CelResult;
}

/** Parsing costs a millisecond, and a workflow has few expressions: the newest are kept, the oldest goes. */
const kept = new Map<string, CompiledExpression>();
const mostKept = 1000;

/** The expression, parsed, checked and planned. Throws an {@link ExpressionFault}. */
export function compileExpression(source: string): CompiledExpression {
  const known = kept.get(source);
  if (known !== undefined) return known;
  if (source.length > sourceLimit) {
    throw new ExpressionFault(`the expression is longer than ${sourceLimit} characters`, { offset: 0, next: 'Compute a part of it in a step before and name the result.' });
  }
  if (source.trim() === '') throw new ExpressionFault('the expression is empty', { offset: 0, next: 'Write an expression such as vars.count > 3.' });
  checkNesting(source, expressionLimits.depth);

  const { expr, positions } = parseSource(source);
  const reads = checkExpression(expr, positions);
  const isPath = isBarePath(expr);
  const compiled = { source, ...reads, positions, isPath, expr, run: plan(environment, rewriteExpression(expr)) };
  const [oldest] = kept.keys();
  if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
  kept.set(source, compiled);
  return compiled;
}

function parseSource(source: string): { readonly expr: Expr; readonly positions: { readonly [id: string]: number } } {
  try {
    const parsed = parse(source);
    return { expr: parsed.expr, positions: parsed.sourceInfo?.positions ?? {} };
  } catch (error) {
    if (error instanceof RangeError) {
      throw new ExpressionFault(`the expression is nested deeper than ${expressionLimits.depth} levels`, { offset: 0, next: 'Compute a part of it in a step before and name the result.' });
    }
    const offset = errorOffset(error);
    const isReserved = error instanceof Error && error.message.includes('reserved');
    const rest = source.slice(offset).trim().slice(0, 20);
    const reason = isReserved ? 'the word here is reserved by the language' : rest === '' ? 'the expression ends too early' : `the expression cannot be read from "${rest}" on`;
    throw new ExpressionFault(reason, { offset, next: 'Compare it with the examples in docs/how-to/expressions.md.' });
  }
}

/** The parser's own error carries where it stopped; it is not exported as a type. */
function errorOffset(error: unknown): number {
  const location = error instanceof Error && 'location' in error ? error.location : undefined;
  const start = typeof location === 'object' && location !== null && 'start' in location ? location.start : undefined;
  const offset = typeof start === 'object' && start !== null && 'offset' in start ? start.offset : undefined;
  return typeof offset === 'number' ? offset : 0;
}

function isBarePath(expr: Expr): boolean {
  const link = linkOf(expr);
  return link === undefined ? expr.exprKind.case === 'identExpr' : isBarePath(link.operand);
}


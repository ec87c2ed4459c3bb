import type { Json } from '../model/json.ts';
import type { Reads } from './syntax/check-expression.ts';
import { compileExpression } from './compile-expression.ts';
import { computeValue } from './compute-value.ts';
import { ExpressionFault, faultError } from './expression-fault.ts';
import type { Fuel } from './fuel.ts';
import { metered } from './fuel.ts';
import type { Scope } from './scope.ts';

/** The language of expressions and templates; a change of what any expression means or costs raises it. */
export const expressionVersion = 1;

/** An expression that is known to be sound; evaluate it as often as needed. */
export interface ParsedExpression extends Reads {
  readonly source: string;
}

export interface Evaluation {
  readonly value: Json;
  /** What this evaluation cost; it is already charged to the counter it was given. */
  readonly fuel: number;
}

/**
 * Gives the expression ready to be evaluated. Throws `definition_invalid` with line and column when it cannot be read,
 * is beyond the limits, or names something that does not exist.
 */
export function parseExpression(source: string): ParsedExpression {
  try {
    return compileExpression(source);
  } catch (error) {
    if (error instanceof ExpressionFault) throw faultError('definition_invalid', error, { source });
    throw error;
  }
}

/** The paths the expression may read: `vars.x`, `nodes.prep.read`. A key that is computed ends its path before it. */
export function references(parsed: ParsedExpression): readonly string[] {
  return [...parsed.references].toSorted();
}

/**
 * Gives the value of the expression as JSON: the same for the same scope on every machine. Throws `input_invalid` when
 * it has none: a name without a value, operands that do not fit, too much work, a result over 64 KiB.
 */
export function evaluate(parsed: ParsedExpression, scope: Scope, fuel: Fuel): Evaluation {
  const compiled = compileExpression(parsed.source);
  try {
    const { result, cost } = metered(fuel, () => computeValue(compiled, scope));
    return { value: result, fuel: cost };
  } catch (error) {
    if (error instanceof ExpressionFault) throw faultError('input_invalid', error, { source: parsed.source });
    throw error;
  }
}

import { type ExpressionToken, expressionTokens } from '../expression-tokens.ts';

/** A name behind another in a read, and the part of the source that writes it: `.ask`, or what stands in `["ask"]`. */
export interface ReadStep {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Written behind a dot, which begins at `from`. */
  readonly isField: boolean;
}

/** A place an expression reads: `nodes`, `ask` and `say` of `nodes.ask["say"]`. A key that is computed ends it. */
export interface ExpressionRead {
  readonly root: string;
  readonly steps: readonly ReadStep[];
}

/** What an expression reads, name by name, also where it cannot be read as a whole, such as one that is still typed. */
export function readsOfExpression(source: string): readonly ExpressionRead[] {
  const tokens = expressionTokens(source);
  return tokens.flatMap((token, at) => (token.kind === 'name' && isFirst(tokens, at) ? [{ root: token.value, steps: stepsFrom(tokens, at) }] : []));
}

const isSign = (token: ExpressionToken | undefined, sign: string): boolean => token?.kind === 'sign' && token.value === sign;

/** Whether something may be read from behind this token: a name, a text, or what brackets close. */
function isOperand(token: ExpressionToken | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === 'name') return token.value !== 'in';
  return token.kind === 'text' || /^[\d)\]}]/u.test(token.value);
}

/** Whether a read begins with the name: what stands behind the dot of something else does not. */
function isFirst(tokens: readonly ExpressionToken[], at: number): boolean {
  return !isSign(tokens[at - 1], '.') || !isOperand(tokens[at - 2]);
}

/** Brackets that do nothing but stand around the name: those of a call are none. */
function openedBefore(tokens: readonly ExpressionToken[], at: number): number {
  const first = isSign(tokens[at - 1], '.') ? at - 1 : at;
  let count = 0;
  while (isSign(tokens[first - 1 - count], '(')) count += 1;
  return isOperand(tokens[first - 1 - count]) ? Math.max(0, count - 1) : count;
}

function stepsFrom(tokens: readonly ExpressionToken[], root: number): readonly ReadStep[] {
  const steps: ReadStep[] = [];
  let opened = openedBefore(tokens, root);
  let at = root + 1;
  for (;;) {
    if (opened > 0 && isSign(tokens[at], ')')) {
      opened -= 1;
      at += 1;
      continue;
    }
    const next = fieldAt(tokens, at) ?? keyAt(tokens, at);
    if (next === undefined) return steps;
    steps.push(next.step);
    at = next.behind;
  }
}

interface Found {
  readonly step: ReadStep;
  /** The token behind it. */
  readonly behind: number;
}

function fieldAt(tokens: readonly ExpressionToken[], at: number): Found | undefined {
  const [dot, name, behind] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (dot === undefined || !isSign(dot, '.') || name?.kind !== 'name' || isSign(behind, '(')) return undefined;
  return { step: { name: name.value, from: dot.from, to: name.to, isField: true }, behind: at + 2 };
}

function keyAt(tokens: readonly ExpressionToken[], at: number): Found | undefined {
  if (!isSign(tokens[at], '[')) return undefined;
  let key = at + 1;
  while (isSign(tokens[key], '(')) key += 1;
  const [text, closing] = [tokens[key], 2 * key - at];
  for (let one = key + 1; one < closing; one += 1) if (!isSign(tokens[one], ')')) return undefined;
  if (text?.kind !== 'text' || !isSign(tokens[closing], ']')) return undefined;
  return { step: { name: text.value, from: text.from, to: text.to, isField: false }, behind: closing + 1 };
}

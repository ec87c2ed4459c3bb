import type { Constant, Expr, Expr_Call, Expr_Comprehension } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';
import { ExpressionFault } from '../expression-fault.ts';
import { findFunction, functionNames } from '../functions/function-table.ts';
import { patternProblem } from '../functions/text-functions.ts';
import { linkOf, readPath } from './read-path.ts';
import type { Root } from '../scope.ts';
import { isRoot, roots } from '../scope.ts';
import { childrenOf, constantText } from './syntax-tree.ts';

/** What one expression may be at most; the source's own length is checked before it is parsed. */
export const expressionLimits = { nodes: 500, depth: 32, comprehensions: 2 } as const;

/** What a checked expression reads. */
export interface Reads {
  readonly roots: ReadonlySet<Root>;
  /** Dotted paths from a root, as long as they are written down: `vars.x`, `nodes.prep.read`. */
  readonly references: ReadonlySet<string>;
}

interface Walk {
  readonly positions: { readonly [id: string]: number };
  readonly roots: Set<Root>;
  readonly references: Set<string>;
  nodes: number;
}

/** Where the walk is: how deep, inside how many loops, and which loop variables can be seen. */
interface Place {
  /** True for what a longer chain reads from. */
  readonly isInsideChain: boolean;
  readonly depth: number;
  readonly loops: number;
  readonly variables: readonly string[];
}

/**
 * What the expression reads, once it is known to be within the limits and to name only roots, its own loop variables
 * and functions that exist. Throws an {@link ExpressionFault}.
 */
export function checkExpression(expr: Expr, positions: { readonly [id: string]: number }): Reads {
  const walk: Walk = { positions, roots: new Set(), references: new Set(), nodes: 0 };
  visit(walk, expr, { isInsideChain: false, depth: 1, loops: 0, variables: [] });
  return { roots: walk.roots, references: walk.references };
}

function visit(walk: Walk, expr: Expr, place: Place): void {
  countNode(walk, expr, place);
  if (!place.isInsideChain) noteRead(walk, expr);

  const kind = expr.exprKind;
  switch (kind.case) {
    case 'identExpr':
      checkName(walk, expr, { name: kind.value.name, variables: place.variables });
      return;
    case 'constExpr':
      checkConstant(walk, expr, kind.value);
      return;
    case 'callExpr':
      checkPattern(walk, expr, kind.value);
      checkCall(walk, expr, { name: kind.value.function, isMethod: kind.value.target !== undefined, arity: kind.value.args.length });
      break;
    case 'structExpr':
      if (kind.value.messageName !== '') throw fault(walk, expr, { reason: `"${kind.value.messageName}" is not a type here`, next: 'Write a map: {"name": value}.' });
      break;
    case 'comprehensionExpr':
      visitComprehension(walk, { expr, loop: kind.value, place });
      return;
    default:
      break;
  }
  const operand = linkOf(expr)?.operand;
  for (const child of childrenOf(expr)) visit(walk, child, { ...place, depth: place.depth + 1, isInsideChain: child === operand });
}

function countNode(walk: Walk, expr: Expr, place: Place): void {
  walk.nodes += 1;
  const next = 'Compute a part of it in a step before and name the result.';
  if (walk.nodes > expressionLimits.nodes) throw fault(walk, expr, { reason: `the expression has more than ${expressionLimits.nodes} parts`, next });
  if (place.depth > expressionLimits.depth) throw fault(walk, expr, { reason: `the expression is nested deeper than ${expressionLimits.depth} levels`, next });
}

/** Notes what a chain reads, at its longest; whatever it reads from is part of it and not noted again. */
function noteRead(walk: Walk, expr: Expr): void {
  const path = readPath(expr);
  const [root] = path ?? [];
  if (path === undefined || root === undefined || !isRoot(root)) return;
  walk.roots.add(root);
  walk.references.add(path.join('.'));
}

function checkName(walk: Walk, expr: Expr, use: { readonly name: string; readonly variables: readonly string[] }): void {
  if (use.variables.includes(use.name) || isRoot(use.name) || use.name.startsWith('@')) return;
  throw fault(walk, expr, {
    reason: `"${use.name}" is not a known name`,
    next: `Begin with one of ${roots.join(', ')}: a variable is vars.${use.name}, an input inputs.${use.name}; a name with a hyphen is written nodes["my-node"].`,
  });
}

/** Numbers are doubles: a whole number that no double holds exactly would silently become another one. */
function checkConstant(walk: Walk, expr: Expr, { constantKind }: Constant): void {
  if (constantKind.case === 'bytesValue') throw fault(walk, expr, { reason: 'bytes have no place in an expression', next: 'Write a text without the b before its quotes.' });
  const isWhole = constantKind.case === 'int64Value' || constantKind.case === 'uint64Value';
  const isInfinite = (isWhole || constantKind.case === 'doubleValue') && !Number.isFinite(Number(constantKind.value));
  if (isInfinite || (isWhole && BigInt(Number(constantKind.value)) !== constantKind.value)) throw fault(walk, expr, { reason: 'the number is too large to be exact', next: 'Write it as a text, or as a smaller number.' });
}

function checkPattern(walk: Walk, expr: Expr, call: Expr_Call): void {
  if (call.function !== 'matches') return;
  const pattern = constantText(call.args.at(-1));
  const problem = pattern === undefined ? undefined : patternProblem(pattern);
  if (problem !== undefined) throw fault(walk, expr, { reason: problem, next: 'Patterns are RE2: no look-ahead, no back-references.' });
}

function checkCall(walk: Walk, expr: Expr, call: { readonly name: string; readonly isMethod: boolean; readonly arity: number }): void {
  const found = findFunction(call);
  if (found === 'known') return;
  const shown = call.isMethod ? `.${call.name}()` : `${call.name}()`;
  if (found === 'wrong-arguments') throw fault(walk, expr, { reason: `${shown} does not take ${call.arity} arguments in this form`, next: 'See the list of functions in docs/how-to/expressions.md.' });
  const next =
    macroHints[call.name] ?? `Functions: ${functionNames('function').join(', ')}. On a value: ${functionNames('method').map((name) => `.${name}()`).join(', ')}.`;
  throw fault(walk, expr, { reason: `${shown} is not a known function`, next });
}

const loopHint = 'Give it a name for the element and an expression: vars.rows.filter(row, row.amount > 10).';
const macroHints: { readonly [name: string]: string } = {
  has: 'Give it a path with a dot: has(vars.name).',
  map: loopHint,
  filter: loopHint,
  all: loopHint,
  exists: loopHint,
  exists_one: loopHint,
  existsOne: loopHint,
};

function visitComprehension(walk: Walk, at: { readonly expr: Expr; readonly loop: Expr_Comprehension; readonly place: Place }): void {
  const { expr, loop, place } = at;
  const loops = place.loops + 1;
  if (loops > expressionLimits.comprehensions) {
    throw fault(walk, expr, {
      reason: `more than ${expressionLimits.comprehensions} loops stand inside one another`,
      next: 'Compute the inner list in a step before and name the result.',
    });
  }
  if (isRoot(loop.iterVar)) {
    throw fault(walk, expr, { reason: `the loop variable "${loop.iterVar}" hides the name ${loop.iterVar}`, next: 'Choose another name for the loop variable.' });
  }
  const outside = { ...place, depth: place.depth + 1, isInsideChain: false };
  const inside = { ...outside, loops, variables: [...place.variables, loop.iterVar] };
  if (loop.iterRange !== undefined) visit(walk, loop.iterRange, outside);
  for (const part of [loop.accuInit, loop.loopCondition, loop.loopStep, loop.result]) {
    if (part !== undefined) visit(walk, part, inside);
  }
}

function fault(walk: Walk, expr: Expr, why: { readonly reason: string; readonly next: string }): ExpressionFault {
  return new ExpressionFault(why.reason, { offset: walk.positions[String(expr.id)] ?? 0, next: why.next });
}

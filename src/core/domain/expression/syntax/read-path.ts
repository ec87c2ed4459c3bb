import type { Expr } from '@bufbuild/cel-spec/cel/expr/syntax_pb.js';
import { constantText, identifier } from './syntax-tree.ts';

/**
 * The names a chain such as `nodes.prep.read.rows[0]` is written with, beginning at its first name, as far as they are
 * known without evaluating: `['nodes', 'prep', 'read', 'rows']`. Undefined when the expression is no such chain.
 */
export function readPath(expr: Expr): readonly string[] | undefined {
  return follow(expr)?.names;
}

/** The chain as a person would write it, for messages; undefined when the expression is no chain. */
export function pathText(expr: Expr | undefined): string | undefined {
  if (expr === undefined) return undefined;
  const name = identifier(expr);
  if (name !== undefined) return name;
  const link = linkOf(expr);
  const before = pathText(link?.operand);
  if (link === undefined || before === undefined) return undefined;
  if (link.field !== undefined) return `${before}.${link.field}`;
  const key = constantText(link.key);
  return key === undefined ? `${before}[...]` : `${before}[${JSON.stringify(key)}]`;
}

/** One step of a chain: what it reads from, and the field or the key in brackets. */
export function linkOf(expr: Expr): { readonly operand: Expr; readonly field?: string; readonly key?: Expr } | undefined {
  const kind = expr.exprKind;
  if (kind.case === 'selectExpr' && kind.value.operand !== undefined) return { operand: kind.value.operand, field: kind.value.field };
  if (kind.case !== 'callExpr' || kind.value.function !== '_[_]') return undefined;
  const [operand, key] = kind.value.args;
  return operand === undefined || key === undefined ? undefined : { operand, key };
}

interface Chain {
  readonly names: readonly string[];
  /** False once a computed key, a list index or a key with a dot in it was met: what follows is not known by name. */
  readonly isOpen: boolean;
}

function follow(expr: Expr): Chain | undefined {
  const name = identifier(expr);
  if (name !== undefined) return { names: [name], isOpen: true };
  const link = linkOf(expr);
  const before = link === undefined ? undefined : follow(link.operand);
  if (link === undefined || before === undefined) return undefined;
  const next = link.field ?? constantText(link.key);
  if (!before.isOpen || next === undefined || next.includes('.')) return { names: before.names, isOpen: false };
  return { names: [...before.names, next], isOpen: true };
}

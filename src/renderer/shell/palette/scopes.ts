import type { SearchKind } from '../../../core/domain/operations/search.ts';

/** What the palette can be narrowed to, by the word after `@`; `action` are the commands of what is open and the operations. */
export const scopes = ['workflow', 'node', 'run', 'card', 'doc', 'setting', 'action'] as const;
export type Scope = (typeof scopes)[number];

/** What the host is asked for in each. Workflows are known here already. */
export const kindsOf: { readonly [S in Scope]: readonly SearchKind[] } = { workflow: [], node: ['node'], run: ['run'], card: ['card'], doc: ['document', 'artifact'], setting: ['setting'], action: [] };

export interface Typed {
  readonly scope?: Scope;
  /** A scope that is being typed, without the `@`. */
  readonly begun?: string;
  /** What is looked for. */
  readonly text: string;
}

/** `@run failed` looks for "failed" among runs; `@ru` is a scope on its way. */
export function readTyped(line: string): Typed {
  const [, word, , text] = /^\s*@(\w*)(\s+(.*))?$/u.exec(line) ?? [];
  if (word === undefined) return { text: line.trim() };
  const scope = scopes.find((each) => each === word.toLowerCase());
  if (scope !== undefined) return { scope, text: (text ?? '').trim() };
  return text === undefined ? { begun: word.toLowerCase(), text: '' } : { text: line.trim() };
}

/** The scopes a word after `@` may become. */
export function scopesFor(begun: string): readonly Scope[] {
  return scopes.filter((each) => each.startsWith(begun));
}

/** The line with its scope completed, or nothing where no scope is being typed: then Tab goes on as everywhere. */
export function completed(line: string): string | undefined {
  const { begun, scope } = readTyped(line);
  if (scope !== undefined) return /^\s*@\w+$/u.test(line) ? inScope(scope, '') : undefined;
  const [first] = begun === undefined ? [] : scopesFor(begun);
  return first === undefined ? undefined : inScope(first, '');
}

/** The line that looks for a text in a scope, or everywhere. */
export function inScope(scope: Scope | undefined, text: string): string {
  return scope === undefined ? text : `@${scope} ${text}`;
}

import type { ScopeEntry } from './scope-entry.ts';

/** A name of the scope with what lies below it. */
export interface ScopeBranch {
  readonly name: string;
  readonly path: string;
  /** Absent of a name that only holds others. */
  readonly entry?: ScopeEntry;
  readonly inner: readonly ScopeBranch[];
}

interface Growing {
  readonly name: string;
  readonly path: string;
  entry?: ScopeEntry;
  readonly inner: Map<string, Growing>;
}

/** What may be read, by the names of its paths; in the order it came. `search` keeps paths that hold it. */
export function scopeTree(entries: readonly ScopeEntry[], search = ''): readonly ScopeBranch[] {
  const wanted = search.trim().toLowerCase();
  const root = new Map<string, Growing>();
  for (const entry of entries) {
    if (wanted !== '' && !`${entry.path} ${entry.from}`.toLowerCase().includes(wanted)) continue;
    let level = root;
    let path = '';
    const names = namesOf(entry.path);
    for (const [index, name] of names.entries()) {
      path = path === '' ? name : name.startsWith('[') ? `${path}${name}` : `${path}.${name}`;
      const here = level.get(name) ?? { name, path, inner: new Map<string, Growing>() };
      level.set(name, here);
      if (index === names.length - 1) here.entry = entry;
      level = here.inner;
    }
  }
  return [...root.values()].map(settled);
}

function settled({ name, path, entry, inner }: Growing): ScopeBranch {
  return { name, path, ...(entry === undefined ? {} : { entry }), inner: [...inner.values()].map(settled) };
}

/** `nodes.ask["a b"].text` in its parts; what stands in brackets is one of them. */
function namesOf(path: string): readonly string[] {
  return [...path.matchAll(/\[[^\]]*\]|[^.[\]]+/gu)].map(([name]) => name);
}

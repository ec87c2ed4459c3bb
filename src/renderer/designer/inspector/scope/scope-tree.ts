import type { ScopeEntry } from './scope-entry.ts';

/** A name of the scope with what lies below it. */
export interface ScopeBranch {
  readonly name: string;
  readonly path: string;
  /** Absent of a name that only holds others. */
  readonly entry?: ScopeEntry;
  /** Who writes it, where that is not said above it already. */
  readonly from?: string;
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
  return [...root.values()].map((grown) => settled(grown, undefined));
}

/** What is written by one is said to be at the outermost name that holds nothing else. */
function settled(grown: Growing, told: string | undefined): ScopeBranch {
  const { name, path, entry, inner } = grown;
  const writers = writersOf(grown);
  const [only = ''] = writers;
  const from = writers.size === 1 ? only : (entry?.from ?? '');
  return { name, path, ...(entry === undefined ? {} : { entry }), ...(from === '' || from === told ? {} : { from }), inner: [...inner.values()].map((each) => settled(each, from === '' ? told : from)) };
}

function writersOf({ entry, inner }: Growing): ReadonlySet<string> {
  return new Set([...(entry === undefined ? [] : [entry.from]), ...[...inner.values()].flatMap((each) => [...writersOf(each)])]);
}

/** `nodes.ask["a b"].text` in its parts; what stands in brackets is one of them. */
function namesOf(path: string): readonly string[] {
  return [...path.matchAll(/\[[^\]]*\]|[^.[\]]+/gu)].map(([name]) => name);
}

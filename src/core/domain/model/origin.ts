/**
 * Where a value comes from: a person, a file, the web, a model, or another program. What the author of a workflow wrote
 * has none.
 */
export const origins = ['user', 'document', 'web', 'llm', 'tool'] as const;
export type Origin = (typeof origins)[number];

/** Everything but what a person typed may hold words that somebody else meant as instructions. */
export function isUntrusted(origin: Origin): boolean {
  return origin !== 'user';
}

/** What nobody who answers for this workflow has put there: it chooses no host, path, connector or key by itself. */
export function isForeign(origin: Origin): boolean {
  return origin === 'llm' || origin === 'web' || origin === 'tool';
}

/** In the order of the list. */
export function sortedOrigins(found: Iterable<Origin>): readonly Origin[] {
  const all = new Set(found);
  return origins.filter((origin) => all.has(origin));
}

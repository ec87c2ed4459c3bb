import { bodyKey, containerOf, nodeOf, regionOf } from './region-path.ts';

/** Which rounds of loops, items and bodies a place stands in, the innermost first; all are counted from 1. */
export function bodiesAround(visit: string, nameOf: (nodeId: string) => string): string {
  const around: string[] = [];
  for (let region = regionOf(visit); region !== ''; region = regionOf(containerOf(region) ?? '')) {
    const container = quoted(nameOf(nodeOf(containerOf(region) ?? '')));
    const key = bodyKey(region);
    around.push(key.startsWith('@') ? `called by ${container}` : `${isCounted(region) ? Number(key) + 1 : quoted(key)} of ${container}`);
  }
  return around.length === 0 ? '' : ` (${around.join(', ')})`;
}

/** A body beside others, or one for an item, as the beginning of a sentence. */
export function bodyWords(region: string, at: (visit: string) => string): string {
  const key = bodyKey(region);
  const container = at(containerOf(region) ?? '');
  if (key.startsWith('@')) return `The workflow ${quoted(key.slice(1))} called by ${container}`;
  return isCounted(region) ? `Item ${Number(key) + 1} of ${container}` : `Body ${quoted(key)} of ${container}`;
}

function isCounted(region: string): boolean {
  return region.endsWith(']');
}

function quoted(name: string): string {
  return `“${name}”`;
}

import type { FormatIssue } from '../../domain/ports/formatter.ts';
import { jsonEvents } from './json-events.ts';
import { positionsAt } from './text-places.ts';

interface Open {
  /** The keys of an object so far; undefined of a list. */
  readonly keys: Set<string> | undefined;
  isKeyDue: boolean;
}

/** The keys that an object of a JSON text has twice: readers take the last value, and whoever wrote the first is not heard. */
export function doubledKeys(text: string): readonly FormatIssue[] {
  const found: { readonly at: number; readonly key: string }[] = [];
  const open: Open[] = [];
  for (const event of jsonEvents(text)) {
    if (event.kind === 'end') {
      open.pop();
      continue;
    }
    const around = open.at(-1);
    if (around?.keys !== undefined && around.isKeyDue && event.kind === 'scalar') {
      const key = event.text();
      if (around.keys.has(key)) found.push({ at: event.at, key });
      around.keys.add(key);
      around.isKeyDue = false;
      continue;
    }
    if (around !== undefined) around.isKeyDue = true;
    if (event.kind === 'map' || event.kind === 'list') open.push({ keys: event.kind === 'map' ? new Set() : undefined, isKeyDue: true });
  }
  const places = positionsAt(text, found.map(({ at }) => at));
  return found.map(({ key }, index) => ({ message: `the key ${JSON.stringify(key)} is given twice, and the last value counts`, ...places[index] }));
}

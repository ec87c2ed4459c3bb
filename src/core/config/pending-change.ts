import { z } from 'zod';

/** Texts that are to stand, by place; `undefined` takes a file away. */
type Changes = ReadonlyMap<string, string | undefined>;

/** What the file of a change under way says, or why it says nothing that can be carried out. */
export type PendingChange = { readonly changes: Changes } | { readonly fault: string };

/** Places become names of files, so that a text that names anything else is refused whole. */
export function readPendingChange(text: string, isPlace: (name: string) => boolean): PendingChange {
  const held = parseJson(text);
  if (held instanceof SyntaxError) return { fault: 'it is not JSON' };
  const parsed = z.record(z.string(), z.string().nullable()).safeParse(held);
  if (!parsed.success) return { fault: 'it is no list of files with their texts' };
  const changes = Object.entries(parsed.data);
  const odd = changes.find(([place]) => !isPlace(place));
  return odd === undefined ? { changes: new Map(changes.map(([place, now]) => [place, now ?? undefined])) } : { fault: `"${odd[0]}" is no name of a profile` };
}

export function pendingText(changes: Changes): string {
  return JSON.stringify(Object.fromEntries([...changes].map(([place, text]) => [place, text ?? null])));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
}

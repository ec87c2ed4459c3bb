import { isJsonList, isJsonObject, type Json } from '../model/json.ts';
import { present } from '../model/present.ts';
import type { SearchAnswer } from '../operations/runs-timeline.ts';
import type { RunEvent } from '../model/run-event.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';
import { maskText } from '../runtime/sealing/sealed-value.ts';

export interface SearchRunDeps {
  /** Rows as they are shown: what is sensitive is masked. */
  readonly events: (run: RunRow, page: { readonly after: number; readonly limit: number }) => Promise<readonly RunEvent[]>;
  /** Lets others go first between two pages. */
  readonly breathe: () => Promise<void>;
}

interface Wanted {
  readonly text: string;
  readonly after: number;
  readonly limit: number;
}

const rowsAtOnce = 500;
/** A call looks at no more rows than this, so that it answers soon; whoever wants the rest asks again. */
const mostRows = 20_000;

/** The rows of a run that hold a text anywhere in their values. */
export async function searchRun({ events, breathe }: SearchRunDeps, run: RunRow, { text, after, limit }: Wanted): Promise<SearchAnswer> {
  const wanted = text.toLowerCase();
  const items: SearchAnswer['items'] = [];
  let from = after;
  while (from < run.seq && items.length < limit && from - after < mostRows) {
    const rows = await events(run, { after: from, limit: rowsAtOnce });
    if (rows.length === 0) return { id: run.id, items };
    for (const row of rows) {
      const excerpt = excerptIn(row.payload, wanted);
      if (excerpt !== undefined) items.push({ seq: row.seq, excerpt });
      from = row.seq;
      if (items.length === limit) break;
    }
    await breathe();
  }
  return { id: run.id, items, ...present({ next: from < run.seq ? from : undefined }) };
}

/** The first text or number within a value that holds what is wanted, cut to its surroundings. */
function excerptIn(value: Json, wanted: string): string | undefined {
  if (isJsonObject(value) && value['sealed'] === true) return undefined;
  if (isJsonList(value) || isJsonObject(value)) {
    for (const each of Object.values(value)) {
      const found = excerptIn(each, wanted);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (value === null || value === maskText) return undefined;
  const text = String(value);
  const at = text.toLowerCase().indexOf(wanted);
  return at === -1 ? undefined : around(text, at, wanted.length);
}

const roomBefore = 40;
const roomAfter = 80;

function around(text: string, at: number, length: number): string {
  const from = Math.max(0, at - roomBefore);
  const to = Math.min(text.length, at + length + roomAfter);
  const cut = text.slice(from, to).replaceAll(/\s+/gu, ' ').trim();
  return `${from > 0 ? '…' : ''}${cut}${to < text.length ? '…' : ''}`;
}

import { present } from '../model/present.ts';
import type { RunEvent } from '../model/run-event.ts';
import type { RunWhy, TakenTransition } from '../model/run-why.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';
import { takenTransitions } from '../runtime/why/taken-transitions.ts';
import { waitingPlaces } from '../runtime/why/waiting-places.ts';

export interface RunWhyDeps {
  readonly data: Pick<WorkflowDataPort, 'cards'>;
  readonly loader: Pick<RunLoader, 'load' | 'events'>;
}

const rowsAtOnce = 1000;

/** Why a run stands where it stands: the transitions it took, and everything it waits for now. */
export async function runWhy({ data, loader }: RunWhyDeps, row: RunRow, page: { readonly after: number; readonly limit: number }): Promise<RunWhy> {
  const [{ state, definition }, cards, { taken, next }] = await Promise.all([
    loader.load(row.id),
    data.cards.list({ state: 'open', runId: row.id, limit: 1000 }),
    takenAfter(loader, row, page),
  ]);
  const names = { run: row.id, cards: Object.fromEntries(cards.map((card) => [card.visit, card.id])) };
  const { ended } = state;
  return {
    id: row.id,
    status: row.status,
    taken: [...taken],
    ...present({ next }),
    waits: [...waitingPlaces({ workflow: definition, state, names })],
    ...(ended === undefined ? {} : { ended: present({ status: ended.status, outcome: ended.outcome, outputs: ended.outputs, error: ended.error === undefined ? undefined : { ...ended.error } }) }),
  };
}

/** So many transitions after a row, and where more of them begin. */
async function takenAfter(loader: RunWhyDeps['loader'], { id }: RunRow, { after, limit }: { readonly after: number; readonly limit: number }): Promise<{ readonly taken: readonly TakenTransition[]; readonly next?: number }> {
  const taken: TakenTransition[] = [];
  let last: RunEvent | undefined;
  let from = after;
  while (taken.length <= limit) {
    const rows = await loader.events(id, { after: from, limit: rowsAtOnce });
    taken.push(...takenTransitions(rows, last));
    last = rows.findLast((row) => row.kind === 'input') ?? last;
    const end = rows.at(-1);
    if (end === undefined || rows.length < rowsAtOnce) break;
    from = end.seq;
  }
  const shown = taken.slice(0, limit);
  const next = shown.at(-1)?.seq;
  return taken.length > limit && next !== undefined ? { taken: shown, next } : { taken: shown };
}

import { present } from '../model/present.ts';
import type { RunEvent } from '../model/run-event.ts';
import type { RunWhy, TakenTransition, WaitingPlace } from '../model/run-why.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';
import { isCutShort, readInFull } from '../runtime/why/read-in-full.ts';
import { takenTransitions } from '../runtime/why/taken-transitions.ts';
import type { RunState } from '../model/run-state.ts';
import type { CompiledDefinition } from '../runtime/compile/compiled-definition.ts';
import { maskedState } from '../runtime/sealing/sealed-run.ts';
import type { ActNames } from '../runtime/why/ending-acts.ts';
import { waitingPlaces } from '../runtime/why/waiting-places.ts';
import { whyNotes } from '../runtime/why/why-notes.ts';
import { inTurns, journalInTurns, type Turns } from './in-turns.ts';
import { peopleHere, type PeopleHereDeps } from './people-here.ts';
import { wayShown } from './sealed-views.ts';

export interface RunWhyDeps {
  readonly data: Pick<WorkflowDataPort, 'cards' | 'tokens'>;
  readonly clock: PeopleHereDeps['clock'];
  readonly loader: Pick<RunLoader, 'load' | 'events'>;
}

interface WhyPage {
  readonly after: number;
  readonly limit: number;
  readonly turns: Turns;
}

const rowsAtOnce = 1000;

/** Why a run stands where it stands: the transitions it took, and everything it waits for now. */
export async function runWhy({ data, loader, clock }: RunWhyDeps, row: RunRow, page: WhyPage): Promise<RunWhy> {
  const [found, cards, people, { taken, next }] = await Promise.all([
    standingOf(loader, row),
    data.cards.list({ state: 'open', runId: row.id, limit: 1000 }),
    peopleHere({ tokens: data.tokens, clock }),
    takenAfter(loader, row, page),
  ]);
  const names = { run: row.id, people, cards: Object.fromEntries(cards.map((card) => [card.visit, card.id])) };
  const { state } = found;
  const { ended } = state;
  return {
    id: row.id,
    status: row.status,
    taken: [...taken],
    ...present({ next }),
    waits: [...placesShown(found, names)],
    ...whyNotes(state),
    ...(ended === undefined ? {} : { ended: present({ status: ended.status, outcome: ended.outcome, outputs: ended.outputs, error: ended.error === undefined ? undefined : { ...ended.error } }) }),
  };
}

interface Standing {
  readonly definition: CompiledDefinition;
  /** As it may be shown. */
  readonly state: RunState;
  /** As the engine sees it, where that is not the same; expressions are evaluated on it. */
  readonly whole?: RunState;
}

async function standingOf(loader: RunWhyDeps['loader'], row: RunRow): Promise<Standing> {
  const { definition, state, sealed } = await loader.load(row.id);
  return sealed?.state === undefined ? { definition, state } : { definition, state: maskedState(sealed.state), whole: state };
}

function placesShown({ definition: workflow, state, whole }: Standing, names: ActNames): readonly WaitingPlace[] {
  const shown = waitingPlaces({ workflow, state, names });
  const { sensitive } = workflow;
  if (whole === undefined || sensitive === undefined) return shown;
  const exact = waitingPlaces({ workflow, state: whole, names });
  return shown.map((place, at) => ({ ...place, ways: (exact[at]?.ways ?? []).map((way) => wayShown(way, sensitive, place.visit ?? '')) }));
}

/** So many transitions after a row, and where more of them begin. */
async function takenAfter(loader: RunWhyDeps['loader'], { id }: RunRow, { after, limit, turns }: WhyPage): Promise<{ readonly taken: readonly TakenTransition[]; readonly next?: number }> {
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
  const shown = await inFull(taken.slice(0, limit), { loader, run: id, turns });
  const next = shown.at(-1)?.seq;
  return taken.length > limit && next !== undefined ? { taken: shown, next } : { taken: shown };
}

async function inFull(taken: readonly TakenTransition[], { loader, run, turns }: { readonly loader: RunWhyDeps['loader']; readonly run: RunRow['id']; readonly turns: Turns }): Promise<readonly TakenTransition[]> {
  const last = taken.findLast(isCutShort);
  return last === undefined ? taken : inTurns(readInFull(taken, await journalInTurns(loader.events, run, { upTo: last.seq, turns })), turns);
}

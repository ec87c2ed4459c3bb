import { fieldDiff } from '../model/field-diff.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { RunEvent } from '../model/run-event.ts';
import { inputOf } from '../model/run-input.ts';
import { AppError } from '../model/errors.ts';
import { present } from '../model/present.ts';
import type { ReplayAnswer } from '../operations/runs-from-journal.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';
import type { CompiledDefinition } from '../runtime/compile/compiled-definition.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';
import { compareSteps } from '../runtime/journal/compare-journals.ts';
import { replayChangedSteps } from '../runtime/journal/replay-changed.ts';
import { type Divergence, replaySteps } from '../runtime/replay.ts';
import { divergenceShown } from './sealed-views.ts';
import { inTurns, journalInTurns, type Turns } from './in-turns.ts';
import { findWorkflow } from './lookups.ts';
import { type VersionDeps, versionToRun } from './version-to-run.ts';

export interface ReplayRunDeps extends VersionDeps {
  readonly data: VersionDeps['data'];
  readonly loader: Pick<RunLoader, 'opened' | 'compiled' | 'compile' | 'meaning'>;
}

type Diverged = NonNullable<ReplayAnswer['divergence']>;

/** Decides a run again from its journal: by what it is pinned to, byte for byte, or by another definition, fact for fact. */
export async function replayRun(deps: ReplayRunDeps, run: RunRow, { turns, ...which }: { readonly draft: boolean; readonly version?: number | undefined; readonly turns: Turns }): Promise<ReplayAnswer> {
  const rows = await journalInTurns(deps.loader.opened, run.id, { upTo: run.seq, turns });
  const facts = { id: run.id, rows: rows.length, effects: rows.filter((row) => row.type === 'effect_completed' || row.type === 'effect_failed').length };
  const pinned = await deps.loader.compiled(run.definitionHash);
  if (!which.draft && which.version === undefined) {
    const divergence = await pinnedDivergence(deps, rows, turns);
    return { ...facts, equal: divergence === undefined, against: 'pinned', ...(divergence === undefined ? {} : { divergence: divergenceShown(divergence, pinned.sensitive) }) };
  }
  const { definition, ...version } = await versionToRun(deps, await findWorkflow(deps.data, run.workflowId), which);
  const { hash } = deps.loader.meaning({ definition, ...present({ versionId: version.versionId, templates: version.templates }) });
  const divergence = await changedDivergence(deps.loader.compile({ hash, definition }), rows, { hash, turns });
  return { ...facts, equal: divergence === undefined, against: which.draft ? 'draft' : 'version', ...(divergence === undefined ? {} : { divergence: divergenceShown(divergence, pinned.sensitive) }) };
}

async function pinnedDivergence({ loader }: ReplayRunDeps, rows: readonly RunEvent[], turns: Turns): Promise<Diverged | undefined> {
  const [first] = rows;
  const start = first === undefined ? undefined : inputOf(first);
  if (start?.type !== 'start') throw new AppError('integrity', 'The journal does not begin with a start.', { next: 'Restore the data directory from a backup.' });
  const moves = rows.map(inputOf).flatMap((input) => (input?.type === 'migrate' ? [input.definitionHash] : []));
  const later = new Map(await Promise.all(moves.map(async (hash) => [hash, await loader.compiled(hash)] as const)));
  const result = await inTurns(replaySteps(await loader.compiled(start.definitionHash), rows, later), turns);
  return result.equal ? undefined : rowDivergence(rows, result.divergence);
}

function rowDivergence(rows: readonly RunEvent[], { seq, recorded, decided }: Divergence): Diverged {
  const [was, is] = [lineFact(recorded), lineFact(decided)];
  const isRefused = rows.find((row) => row.seq === seq)?.kind === 'input';
  return {
    kind: isRefused ? 'refused' : 'row',
    seq,
    ...(was === undefined ? {} : { recorded: { seq, ...was } }),
    ...(is === undefined ? {} : { decided: is }),
    diff: was === undefined || is === undefined ? [] : fieldDiff(was, is).map((one) => ({ ...one })),
  };
}

function lineFact(line: string | undefined): { readonly type: string; readonly payload: JsonObject } | undefined {
  if (line === undefined) return undefined;
  const { type, payload } = JSON.parse(line) as { readonly type: Json; readonly payload: Json };
  return typeof type === 'string' && isJsonObject(payload) ? { type, payload } : undefined;
}

async function changedDivergence(workflow: CompiledDefinition, rows: readonly RunEvent[], { hash, turns }: { readonly hash: string; readonly turns: Turns }): Promise<Diverged | undefined> {
  const changed = await inTurns(replayChangedSteps(workflow, rows, { definitionHash: hash }), turns);
  if (changed === undefined) return { kind: 'refused', seq: 1, diff: [] };
  const { miss } = changed;
  if (miss !== undefined) {
    const { nearest } = miss;
    return {
      kind: 'miss',
      effect: miss.effect,
      decided: { type: 'effect_scheduled', payload: { effect: miss.effect, kind: miss.kind, request: miss.request } },
      ...(nearest === undefined ? {} : { seq: nearest.seq, nearest: { seq: nearest.seq, effect: nearest.effect }, recorded: { seq: nearest.seq, type: 'effect_scheduled', payload: { effect: nearest.effect, kind: miss.kind, request: nearest.request } } }),
      diff: (nearest?.diff ?? []).map((one) => ({ ...one })),
    };
  }
  const { isEqual, first } = await inTurns(compareSteps(withoutPin(rows), withoutPin(changed.rows)), turns);
  if (isEqual || first === undefined) return undefined;
  return { kind: 'fact', place: first.place, ...(first.a === undefined ? {} : { seq: first.a.seq, recorded: first.a }), ...(first.b === undefined ? {} : { decided: first.b }), diff: first.diff.map((one) => ({ ...one })) };
}

/** That the definitions have other addresses is why they are compared, and no difference in what they do. */
function withoutPin(rows: readonly RunEvent[]): readonly RunEvent[] {
  return rows.map((row) => {
    if (row.type !== 'run_started' && row.type !== 'start') return row;
    const { definition: _, definitionHash: __, ...payload } = row.payload;
    return { ...row, payload };
  });
}

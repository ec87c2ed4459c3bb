import { AppError } from '../../model/errors.ts';
import { RunId } from '../../model/ids.ts';
import type { JsonObject } from '../../model/json.ts';
import { present } from '../../model/present.ts';
import type { RunEvent } from '../../model/run-event.ts';
import type { ForkCommand, RunInput } from '../../model/run-input.ts';
import type { RunState } from '../../model/run-state.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { RunCommit } from '../../ports/run-commit.ts';
import type { RunKeys, RunSeal } from '../../ports/run-keys.ts';
import type { ForkRun } from '../../ports/run-executor.ts';
import type { WorkflowDataPort } from '../../ports/workflow-data-port.ts';
import type { RunRow } from '../../ports/workflow-run-repository.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import { decide } from '../decide.ts';
import { asking, asksModel, modelEffect } from '../decide/fork-model.ts';
import { demandBorder } from '../journal/batch-borders.ts';
import { stateAt } from '../journal/restart-border.ts';
import { planMove } from './plan-move.ts';
import { type BatchParts, runBatch } from './run-batch.ts';
import { demandKeys } from './run-key-care.ts';
import type { RunLoader } from './run-loader.ts';
import { sealedBatch } from './sealed-batch.ts';
import { openedState, type SealedRun } from '../sealing/sealed-run.ts';
import { demandPins, pinsOf } from '../journal/run-pins.ts';

export interface ForkDeps {
  readonly data: Pick<WorkflowDataPort, 'runs'>;
  readonly loader: RunLoader;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
  readonly epoch: number;
  readonly keys?: RunKeys;
}

interface Growing {
  readonly definition: CompiledDefinition;
  readonly state: RunState;
  readonly rows: readonly RunEvent[];
  readonly commit?: RunCommit;
  readonly sealed?: SealedRun;
}

/**
 * The commit that creates a run as a fork: the parent's rows to the border as they are, what makes it a run of its own, and
 * the move to another definition where one is asked for. Nothing has begun in between: it is one commit.
 */
export async function forkCommit(command: ForkRun, parent: RunRow, deps: ForkDeps): Promise<RunCommit> {
  const runId = RunId.parse(deps.ids.next());
  const rows = await deps.data.runs.events(parent.id, { after: 0, limit: parent.seq });
  demandBorder(rows, command.seq);
  const kept = stateAt(await deps.loader.kept(parent.id, { after: 0, limit: command.seq }), command.seq);
  const seal = await forkSeal(command, { runId, parent, deps });
  const before = seal === undefined ? kept : openedState(kept, seal);
  if (before.ended !== undefined) throw new AppError('precondition_failed', `Run ${parent.id} has ended at row ${command.seq}: nothing follows from there.`, { next: 'Fork at an earlier row.', data: { reason: 'ended' } });
  const at = Math.max(deps.clock.now(), before.at);
  const grow = (now: Growing, input: RunInput, more: Partial<BatchParts> = {}): Growing => grown(now, { runId, at, input, parent, deps, more });

  const definition = await deps.loader.compiled(before.definitionHash);
  demandPins(parent.id, pinsOf(before), definition);
  const began: Growing = { definition, state: before, ...(seal === undefined ? {} : { sealed: { seal, state: kept } }), rows: rows.filter((row) => row.seq <= command.seq) };
  const { actor, correlationId } = command;
  let now = grow(began, forkInput({ command, runId, parent, before }), { actor, correlationId });
  let { moved } = { moved: undefined as RunCommit['moved'] };
  if (command.moveTo !== undefined) {
    const wasPaused = before.pause !== undefined;
    if (!wasPaused) now = grow(now, { type: 'command', name: 'pause', now: false });
    const move = planMove(deps.loader, command.moveTo, { state: now.state, from: definition });
    now = grow({ ...now, definition: move.definition }, move.input, { blobs: move.blobs });
    if (!wasPaused) now = grow(now, { type: 'command', name: 'resume' });
    moved = move.moved;
  }
  return whole(command, { parent, now, runId, moved });
}

/** The key of the fork: its parent's, since the rows they share are sealed with it; one of its own where only the fork holds sensitive values. */
async function forkSeal(command: ForkRun, { runId, parent, deps }: { readonly runId: RunId; readonly parent: RunRow; readonly deps: ForkDeps }): Promise<RunSeal | undefined> {
  const { loader, keys } = deps;
  if ((await loader.sealOf(parent)) !== undefined) {
    const handed = await demandKeys(keys).handOut(parent.id);
    return handed === undefined ? undefined : await demandKeys(keys).takeIn(runId, handed);
  }
  const isSensitive = command.moveTo !== undefined && loader.compile({ hash: loader.meaning(command.moveTo).hash, definition: command.moveTo.definition }).sensitive !== undefined;
  return isSensitive ? await demandKeys(keys).create(runId) : undefined;
}

interface Whole {
  readonly parent: RunRow;
  readonly now: Growing;
  readonly runId: RunId;
  readonly moved: RunCommit['moved'];
}

/** All rows under one header: to storage it is a run that begins. */
function whole(command: ForkRun, { parent, now, runId, moved }: Whole): RunCommit {
  const { commit, state, rows } = now;
  if (commit === undefined) throw new AppError('unexpected', `the fork of run ${parent.id} has no batch`);
  const { versionId, versionNumber } = moved ?? parent;
  return {
    ...commit,
    runId,
    expectedSeq: 0,
    header: {
      workflowId: parent.workflowId,
      ...present({ versionId, versionNumber }),
      definitionHash: state.definitionHash,
      attended: state.attended,
      startedAt: state.at,
      actor: command.actor,
      startKey: command.key,
      correlationId: command.correlationId,
      parent: { runId: parent.id, seq: command.seq },
    },
    events: rows,
  };
}

interface Growth {
  readonly runId: RunId;
  readonly at: number;
  readonly input: RunInput;
  readonly parent: RunRow;
  readonly deps: ForkDeps;
  readonly more: Partial<BatchParts>;
}

/** One more batch on the rows; its commit says what the whole run shows once it stands. */
function grown(now: Growing, { runId, at, input, parent, deps, more }: Growth): Growing {
  const decision = decide(now.definition, now.state, { input, at });
  if (!decision.ok) throw new AppError(decision.error.code, decision.error.message, decision.error);
  const parts: BatchParts = {
    ...more, runId, workflowId: parent.workflowId, definition: now.definition, before: undefined, after: decision.state, seq: now.rows.length, at, epoch: deps.epoch,
    input, facts: decision.facts, marks: [], inFlight: { inFlight: 0, everClaimed: true }, kept: new Set(), withImage: true,
  };
  const sealed = now.sealed === undefined ? undefined : sealedBatch(parts, now.sealed, now.definition);
  const commit = runBatch(sealed ?? parts);
  const blobs = [...(now.commit?.blobs ?? []), ...commit.blobs];
  return { definition: now.definition, state: decision.state, rows: [...now.rows, ...commit.events], commit: { ...commit, blobs }, ...(now.sealed === undefined || sealed === undefined ? {} : { sealed: { ...now.sealed, state: sealed.after } }) };
}

function forkInput({ command, runId, parent, before }: { readonly command: ForkRun; readonly runId: RunId; readonly parent: RunRow; readonly before: RunState }): RunInput {
  const { vars, model, connector, effects, afresh } = command;
  const requests = changedRequests(command, before);
  const fork: ForkCommand = {
    name: 'fork',
    run: runId,
    by: `${command.actor.kind}:${command.actor.id}`,
    parent: { run: parent.id, seq: command.seq, at: before.at },
    ...present({ vars, requests, model, connector, effects, afresh }),
  };
  return { type: 'command', ...fork };
}

/** The model calls wanted at the border, as they are asked in the fork. */
function changedRequests({ prompt, model, connector, seq }: ForkRun, before: RunState): { readonly [effect: string]: JsonObject } | undefined {
  const asked = Object.values(before.wanted).filter((effect) => asksModel(effect, before.semantics));
  const calls = asked.filter((effect) => effect.kind === modelEffect);
  if (prompt !== undefined && calls.length !== 1) {
    throw new AppError('precondition_failed', calls.length === 0 ? `No model call is wanted after row ${seq}, so that there is no prompt to change.` : `After row ${seq} several model calls are wanted: ${calls.map((call) => call.id).join(', ')}.`, {
      next: 'Fork at the row that schedules the one call: `aiwm runs events` shows where.',
      data: { reason: 'not_there', calls: calls.map((call) => call.id) },
    });
  }
  if (asked.length === 0 || (prompt === undefined && model === undefined && connector === undefined)) return undefined;
  return Object.fromEntries(asked.map((call) => [call.id, asking(call.request, present({ prompt: call.kind === modelEffect ? prompt : undefined, model, connector }))]));
}

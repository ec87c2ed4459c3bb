import { AppError } from '../../model/errors.ts';
import type { Json } from '../../model/json.ts';
import { isJsonList, isJsonObject } from '../../model/json.ts';
import { type ArtifactId, RunId, Sha256 } from '../../model/ids.ts';
import { present } from '../../model/present.ts';
import type { ForkState, RunState, WantedEffect } from '../../model/run-state.ts';
import type { ArtifactDraft } from '../../catalogue/action-kind.ts';
import type { WorkflowDataPort } from '../../ports/workflow-data-port.ts';
import { missOf, type Recording, recordedFor, recordingsOf, standIn } from '../journal/recordings.ts';
import { inheritedSpend } from './claims/attempt-spend.ts';
import type { Entry } from './run-entry.ts';
import type { RunLoader } from './run-loader.ts';

export interface ForkAnswersDeps {
  readonly data: Pick<WorkflowDataPort, 'runs' | 'blobs'>;
  readonly loader: Pick<RunLoader, 'opened'>;
  newArtifactId(): ArtifactId;
}

/** What a fork is told instead of performing an effect; undefined when the effect is to be performed. */
export type ForkAnswers = (state: RunState, effect: WantedEffect) => Promise<Entry | undefined>;

/** Parents whose outcomes are kept at hand. */
const keptParents = 20;

/**
 * Answers effects of forks from their parents' journals. The same request gets the answer the parent got, which costs
 * nothing; a *once* effect is treated as the fork was told, and never performed unless that was said.
 */
export function createForkAnswers(deps: ForkAnswersDeps): ForkAnswers {
  const kept = new Map<string, readonly Recording[]>();

  async function recordings({ run, seq }: ForkState): Promise<readonly Recording[]> {
    const parent = RunId.parse(run);
    const row = await deps.data.runs.get(parent);
    if (row === undefined) return [];
    const name = `${run} ${seq} ${row.seq}`;
    const known = kept.get(name);
    if (known !== undefined) return known;
    const found = recordingsOf(await deps.loader.opened(parent, { after: 0, limit: row.seq }), seq);
    const [oldest] = kept.size >= keptParents ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    kept.set(name, found);
    return found;
  }

  return async (state, effect) => {
    const { fork } = state;
    if (fork === undefined || !mayBeAnswered(fork, effect)) return undefined;
    const known = await recordings(fork);
    if (effect.repeat === 'once' && fork.effects === 'mock') return answered(effect, { output: standIn(known, effect), inherited: 'mock' });
    const recording = recordedFor(known, effect, { failures: fork.effects === 'recorded' });
    if (recording !== undefined) return await inherit(deps, { effect, recording, fork });
    return effect.repeat === 'once' ? missed(effect, known) : undefined;
  };
}

function mayBeAnswered({ effects, afresh }: ForkState, effect: WantedEffect): boolean {
  return effect.repeat === 'once' ? effects !== 'live' : afresh !== true;
}

async function inherit(deps: ForkAnswersDeps, { effect, recording, fork }: { readonly effect: WantedEffect; readonly recording: Recording; readonly fork: ForkState }): Promise<Entry> {
  const { outcome } = recording;
  if (outcome.type === 'effect_failed') {
    const { error, class: kind, retryAfterMs } = outcome;
    return { input: { type: 'effect_failed', effect: effect.id, attempt: effect.attempt, error, class: kind, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) } };
  }
  const artifacts = await artifactsOf(deps, recording.beside['artifacts']);
  const entry = { ...answered(effect, { output: outcome.output, inherited: { run: fork.run, seq: recording.seq } }), ...present({ spend: inheritedSpend(effect, recording.beside['usage']) }) };
  return entry.result === undefined || artifacts.length === 0 ? entry : { ...entry, result: { ...entry.result, value: { output: outcome.output, artifacts }, artifactIds: artifacts.map(() => deps.newArtifactId()) } };
}

function answered(effect: WantedEffect, { output, inherited }: { readonly output: Json; readonly inherited: Json }): Entry {
  return {
    input: { type: 'effect_completed', effect: effect.id, attempt: effect.attempt, output },
    result: { effect: effect.id, node: effect.node, value: { output }, durationMs: 0, artifactIds: [], inherited },
  };
}

/** The parent's artifacts are the fork's, too: their bytes are kept already. */
async function artifactsOf({ data }: ForkAnswersDeps, listed: Json | undefined): Promise<readonly ArtifactDraft[]> {
  if (!isJsonList(listed)) return [];
  const drafts = listed.map(async (one): Promise<readonly ArtifactDraft[]> => {
    const { name, mediaType, sha256 } = isJsonObject(one) ? one : {};
    const address = Sha256.safeParse(sha256);
    if (typeof name !== 'string' || typeof mediaType !== 'string' || !address.success) return [];
    return [{ name, mediaType, blob: { sha256: address.data, mediaType, bytes: await data.blobs.read(address.data) } }];
  });
  return (await Promise.all(drafts)).flat();
}

function missed(effect: WantedEffect, known: readonly Recording[]): Entry {
  const { nearest } = missOf(known, effect);
  const where = nearest === undefined ? 'Nothing like it was recorded.' : `The nearest is row ${nearest.seq}, which differs in ${nearest.diff.map(({ path }) => path).join(', ') || 'nothing but its outcome'}.`;
  const error = new AppError('replay_diverged', `The parent never asked for what effect ${effect.id} asks for. ${where}`, {
    next: 'Fork again with --effects live or mock, or change less.',
    data: nearest === undefined ? {} : { nearest: nearest.seq, fields: nearest.diff.map(({ path }) => path) },
  });
  return { input: { type: 'effect_failed', effect: effect.id, attempt: effect.attempt, error: error.toWire(), class: 'permanent' } };
}

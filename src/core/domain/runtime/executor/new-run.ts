import { RunId } from '../../model/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Random } from '../../ports/random.ts';
import type { StartRun } from '../../ports/run-executor.ts';
import type { Entry, LoadedRun } from './run-entry.ts';
import type { RunLoader } from './run-loader.ts';

export interface NewRunDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly loader: RunLoader;
}

/** A run that has no row yet, and the entry that gives it its first rows. The definition is pinned by its meaning's address. */
export function newRun(command: StartRun, deps: NewRunDeps): { readonly loaded: LoadedRun; readonly entry: Entry } {
  const meaning = deps.loader.meaning(command);
  const runId = RunId.parse(deps.ids.next());
  const { workflowId, versionId, versionNumber, attended, actor, correlationId, key } = command;
  return {
    loaded: { runId, workflowId, definition: deps.loader.compile({ hash: meaning.hash, definition: command.definition }), state: undefined, seq: 0, imageSeq: 0 },
    entry: {
      input: {
        type: 'start',
        run: runId,
        workflow: command.workflow,
        definitionHash: meaning.hash,
        inputs: command.inputs,
        seed: hex(deps.random.bytes(16)),
        attended,
        by: `${actor.kind}:${actor.id}`,
        pins: command.pins,
      },
      actor,
      correlationId,
      header: {
        workflowId,
        ...(versionId === undefined ? {} : { versionId }),
        ...(versionNumber === undefined ? {} : { versionNumber }),
        definitionHash: meaning.hash,
        attended,
        startedAt: deps.clock.now(),
        actor,
        startKey: key,
        correlationId,
      },
      blobs: [{ sha256: meaning.hash, mediaType: 'application/json', bytes: meaning.bytes }, ...(command.templates ?? []), ...command.files.map((file) => file.blob)],
    },
  };
}

function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += (byte < 16 ? '0' : '') + byte.toString(16);
  return text;
}

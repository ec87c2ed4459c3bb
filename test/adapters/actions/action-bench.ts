import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDocumentBuilderSet } from '../../../src/core/documents/document-builders.ts';
import type { ActionInput, EffectContext, EffectKind, EffectOutcome, EffectRequest, EffectResult } from '../../../src/core/domain/catalogue/action-kind.ts';
import { blobWrite } from '../../../src/core/domain/catalogue/actions/blob-write.ts';
import { standardCatalogue } from '../../../src/core/domain/catalogue/catalogue.ts';
import { BlobRef, type FileRef } from '../../../src/core/domain/model/blob.ts';
import { AppError } from '../../../src/core/domain/model/errors.ts';
import type { Json, JsonObject } from '../../../src/core/domain/model/json.ts';
import type { Permissions } from '../../../src/core/domain/model/permissions.ts';
import type { EffectPorts } from '../../../src/core/domain/ports/effect-ports.ts';
import { createFileSandboxGuard } from '../../../src/core/files/file-sandbox-guard.ts';
import { createFormatterSet } from '../../../src/core/files/formatters/formatters.ts';
import { createLocalFileConnector } from '../../../src/core/files/local-file-connector.ts';
import { createOutgoingClient } from '../../../src/core/http/outgoing-client.ts';
import { MockConnector } from '../../../src/core/llm/mock-connector.ts';
import { systemClock } from '../../../src/core/platform/system-clock.ts';
import { documentsOfRuns } from '../../support/documents-of-runs.ts';
import { systemRandom } from '../../../src/core/platform/system-random.ts';

export interface ActionBench extends AsyncDisposable {
  /** The folder that relative paths begin in, the only one allowed. */
  readonly folder: string;
  readonly ports: EffectPorts;
  /** Keeps bytes as a run's commit would, and names them. */
  keep(name: string, content: string | Uint8Array, mediaType?: string): FileRef;
  bytesOf(ref: Json): Uint8Array;
  /** Private hosts that may be asked from now on. */
  allow(...hosts: readonly string[]): void;
  /** What the model answers from now on. */
  script(rules: Json): void;
  perform(request: EffectRequest, more?: { readonly signal?: AbortSignal; readonly permissions?: Permissions }): Promise<EffectResult>;
  /** The action to its end: its output, and every result on the way. */
  run(type: string, config: JsonObject): Promise<{ readonly output: Json; readonly results: readonly EffectResult[] }>;
}

/** What every credential is here. */
export const benchSecret = 'c4n4ry-s3cret';

export const actionInput: ActionInput = { workflow: 'w', node: 'step', action: 'act', visit: 'step#1', variables: { total: {} } };

/** Actions over real adapters: files in a temporary folder, all formatters and builders, the offline model. */
export async function openActionBench(): Promise<ActionBench> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'aiwm-actions-')));
  const blobs = new Map<string, Uint8Array>();
  let rules: Json = [];
  let allowedHosts: readonly string[] = [];
  const guard = createFileSandboxGuard(async () => [{ path: folder, read: true, write: true }]);
  const model = new MockConnector({ clock: systemClock, readScript: async () => new TextEncoder().encode(JSON.stringify({ format: 'aiwm.mock/1', rules })) });
  const read = (sha256: string): Uint8Array => {
    const bytes = blobs.get(sha256);
    if (bytes === undefined) throw new AppError('not_found', `there are no bytes ${sha256}`);
    return bytes;
  };
  const formatters = createFormatterSet();
  const { registered } = await documentsOfRuns(formatters);
  const ports: EffectPorts = {
    files: createLocalFileConnector({ guard, random: systemRandom, relativeTo: folder }),
    formatters,
    registered,
    documents: createDocumentBuilderSet(),
    llm: async () => model,
    http: createOutgoingClient({ allowedPrivateHosts: async () => allowedHosts }),
    secret: async (_ref, _url, work) => work(benchSecret),
    readBlob: async ({ sha256 }) => read(sha256),
  };
  const keep = (result: EffectResult): void => {
    for (const blob of [...(result.blobs ?? []), ...(result.artifacts ?? []).map((artifact) => artifact.blob)]) blobs.set(blob.sha256, blob.bytes);
  };
  const perform: ActionBench['perform'] = async ({ kind, request }, { signal = new AbortController().signal, ...permitted } = {}) => {
    const effect = effectOf(kind);
    const context: EffectContext = { ports, key: 'k', attempt: 1, origin: { workflow: 'w', node: 'step', action: 'act', visit: 'step#1', script: 'pinned' }, signal, ...permitted, onProgress: () => undefined };
    const result = await effect.perform(effect.request.parse(request), context);
    keep(result);
    return result;
  };
  return {
    folder,
    ports,
    keep(name, content, mediaType = 'application/octet-stream') {
      const blob = blobWrite(typeof content === 'string' ? new TextEncoder().encode(content) : content, mediaType);
      blobs.set(blob.sha256, blob.bytes);
      return { name, sha256: blob.sha256, bytes: blob.bytes.length, mediaType };
    },
    bytesOf: (ref) => read(BlobRef.parse(ref).sha256),
    allow(...hosts) {
      allowedHosts = hosts;
    },
    script(given) {
      rules = given;
    },
    perform,
    run: (type, config) => runAction(type, config, perform),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

async function runAction(type: string, given: JsonObject, perform: ActionBench['perform']): Promise<{ output: Json; results: EffectResult[] }> {
  const kind = standardCatalogue.actions.get(type);
  if (kind === undefined) throw new Error(`there is no action ${type}`);
  const config = kind.config.parse(given);
  const results: EffectResult[] = [];
  for (const outcomes: EffectOutcome[] = []; ; ) {
    const progress = kind.next(config, actionInput, outcomes);
    if (progress.kind === 'output') return { output: progress.output, results };
    if (progress.kind === 'error') throw new AppError(progress.error.code, progress.error.message, progress.error);
    if (progress.kind === 'ask') throw new Error('nobody is here to ask');
    for (const request of progress.requests) {
      const result = await perform(request);
      results.push(result);
      outcomes.push({ ok: true, output: result.output });
    }
  }
}

function effectOf(kind: string): EffectKind {
  const effect = standardCatalogue.effects.get(kind);
  if (effect === undefined) throw new Error(`there is no effect ${kind}`);
  return effect;
}

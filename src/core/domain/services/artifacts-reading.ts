import type { AccessLevel } from '../model/actor.ts';
import { encodeBase64 } from '../model/base64.ts';
import { AppError } from '../model/errors.ts';
import { ArtifactId, Sha256 } from '../model/ids.ts';
import { sha256Hex } from '../model/sha256.ts';
import type { ArtifactRow } from '../ports/artifact-repository.ts';
import type { Clock } from '../ports/clock.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';
import { openedBytes } from '../runtime/sealing/sealed-bytes.ts';
import { maskedText } from '../runtime/sealing/sealed-value.ts';
import type { AreaService } from './area-service.ts';
import { artifactsOfRuns, artifactView } from './artifact-view.ts';
import { pieceBytes, piecesOf } from './file-pieces.ts';
import { findRun } from './lookups.ts';

export interface ArtifactsReadingDeps {
  readonly data: Pick<WorkflowDataPort, 'artifacts' | 'runs' | 'blobs' | 'workflows'>;
  readonly loader: Pick<RunLoader, 'sealOf' | 'revealed'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** The largest artifact that is given in one answer. */
const wholeBytes = 4 * 1024 * 1024;

/** What runs left, one by one: their facts, their bytes, their pins. */
export function createArtifactsReading(deps: ArtifactsReadingDeps): Omit<AreaService<'artifacts'>, 'bundle' | 'verify'> {
  const { data, clock } = deps;
  const pin = async (id: string, at?: number) => {
    const row = await findArtifact(data, id);
    if (!(await data.artifacts.pin(row.id, at))) throw noArtifact(id);
    return artifactView(await findArtifact(data, id));
  };
  return {
    async list({ run }) {
      return { items: (await data.artifacts.list((await findRun(data, run)).id)).map(artifactView) };
    },
    async get({ id }, { access }) {
      const row = await findArtifact(data, id);
      if (row.bytes > wholeBytes) throw tooLarge(row);
      const { name, bytes } = await contentOf(deps, row, access);
      return { ...artifactView(row), name, content: encodeBase64(bytes) };
    },
    async *read({ id }, { access, signal }) {
      const row = await findArtifact(data, id);
      const { name, bytes } = await contentOf(deps, row, access);
      const isAsKept = bytes.length === row.bytes && maskedText(row.name) === row.name;
      yield { kind: 'begin', name, mediaType: row.mediaType, bytes: bytes.length };
      for (const part of piecesOf(bytes, pieceBytes)) {
        signal.throwIfAborted();
        yield { kind: 'chunk', content: encodeBase64(part) };
      }
      yield { kind: 'end', bytes: bytes.length, sha256: isAsKept ? row.sha256 : Sha256.parse(sha256Hex(bytes)) };
    },
    pin: ({ id }) => pin(id, clock.now()),
    unpin: ({ id }) => pin(id),
    async pinned({ limit }) {
      return { items: await artifactsOfRuns(data, await data.artifacts.pinned(limit)) };
    },
  };
}

async function findArtifact({ artifacts }: Pick<WorkflowDataPort, 'artifacts'>, id: string): Promise<ArtifactRow> {
  const known = ArtifactId.safeParse(id);
  const row = known.success ? await artifacts.get(known.data) : undefined;
  if (row === undefined) throw noArtifact(id);
  return row;
}

/** The bytes; of one made from sensitive values for those alone who may act on its run. */
async function contentOf({ data, loader }: ArtifactsReadingDeps, { id, runId, name, sha256 }: ArtifactRow, access: AccessLevel): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const bytes = await data.blobs.read(sha256);
  if (maskedText(name) === name) return { name, bytes };
  if (access === 'read') throw sealedArtifact(id);
  const run = await data.runs.get(runId);
  const seal = run === undefined ? undefined : await loader.sealOf(run);
  const revealed = await loader.revealed(runId, { name });
  return { name: revealed.name, bytes: seal === undefined ? bytes : openedBytes(bytes, seal) };
}

function noArtifact(id: string): AppError {
  return new AppError('not_found', `There is no artifact "${id}".`, { next: '`aiwm artifacts list --run <id>` shows what a run made.', data: { id } });
}

function tooLarge({ id, name, bytes }: ArtifactRow): AppError {
  return new AppError('precondition_failed', `The artifact "${maskedText(name)}" has ${bytes} bytes, too many for one answer.`, {
    next: `Ask for it piece by piece: \`aiwm artifacts get ${id} --out <file>\`, or the stream artifacts.read.`,
    data: { id, bytes, reason: 'too_large' },
  });
}

function sealedArtifact(id: string): AppError {
  return new AppError('access_denied', `The artifact "${id}" was made from sensitive values and is kept sealed.`, {
    next: 'Ask someone who may operate runs.',
    data: { id, reason: 'sealed' },
  });
}

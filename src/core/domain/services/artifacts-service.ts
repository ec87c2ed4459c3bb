import type { AccessLevel } from '../model/actor.ts';
import { AppError } from '../model/errors.ts';
import { formatFacts, registeredFormats } from '../model/document-entry.ts';
import { type BundlePart, bundleParts } from '../operations/artifacts.ts';
import type { ArchivePort } from '../ports/archive-port.ts';
import type { ArtifactRow } from '../ports/artifact-repository.ts';
import type { FileConnector } from '../ports/file-connector.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';
import type { AreaService } from './area-service.ts';
import { bundleRun } from './artifact-bundle.ts';
import { type ArtifactsReadingDeps, createArtifactsReading } from './artifacts-reading.ts';
import type { BundleDeps, Redaction } from './bundle-deps.ts';
import { formatOf } from './bundle-paths.ts';
import { findRun } from './lookups.ts';
import { runView } from './run-view.ts';
import { verifyBundle } from './verify-bundle.ts';

export interface ArtifactsServiceDeps extends Omit<BundleDeps, 'redaction'>, Pick<ArtifactsReadingDeps, 'clock'> {
  /** Made anew for every bundle, from what the vault holds then. */
  readonly redaction: () => Promise<Redaction>;
  readonly loader: RunLoader;
  readonly archives: ArchivePort;
  readonly files: Pick<FileConnector, 'read'>;
  /** Files that a person named just now, whatever is allowed to workflows. */
  readonly filesAt: (path: string) => Pick<FileConnector, 'read'>;
}

/** As bytes in memory. */
const largestBundle = 512 * 1024 ** 2;

/** What runs leave in people's hands. */
export function createArtifactsService(deps: ArtifactsServiceDeps): AreaService<'artifacts'> {
  return {
    ...createArtifactsReading(deps),
    async *bundle({ run, formats, include }, { access, signal }) {
      const row = await findRun(deps.data, run);
      const view = await runView(deps, row);
      const wanted = formats?.flatMap((list) => list.split(',')).map((format) => format.replace('.', '').toLowerCase());
      if (wanted !== undefined) demandKnown(wanted, await deps.data.artifacts.list(row.id));
      yield* bundleRun({ ...deps, redaction: await deps.redaction() }, { row, view, formats: wanted, parts: partsFor(access, include), signal });
    },
    async verify({ path }, { access, signal }) {
      const files = access === 'admin' ? deps.filesAt(path) : deps.files;
      const { path: place, bytes } = await files.read(path, { maxBytes: largestBundle, signal }).catch((error: unknown) => { throw isTooLarge(error) ? tooLargeToCheck(path) : error; });
      return verifyBundle(deps.archives, place, bytes);
    },
  };
}

function isTooLarge(error: unknown): boolean {
  return error instanceof AppError && error.data?.['maxBytes'] !== undefined;
}

function tooLargeToCheck(path: string): AppError {
  return new AppError('precondition_failed', `The bundle "${path}" has more than ${largestBundle} bytes, too many to be checked here.`, {
    next: 'Unpack it and run `sha256sum -c SHA256SUMS` there: that is the same check.',
    data: { path, maxBytes: largestBundle },
  });
}

/** Formats are those of documents, and whatever else the run made. */
function demandKnown(wanted: readonly string[], made: readonly ArtifactRow[]): void {
  const known = new Set([...registeredFormats.flatMap((format) => formatFacts[format].extensions), ...made.map(({ name }) => formatOf(name))].filter((format) => /^[\da-z]+$/u.test(format)));
  const unknown = wanted.find((format) => !known.has(format));
  if (unknown === undefined) return;
  const choices = [...known].toSorted();
  throw new AppError('input_invalid', `There is no format "${unknown}".`, { next: `Choose from ${choices.join(', ')}.`, data: { format: unknown, choices } });
}

/** Log and audit tell more than the run does: who may not read them gets the rest, unless they were asked for by name. */
function partsFor(access: AccessLevel, include: readonly BundlePart[] | undefined): readonly BundlePart[] {
  const isAllowed = (part: BundlePart): boolean => access === 'admin' || (part !== 'log' && part !== 'audit');
  const wanted = bundleParts.filter((part) => include === undefined || include.includes(part));
  const refused = include?.find((part) => !isAllowed(part));
  if (refused === undefined) return wanted.filter(isAllowed);
  throw new AppError('access_denied', `The part "${refused}" of a bundle is for administrators.`, { next: 'Leave it out of --include, or ask an administrator.', data: { part: refused } });
}

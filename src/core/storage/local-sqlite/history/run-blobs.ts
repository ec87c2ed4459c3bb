import type { RunPart } from '../../../domain/model/run-parts.ts';
import type { Connection } from '../connection.ts';
import { blobUse, namedBlobs } from './blob-uses.ts';
import { sealedTexts } from './segments.ts';

interface OfRun {
  readonly run: number;
  readonly id: string;
  readonly definitionHash: string;
}

/** The blobs that go with a part of a run, unless somebody else uses them. Definition and artifacts stay as long as the run's row, everything else is named by the journal, the image or the outputs. */
export function blobsOf(connection: Connection, { run, id, definitionHash }: OfRun, part: RunPart): readonly string[] {
  const all = (sql: string, of: number | string): readonly string[] => connection.prepare<{ readonly text: string | null }>(sql).all(of).flatMap(({ text }) => (text === null ? [] : [text]));
  const texts = [
    ...all(`select events as text from workflow_run_batches where run = ?`, run),
    ...sealedTexts(connection, run),
    ...all(`select image as text from workflow_run_images where run = ?`, run),
    ...all(`select outputs || coalesce(error, '') as text from workflow_runs where run = ?`, run),
    ...all(`select error as text from workflow_runs where run = ?`, run),
  ];
  const lasting = new Set([definitionHash, ...all(`select sha256 as text from artifacts where run_id = ?`, id)]);
  const named = namedBlobs(connection, texts);
  return part === 'run' ? [...new Set([...named, ...lasting])] : named.filter((address) => !lasting.has(address));
}

/** The run uses these no longer. */
export function dropUses(connection: Connection, run: number, addresses: readonly string[]): void {
  for (const address of addresses) connection.prepare(`delete from blob_uses where address = ? and used_by = ?`).run(blobUse(address), run);
}

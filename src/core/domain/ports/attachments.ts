import type { BlobRef, FileRef } from '../model/blob.ts';

/** Files that travel with a definition: the mock model's script, and the sample files it names. */
export interface Attachments {
  readonly mock?: BlobRef;
  readonly files: readonly FileRef[];
}

import type { BlobRef } from '../model/blob.ts';
import type { Sha256 } from '../model/ids.ts';

/** Bytes on their way into a commit; the address is computed before. */
export interface BlobWrite {
  readonly sha256: Sha256;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Bytes by address, written once and never changed. */
export interface BlobStore {
  /** `not_found` when no such bytes are kept, `integrity` when they are but differ from their address. */
  read(sha256: Sha256): Promise<Uint8Array>;
  /** Durable when it returns. Use it outside runs; a run's blobs go with its commit. */
  put(bytes: Uint8Array, mediaType: string): Promise<BlobRef>;
}

import { Sha256 } from '../../model/ids.ts';
import { sha256Hex } from '../../model/sha256.ts';
import type { BlobRef } from '../../model/blob.ts';
import type { BlobWrite } from '../../ports/blob-store.ts';

/** Bytes with their address, ready for the commit that keeps them. `known` is their address where whoever read them has it. */
export function blobWrite(bytes: Uint8Array, mediaType: string, known?: string): BlobWrite {
  return { sha256: Sha256.parse(known ?? sha256Hex(bytes)), mediaType, bytes };
}

export function blobRef(blob: BlobWrite): BlobRef {
  return { sha256: blob.sha256, bytes: blob.bytes.length, mediaType: blob.mediaType };
}

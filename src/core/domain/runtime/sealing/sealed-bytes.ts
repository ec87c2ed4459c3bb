import { Sha256 } from '../../model/ids.ts';
import { sha256Hex } from '../../model/sha256.ts';
import type { BlobWrite } from '../../ports/blob-store.ts';
import type { RunSeal } from '../../ports/run-keys.ts';

/** What sealed bytes begin with. */
const mark = new TextEncoder().encode('aiwm-sealed-1\0');

/** Bytes as a run with sensitive values keeps them, under the address of what is kept; itself when they are sealed already. */
export function sealedBlob(blob: BlobWrite, seal: RunSeal): BlobWrite {
  if (isSealed(blob.bytes, seal)) return blob;
  const body = seal.seal(blob.bytes);
  const bytes = new Uint8Array(mark.length + body.length);
  bytes.set(mark);
  bytes.set(body, mark.length);
  return { sha256: Sha256.parse(sha256Hex(bytes)), mediaType: blob.mediaType, bytes };
}

/** The bytes as they were before {@link sealedBlob}. */
export function openedBytes(bytes: Uint8Array, seal: RunSeal): Uint8Array {
  return looksSealed(bytes) ? seal.open(bytes.subarray(mark.length)) : bytes;
}

/** Whether the bytes begin as sealed ones do. */
export function looksSealed(bytes: Uint8Array): boolean {
  return bytes.length > mark.length && mark.every((byte, at) => bytes[at] === byte);
}

/** Nobody without the key can make bytes that open. */
function isSealed(bytes: Uint8Array, seal: RunSeal): boolean {
  if (!looksSealed(bytes)) return false;
  try {
    seal.open(bytes.subarray(mark.length));
    return true;
  } catch {
    return false;
  }
}

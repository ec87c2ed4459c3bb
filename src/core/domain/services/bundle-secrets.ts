import { AppError } from '../model/errors.ts';
import type { ArchivePort } from '../ports/archive-port.ts';
import type { Redaction } from './bundle-deps.ts';

/** What the search for secrets found; *unsearched*: the bytes cannot be looked into. */
export type SecretSearch = 'none' | 'secret' | 'unsearched';

interface Search {
  readonly redaction: Pick<Redaction, 'exact'>;
  readonly archives: Pick<ArchivePort, 'readThrough'>;
}

/** Of all parts of one file together. */
const mostUnpacked = 1024 ** 3;
/** Looked at at once. */
const windowBytes = 8 * 1024 ** 2;
/** What two windows share: a value with the tags that Word may have put into it. */
const sharedBytes = 1024 ** 2;

const utf8 = new TextDecoder();
const utf16 = [new TextDecoder('utf-16le'), new TextDecoder('utf-16be')];

/** Looks for secrets of the vault in these bytes: as they lie, and in the parts of the ZIP file they are, as DOCX files are. Compressed streams in them are not looked into. */
export async function searchSecrets({ archives, redaction }: Search, bytes: Uint8Array): Promise<SecretSearch> {
  if (isFound(bytes)) return 'secret';
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
  if (!isZip) return 'none';
  try {
    return (await isInParts()) ? 'secret' : 'none';
  } catch (error) {
    if (error instanceof AppError && error.code === 'input_invalid') return 'unsearched';
    throw error;
  }

  async function isInParts(): Promise<boolean> {
    let pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of archives.readThrough(bytes, { atMost: mostUnpacked, isPlain: false })) {
      if (piece.kind === 'bytes') {
        pieces.push(piece.bytes);
        size += piece.bytes.length;
        if (size < windowBytes) continue;
      }
      const window = joined(pieces, size);
      if (isFound(window)) return true;
      pieces = piece.kind === 'file' ? [] : [window.slice(-sharedBytes)];
      size = piece.kind === 'file' ? 0 : sharedBytes;
    }
    return false;
  }

  function isFound(part: Uint8Array): boolean {
    const text = utf8.decode(part);
    // Word may cut one value into several runs; without the tags between them it is whole again.
    // Of two bytes a letter, the first may be the one or the other, in either order.
    const wide = [part, part.subarray(1)].flatMap((bytesOfPart) => utf16.map((decoder) => () => decoder.decode(bytesOfPart)));
    const readings = [() => text, () => text.replaceAll(/<[^<>]*>/gu, ''), ...wide];
    return readings.some((read) => { const one = read(); return redaction.exact(one) !== one; });
  }
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

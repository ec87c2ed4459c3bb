import { AppError } from '../model/errors.ts';
import type { ArchivePort } from '../ports/archive-port.ts';
import type { BundleDeps } from './bundle-deps.ts';

/** Whether these bytes hold a secret of the vault: as they lie, or in a part of the ZIP file they are, as DOCX files are. Compressed streams in them are not looked into. */
export async function holdsSecret({ archives, redaction }: Pick<BundleDeps, 'redaction'> & { readonly archives: Pick<ArchivePort, 'unpack'> }, bytes: Uint8Array): Promise<boolean> {
  if (isFound(bytes)) return true;
  return (await partsOf(archives, bytes)).some(isFound);

  function isFound(part: Uint8Array): boolean {
    const text = new TextDecoder().decode(part);
    // Word may cut one value into several runs; without the tags between them it is whole again.
    return [text, text.replaceAll(/<[^<>]*>/gu, '')].some((one) => redaction.exact(one) !== one);
  }
}

async function partsOf(archives: Pick<ArchivePort, 'unpack'>, bytes: Uint8Array): Promise<readonly Uint8Array[]> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
  if (!isZip) return [];
  try {
    return (await archives.unpack(bytes)).map((file) => file.bytes);
  } catch (error) {
    // Beyond the limits of archives: it is told by its bytes alone.
    if (error instanceof AppError && error.code === 'input_invalid') return [];
    throw error;
  }
}

import { hasMac, withMac } from './vault-cipher.ts';
import { AppError } from '../domain/model/errors.ts';
import { damaged, decodeDocument, type VaultDocument } from './vault-document.ts';
import type { VaultFile } from './vault-file.ts';

/** Which vault this data directory has, and how often it was written: kept apart from its file. */
export interface VaultGeneration {
  readonly id: string;
  readonly generation: number;
}

export interface VaultGenerations {
  last(): Promise<VaultGeneration | undefined>;
  keep(last: VaultGeneration): Promise<void>;
}

export async function readDocument(file: VaultFile): Promise<VaultDocument | undefined> {
  const text = await file.read();
  return text === undefined ? undefined : decodeDocument(text, file.path);
}

/** The document as its next generation. */
export function withGeneration(document: Omit<VaultDocument, 'mac'>, dataKey: Uint8Array): VaultDocument {
  return withMac({ ...document, generation: document.generation + 1 }, dataKey);
}

/**
 * Checks a document whole, with the key that vouches for it, and that it is the newest one seen. A newer one than the
 * database knows is in order: the program may have died between the two, or the database come from a backup.
 */
export async function openedDocument(document: VaultDocument, dataKey: Uint8Array, { place, generations, acceptOlder }: { readonly place: string; readonly generations: VaultGenerations; readonly acceptOlder: boolean }): Promise<void> {
  if (!hasMac(document, dataKey)) throw damaged(place, 'its contents do not belong together');
  const last = await generations.last();
  if (last?.id === document.id && last.generation === document.generation) return;
  const isOlder = last !== undefined && (last.id !== document.id || last.generation > document.generation);
  if (isOlder && !acceptOlder) {
    const how = last.id === document.id ? `generation ${document.generation}, and ${last.generation} was here before` : 'another vault than the one that was here before';
    throw new AppError('integrity', `The vault "${place}" is ${how}.`, {
      next: 'Put the newer file back. If you restored this one yourself, `aiwm vault unlock --accept-older` takes it.',
      data: { path: place, reason: 'older' },
    });
  }
  await generations.keep({ id: document.id, generation: document.generation });
}

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
  /** Notes it down, unless a later one of the same vault was noted down meanwhile; on request in place of that, too. */
  keep(last: VaultGeneration, how?: { readonly evenIfOlder: boolean }): Promise<void>;
}

/** A document, and the generation that was noted down before it was read. */
export interface SeenDocument {
  readonly document: VaultDocument;
  readonly last: VaultGeneration | undefined;
}

export async function readDocument(file: VaultFile): Promise<VaultDocument | undefined> {
  const text = await file.read();
  return text === undefined ? undefined : decodeDocument(text, file.path);
}

/** The document as its next generation. */
export function withGeneration(document: Omit<VaultDocument, 'mac'>, dataKey: Uint8Array): VaultDocument {
  return withMac({ ...document, generation: document.generation + 1 }, dataKey);
}

/** The document of the file, with the note asked first: writers note down what they wrote, so the file is never behind that note. */
export async function seenDocument({ file, generations }: { readonly file: VaultFile; readonly generations: VaultGenerations }): Promise<SeenDocument | undefined> {
  const last = await generations.last();
  const document = await readDocument(file);
  return document === undefined ? undefined : { document, last };
}

/**
 * Checks a document whole, with the key that vouches for it, and that it is the newest one seen. A newer one than the
 * database knows is in order: the program may have died between the two, or the database come from a backup.
 */
export function demandNewest({ document, last }: SeenDocument, dataKey: Uint8Array, { place, acceptOlder }: { readonly place: string; readonly acceptOlder: boolean }): void {
  if (!hasMac(document, dataKey)) throw damaged(place, 'its contents do not belong together');
  if (acceptOlder || last === undefined || (last.id === document.id && last.generation <= document.generation)) return;
  const how = last.id === document.id ? `generation ${document.generation}, and ${last.generation} was here before` : 'another vault than the one that was here before';
  throw new AppError('integrity', `The vault "${place}" is ${how}.`, {
    next: 'Put the newer file back. If you restored this one yourself, `aiwm vault unlock --accept-older` takes it.',
    data: { path: place, reason: 'older' },
  });
}

/** Refuses to take a vault that was here and is gone for one that nobody ever set up. */
export function demandNoneBefore(last: VaultGeneration | undefined, place: string): void {
  if (last === undefined) return;
  throw new AppError('integrity', `The vault that was here is gone: "${place}" is not there.`, {
    next: 'Put the file back from a backup. If it is lost, and with it its keys and the sealed values of earlier runs, `aiwm vault setup --replace` makes a new one.',
    data: { path: place, reason: 'lost' },
  });
}

/** Notes down the generation of a document that was checked, where it is not what was seen last anyway. */
export async function noteDown({ document, last }: SeenDocument, generations: VaultGenerations, how: { readonly evenIfOlder: boolean }): Promise<void> {
  if (last?.id === document.id && last.generation === document.generation) return;
  await generations.keep({ id: document.id, generation: document.generation }, how);
}

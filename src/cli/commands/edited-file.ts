import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { formatFacts, type RegisteredFormat } from '../../core/domain/model/document-entry.ts';

/** A text that lies in a file for as long as somebody edits it. */
export interface EditedFile {
  readonly path: string;
  read(): Promise<string>;
  /** Whether there is another text to lose than this one. */
  isOtherThan(text: string): Promise<boolean>;
  remove(): Promise<void>;
}

/** Puts the text into a file that only this person may read, in a directory of its own. */
export async function openEditedFile({ title, format }: { readonly title: string; readonly format: RegisteredFormat }, text: string): Promise<EditedFile> {
  // Made with the rights 0700.
  const directory = await mkdtemp(path.join(tmpdir(), 'aiwm-edit-'));
  const stem = title.normalize('NFC').replaceAll(/[^\p{L}\p{M}\p{N}_-]+/gu, '-').replaceAll(/^-+|-+$/gu, '').slice(0, 40);
  const file = path.join(directory, `${stem === '' ? 'document' : stem}.${formatFacts[format].extensions[0] ?? 'txt'}`);
  await writeFile(file, text, { mode: 0o600, flag: 'wx' });
  const read = (): Promise<string> => readFile(file, 'utf8');
  return {
    path: file,
    read,
    isOtherThan: async (other) => read().then((found) => found !== other, () => false),
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

import type { RegisteredFormat } from '../model/document-entry.ts';
import type { Sha256 } from '../model/ids.ts';

/** A state of a document as runs have it. */
export interface RunDocument {
  readonly id: string;
  readonly title: string;
  readonly format: RegisteredFormat;
  readonly revision: number;
  readonly sha256: Sha256;
  readonly bytes: Uint8Array;
}

export interface SaveOfRun {
  /** Id or title; a title that nobody has makes a new document. */
  readonly document: string;
  readonly bytes: Uint8Array;
  /** Of a new document. */
  readonly format: RegisteredFormat | undefined;
  readonly tags: readonly string[];
  readonly note: string;
  /** Of the effect: under one key a revision is made once. */
  readonly effectKey: string;
  /** The workflow whose step makes it. */
  readonly workflow: string;
}

/** Documents of the registry, for steps of runs. */
export interface RunDocuments {
  /** By id or title; without a revision the recommended one, or the newest where none is. It counts as used. */
  read(document: string, revision: number | undefined): Promise<RunDocument>;
  /** The newest revision has these bytes then, whatever it was before. */
  save(save: SaveOfRun): Promise<Omit<RunDocument, 'bytes'>>;
}

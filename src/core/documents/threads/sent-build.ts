import type { BuiltDocument, DocumentFormat, DocumentSource } from '../../domain/model/document.ts';
import type { ErrorWire } from '../../domain/model/errors.ts';

/** What a thread is begun with. */
export interface ThreadData {
  readonly fontFolders: readonly string[];
}

/** A document on its way to the thread that makes it. */
export interface SentBuild {
  readonly format: DocumentFormat;
  readonly source: DocumentSource;
}

/** What became of it there: the document, a failure that people are told as it stands, or a fault of the program. */
export type SentAnswer = { readonly built: BuiltDocument } | { readonly refused: ErrorWire } | { readonly fault: { readonly message: string; readonly stack?: string } };

/** Bytes that nobody else holds, so that they can be handed to another thread. */
export function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

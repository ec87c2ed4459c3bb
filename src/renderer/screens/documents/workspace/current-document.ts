import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';

/** A document as the registry has it just now. */
export interface CurrentDocument {
  readonly entry: DocumentEntry;
  readonly revision: number;
  /** Absent where it is no text, or one too long to be opened here. */
  readonly text?: string | undefined;
  readonly downloadOnly: boolean;
}

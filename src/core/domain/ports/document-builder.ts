import type { BuiltDocument, DocumentFormat, DocumentSource } from '../model/document.ts';

/** Makes a document of one format. Equal sources give equal bytes: no clock, no random, no locale of the machine. */
export interface DocumentBuilder {
  readonly format: DocumentFormat;
  readonly mediaType: string;
  /** File-name ending without the dot. */
  readonly extension: string;
  build(source: DocumentSource, signal: AbortSignal): Promise<BuiltDocument>;
}

export interface DocumentBuilderSet {
  get(format: DocumentFormat): Promise<DocumentBuilder>;
}

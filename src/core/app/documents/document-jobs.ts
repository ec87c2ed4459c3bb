import type { BuiltDocument, DocumentFormat, DocumentSource } from '../../domain/model/document.ts';
import type { CheckJob, ConversionCall, ConversionJob, DocumentWork } from '../../domain/services/conversion/document-work.ts';
import type { Ask } from '../../processes/serve-jobs.ts';

/** Folders of fonts that the host found. */
interface WithFonts {
  readonly fontFolders: readonly string[];
}

export interface SentBuild extends WithFonts {
  readonly format: DocumentFormat;
  readonly source: DocumentSource;
}

export interface SentConversion extends WithFonts {
  readonly job: ConversionJob;
  /** Whether the host is to be asked for pictures beside the document. */
  readonly hasPictures: boolean;
}

/** What the host answers to a list of addresses. */
export type PicturesAnswered = Awaited<ReturnType<NonNullable<ConversionCall['pictures']>>>;

/** What a process does with documents. */
export type DocumentJobs = {
  readonly build: (sent: SentBuild) => Promise<BuiltDocument>;
  readonly convert: (sent: SentConversion, ask: Ask) => ReturnType<DocumentWork['convert']>;
  readonly check: (job: CheckJob) => ReturnType<DocumentWork['check']>;
};

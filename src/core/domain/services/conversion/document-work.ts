import type { RegisteredFormat } from '../../model/document-entry.ts';
import type { Json } from '../../model/json.ts';
import { present } from '../../model/present.ts';
import type { TextEncoding } from '../../model/text-encoding.ts';
import type { ConvertedFormat } from '../../operations/docs-files.ts';
import type { DocumentProblem } from '../../operations/document-shapes.ts';
import type { DocumentBuilderSet } from '../../ports/document-builder.ts';
import type { FormatterSet } from '../../ports/formatter.ts';
import { checkOfSchema } from '../check-of-schema.ts';
import { documentProblems } from '../document-problems.ts';
import { type PicturesBeside, pictureAddresses } from './pictures-beside.ts';
import { type ReadSource, readSourceDocument } from './source-document.ts';
import { writeAsPlainText } from './text-of-words.ts';
import { writeAsDocument } from './write-as-document.ts';
import { writeAsTable, writeAsValue, type Written } from './write-as-text.ts';

export interface ConversionJob {
  /** What it is called where its text does not say. */
  readonly name: string;
  readonly format: RegisteredFormat;
  readonly bytes: Uint8Array;
  readonly to: ConvertedFormat;
  readonly encoding?: TextEncoding | undefined;
  readonly delimiter?: string | undefined;
  /** Whether cells that begin like formulas stay as they are. */
  readonly raw: boolean;
}

export interface ConversionCall {
  /** The pictures at these places beside the document. @default no picture lies beside it */
  readonly pictures?: ((addresses: readonly string[]) => Promise<PicturesBeside>) | undefined;
  readonly signal: AbortSignal;
}

export interface CheckJob {
  /** What to call it by. */
  readonly name: string;
  readonly format: RegisteredFormat;
  readonly bytes: Uint8Array;
  readonly schema?: { readonly value: Json; readonly name: string } | undefined;
}

/** What is done with the bytes of a document alone, and takes as long as there are many. All that it takes and answers can be sent between processes. */
export interface DocumentWork {
  /** The document in another format; nothing is written anywhere. */
  convert(job: ConversionJob, call: ConversionCall): Promise<Written>;
  /** What is wrong with the document, in the order of its text. */
  check(job: CheckJob, signal: AbortSignal): Promise<readonly DocumentProblem[]>;
}

export interface DocumentWorkPorts {
  readonly formatters: FormatterSet;
  readonly documents: DocumentBuilderSet;
}

/** Does the work where it is called. */
export function createDocumentWork(ports: DocumentWorkPorts): DocumentWork {
  return {
    async convert(job, call) {
      const { format, bytes, encoding, delimiter } = job;
      const read = await readSourceDocument(ports.formatters, { format, bytes, given: present({ encoding, delimiter }) });
      const made = await write(ports, { job, read, call });
      return { bytes: made.bytes, notes: [...new Set([...read.notes, ...made.notes])] };
    },
    async check({ format, bytes, schema }) {
      const check = schema === undefined ? undefined : checkOfSchema(schema.value, schema.name);
      return documentProblems(ports, { format, bytes, check });
    },
  };
}

interface Writing {
  readonly job: ConversionJob;
  readonly read: ReadSource;
  readonly call: ConversionCall;
}

async function write(ports: DocumentWorkPorts, { job: { name, format, to, raw }, read, call: { pictures, signal } }: Writing): Promise<Written> {
  switch (to) {
    case 'txt':
      return writeAsPlainText(ports, read, signal);
    case 'json':
    case 'yaml': {
      const written = await writeAsValue(ports.formatters, read.content, to);
      const hasComments = format === 'yaml' && /(?:^|\s)#/u.test(read.text);
      return hasComments ? { ...written, notes: [...written.notes, 'Comments of the YAML are left out.'] } : written;
    }
    case 'csv':
    case 'tsv':
      return writeAsTable(ports.formatters, read.content, { to, raw });
    case 'md':
    case 'html':
    case 'docx':
    case 'pdf': {
      const addresses = pictures === undefined ? [] : pictureAddresses(read.content);
      const { images, notes } = pictures === undefined || addresses.length === 0 ? { images: {}, notes: [] } : await pictures(addresses);
      const written = await writeAsDocument(ports.documents, read.content, { to: to === 'md' ? 'markdown' : to, title: name, images, signal });
      return { bytes: written.bytes, notes: [...notes, ...written.notes] };
    }
  }
}

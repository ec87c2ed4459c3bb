import type { RegisteredFormat } from '../../model/document-entry.ts';
import { present } from '../../model/present.ts';
import type { TextEncoding } from '../../model/text-encoding.ts';
import type { ConvertedFormat } from '../../operations/docs-files.ts';
import type { DocumentBuilderSet } from '../../ports/document-builder.ts';
import type { FileConnector } from '../../ports/file-connector.ts';
import type { FormatterSet } from '../../ports/formatter.ts';
import { picturesBeside } from './pictures-beside.ts';
import { placeFile } from './place-file.ts';
import { readSourceDocument } from './source-document.ts';
import { writeAsPlainText } from './text-of-words.ts';
import { writeAsDocument } from './write-as-document.ts';
import { writeAsTable, writeAsValue, type Written } from './write-as-text.ts';

export interface ConversionPorts {
  readonly files: FileConnector;
  readonly formatters: FormatterSet;
  readonly documents: DocumentBuilderSet;
}

export interface ConversionSource {
  /** Without an ending. */
  readonly name: string;
  readonly format: RegisteredFormat;
  readonly bytes: Uint8Array;
  /** Where the file lies, if it is one: pictures beside it are shown. */
  readonly directory?: string;
}

export interface Conversion {
  readonly to: ConvertedFormat;
  readonly directory: string;
  readonly overwrite: boolean;
  readonly encoding?: TextEncoding | undefined;
  readonly delimiter?: string | undefined;
  /** Whether cells that begin like formulas stay as they are. */
  readonly raw: boolean;
  readonly signal: AbortSignal;
}

export interface Converted {
  readonly path: string;
  readonly format: ConvertedFormat;
  readonly bytes: number;
  readonly backup?: string;
  readonly notes: string[];
}

/** Writes a document in another format beside the others of a directory; nothing is written before all of it is made. */
export async function convertDocument(ports: ConversionPorts, source: ConversionSource, { to, directory, overwrite, encoding, delimiter, raw, signal }: Conversion): Promise<Converted> {
  const read = await readSourceDocument(ports.formatters, { ...source, given: present({ encoding, delimiter }) });
  const made = await write(ports, { source, read, to, raw, signal });
  signal.throwIfAborted();
  const placed = await placeFile(ports.files, { path: `${directory}/${fileName(source.name)}.${to}`, bytes: made.bytes, overwrite, signal });
  return { ...placed, format: to, bytes: made.bytes.length, notes: [...new Set([...read.notes, ...made.notes])] };
}

interface Writing extends Pick<Conversion, 'to' | 'raw' | 'signal'> {
  readonly source: ConversionSource;
  readonly read: Awaited<ReturnType<typeof readSourceDocument>>;
}

async function write(ports: ConversionPorts, { source, read, to, raw, signal }: Writing): Promise<Written> {
  switch (to) {
    case 'txt':
      return writeAsPlainText(ports, read, signal);
    case 'json':
    case 'yaml': {
      const written = await writeAsValue(ports.formatters, read.content, to);
      const hasComments = source.format === 'yaml' && /(?:^|\s)#/u.test(read.text);
      return hasComments ? { ...written, notes: [...written.notes, 'Comments of the YAML are left out.'] } : written;
    }
    case 'csv':
    case 'tsv':
      return writeAsTable(ports.formatters, read.content, { to, raw });
    case 'md':
    case 'html':
    case 'docx':
    case 'pdf': {
      const { images, notes } = source.directory === undefined ? { images: {}, notes: [] } : await picturesBeside(ports.files, read.content, { directory: source.directory, signal });
      const written = await writeAsDocument(ports.documents, read.content, { to: to === 'md' ? 'markdown' : to, title: source.name, images, signal });
      return { bytes: written.bytes, notes: [...notes, ...written.notes] };
    }
  }
}

/** A title as the name of a file that every system takes. */
function fileName(title: string): string {
  const name = title.replaceAll(/[^\p{L}\p{M}\p{N} ._()-]+/gu, '_').replace(/^[. ]+|[. ]+$/gu, '').slice(0, 120);
  return name === '' ? 'document' : name;
}

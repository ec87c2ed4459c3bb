import type { ConvertedFormat } from '../../operations/docs-files.ts';
import type { FileConnector } from '../../ports/file-connector.ts';
import type { ConversionJob, DocumentWork } from './document-work.ts';
import { picturesBeside } from './pictures-beside.ts';
import { placeFile } from './place-file.ts';

export interface ConversionPorts {
  readonly files: FileConnector;
  readonly work: DocumentWork;
}

export interface ConversionSource extends Pick<ConversionJob, 'format' | 'bytes'> {
  /** Without an ending. */
  readonly name: string;
  /** Where the file lies, if it is one: pictures beside it are shown. */
  readonly directory?: string;
}

export interface Conversion extends Pick<ConversionJob, 'to' | 'encoding' | 'delimiter' | 'raw'> {
  readonly directory: string;
  readonly overwrite: boolean;
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
export async function convertDocument({ files, work }: ConversionPorts, source: ConversionSource, { to, directory, overwrite, encoding, delimiter, raw, signal }: Conversion): Promise<Converted> {
  const { name, format, bytes, directory: beside } = source;
  const pictures = beside === undefined ? undefined : (addresses: readonly string[]) => picturesBeside(files, addresses, { directory: beside, signal });
  const made = await work.convert({ name, format, bytes, to, encoding, delimiter, raw }, { pictures, signal });
  signal.throwIfAborted();
  const placed = await placeFile(files, { path: `${directory}/${fileName(name)}.${to}`, bytes: made.bytes, overwrite, signal });
  return { ...placed, format: to, bytes: made.bytes.length, notes: [...made.notes] };
}

/** A title as the name of a file that every system takes. */
function fileName(title: string): string {
  const name = title.replaceAll(/[^\p{L}\p{M}\p{N} ._()-]+/gu, '_').replace(/^[. ]+|[. ]+$/gu, '').slice(0, 120);
  return name === '' ? 'document' : name;
}

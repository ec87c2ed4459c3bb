import { formatFacts } from '../../../../core/domain/model/document-entry.ts';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import type { Client } from '../../../client/connect.ts';
import { bytesFromBase64 } from '../../../components/read-base64.ts';
import { saveBytes } from '../../../console/save-bytes.ts';

/** The bytes of a document, of any size, in the pieces they came in. */
export async function readDocument(client: Client, id: string, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>[]> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for await (const piece of await client.docs.read({ id }, signal === undefined ? {} : { signal })) pieces.push(bytesFromBase64(piece.content));
  return pieces;
}

/** Hands a document to the browser to keep as a file. */
export async function downloadDocument(client: Client, { id, title, format }: Pick<DocumentEntry, 'id' | 'title' | 'format'>): Promise<void> {
  const pieces = await readDocument(client, id);
  const { mediaType } = formatFacts[format];
  saveBytes({ name: fileName(title, format), mediaType }, new Blob(pieces, { type: mediaType }));
}

/** A name every system takes, with the ending of the format. */
function fileName(title: string, format: DocumentEntry['format']): string {
  const [extension = format] = formatFacts[format].extensions;
  const safe = title.replaceAll(/[\p{C}<>:"/\\|?*]/gu, ' ').trim();
  return safe.toLowerCase().endsWith(`.${extension}`) ? safe : `${safe}.${extension}`;
}

import { AppError } from '../../core/domain/model/errors.ts';
import { bytesFromBase64 } from '../components/read-base64.ts';
import type { BundlePiece } from '../../core/domain/operations/artifacts.ts';
import type { FilePiece, PouredPiece } from '../../core/domain/operations/file-piece.ts';
import { runWords } from '../strings/runs.ts';

/** What a browser is asked to hold at once. */
const largestBytes = 512 * 1024 * 1024;

export interface ReceivedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Blob;
  /** What is to be known of a bundle, such as a document that was left out. */
  readonly note?: string;
}

/** How far it is. */
export interface Receiving {
  readonly bytes: number;
  /** Of a bundle. */
  readonly files: number;
  readonly packed: number;
  /** The file packed last. */
  readonly path?: string;
}

/** Puts a file together from the pieces it comes in; whole or not at all. */
export async function receiveFile(pieces: AsyncIterable<BundlePiece | FilePiece | PouredPiece>, onProgress: (now: Receiving) => void = () => undefined): Promise<ReceivedFile> {
  const parts: BlobPart[] = [];
  let head = { name: '', mediaType: '' };
  let now: Receiving = { bytes: 0, files: 0, packed: 0 };
  let isWhole = false;
  let note: string | undefined;
  for await (const piece of pieces) {
    if (piece.kind === 'begin') {
      head = piece;
      now = { ...now, files: 'files' in piece ? piece.files : 0 };
    } else if (piece.kind === 'file') now = { ...now, packed: piece.packed, path: piece.path };
    else if (piece.kind === 'chunk') {
      const bytes = bytesFromBase64(piece.content);
      parts.push(bytes);
      now = { ...now, bytes: now.bytes + bytes.length };
      if (now.bytes > largestBytes) throw new AppError('input_invalid', runWords.artifacts.tooLargeHere, { next: runWords.artifacts.tooLargeNext });
    } else {
      isWhole = piece.bytes === now.bytes;
      note = 'note' in piece ? piece.note : undefined;
    }
    onProgress(now);
  }
  if (!isWhole) throw new AppError('integrity', runWords.artifacts.cutShort, { next: runWords.artifacts.cutShortNext });
  return { name: head.name, mediaType: head.mediaType, content: new Blob(parts, { type: head.mediaType }), ...(note === undefined ? {} : { note }) };
}

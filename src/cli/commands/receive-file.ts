import { createHash } from 'node:crypto';
import path from 'node:path';
import { AppError } from '../../core/domain/model/errors.ts';
import type { Json } from '../../core/domain/model/json.ts';
import type { BundlePiece } from '../../core/domain/operations/artifacts.ts';
import { isStream } from '../connect/connection.ts';
import { acrossHosts, type Following } from '../connect/following.ts';
import type { GivenWords } from '../input/read-input.ts';
import { counted, size } from '../print/words.ts';
import { shellWord } from '../../core/domain/model/command-line.ts';
import type { Session } from '../session.ts';
import { NewFile } from './new-file.ts';

interface Ordered {
  readonly stream: string;
  readonly input: { readonly [field: string]: Json };
  readonly options: GivenWords['options'];
}

/** Receives a file by its stream and says where it is. */
export async function receiveFile(session: Session, following: Following, { stream, input, options }: Ordered): Promise<void> {
  const { out, overwrite } = options;
  const received = await acrossHosts(session, following, async ({ call }) => {
    const answer = await call(stream, input, session.terminal.interrupted);
    if (!isStream(answer)) throw new TypeError(`"${stream}" answers no stream.`);
    // The contract's own pieces; the connection only carries them.
    return receive(session, answer as AsyncIterable<BundlePiece>, { out: typeof out === 'string' ? out : undefined, overwrite: overwrite === true });
  });
  tell(session, received);
}

interface Received {
  /** Nothing for standard output. */
  readonly file: string | undefined;
  readonly bytes: number;
  readonly sha256: string;
  /** Of a bundle. */
  readonly files?: number;
  readonly note?: string;
}

async function receive(session: Session, pieces: AsyncIterable<BundlePiece>, { out, overwrite }: { readonly out: string | undefined; readonly overwrite: boolean }): Promise<Received> {
  const hash = createHash('sha256');
  let [place, received, bytes, files]: [Place | undefined, Received | undefined, number, number] = [undefined, undefined, 0, 0];
  try {
    // To the very end, so that the other side knows that all of it arrived.
    for await (const piece of pieces) {
      if (piece.kind === 'begin') {
        place = await placeFor(session, out ?? piece.name, overwrite);
        files = 'files' in piece ? piece.files : 0;
      } else if (piece.kind === 'file') session.hint(session.paint('dim', `[${piece.packed}/${files}] ${piece.path} (${size(piece.bytes)})`));
      else if (piece.kind === 'chunk') {
        const part = Buffer.from(piece.content, 'base64');
        hash.update(part);
        bytes += part.length;
        await place?.write(part);
      } else received = { file: place?.file, bytes, sha256: demandWhole(piece, bytes, hash.digest('hex')), ...('files' in piece ? { files: piece.files } : {}), ...('note' in piece && piece.note !== undefined ? { note: piece.note } : {}) };
    }
    if (received === undefined) throw cutShort();
    const whole = place;
    place = undefined;
    await whole?.finish();
    return received;
  } catch (error) {
    throw session.terminal.interrupted.aborted && !(error instanceof AppError) ? cutShort(error) : error;
  } finally {
    await place?.abandon();
  }
}

function demandWhole(sent: { readonly bytes: number; readonly sha256: string }, bytes: number, sha256: string): string {
  if (sha256 === sent.sha256 && bytes === sent.bytes) return sha256;
  throw new AppError('integrity', 'The file did not arrive as it was sent. Nothing was kept of it.', { next: 'Run the command again.' });
}

function cutShort(cause?: unknown): AppError {
  return new AppError('interrupted', 'Interrupted before the file was there. Nothing was kept of it.', { next: 'Run the command again.', cause });
}

interface Place {
  readonly file: string | undefined;
  write(bytes: Uint8Array): Promise<void>;
  finish(): Promise<void>;
  abandon(): Promise<void>;
}

async function placeFor({ terminal }: Session, name: string, overwrite: boolean): Promise<Place> {
  if (name === '-') return { file: undefined, write: (bytes) => terminal.outBytes(bytes), finish: () => Promise.resolve(), abandon: () => Promise.resolve() };
  const file = path.resolve(terminal.cwd, name);
  const made = await NewFile.begin(file, overwrite);
  return { file, write: (bytes) => made.write(bytes), finish: () => made.finish(), abandon: () => made.abandon() };
}

function tell(session: Session, { file, bytes, sha256, files, note }: Received): void {
  const what = files === undefined ? size(bytes) : `${counted(files, 'file')}, ${size(bytes)}`;
  if (note !== undefined) session.hint(note);
  if (file === undefined) {
    session.hint(session.paint('dim', `${what} written.`));
    return;
  }
  if (session.flags.json) session.json({ path: file, bytes, sha256, ...(files === undefined ? {} : { files }), ...(note === undefined ? {} : { note }) });
  else session.terminal.out(`${file}\n`);
  session.hint(session.paint('dim', files === undefined ? `${what} written.` : `${what} written. \`aiwm artifacts verify ${shellWord(file)}\` checks it; so does \`sha256sum -c SHA256SUMS\` where it is unpacked.`));
}

/** The thread of {@link BuildThread}: it makes each document it is sent, and answers before it takes another. */
import { parentPort, workerData } from 'node:worker_threads';
import type { BuiltDocument } from '../../domain/model/document.ts';
import { AppError } from '../../domain/model/errors.ts';
import { createDocumentBuilderSet } from '../document-builders.ts';
import { ownBytes, type SentAnswer, type SentBuild, type ThreadData } from './sent-build.ts';

const port = parentPort;
if (port === null) throw new Error('this is a thread that makes documents, not a program to start');
const { fontFolders } = workerData as ThreadData;
const builders = createDocumentBuilderSet({ fontFolders });
// Whoever gives up a document ends the thread: it hears nothing while it works.
const { signal } = new AbortController();

port.on('message', ({ format, source }: SentBuild) => {
  builders
    .get(format)
    .then((builder) => builder.build(source, signal))
    .then(answer, (error: unknown) => { port.postMessage(failure(error)); })
    // Ends the thread, which is told where the document is waited for.
    .catch((error: unknown) => { setImmediate(() => { throw error; }); });
});

/** The bytes change hands; only those that stand in a larger buffer are copied before. */
function answer({ bytes: made, ...built }: BuiltDocument): void {
  const bytes = made.buffer instanceof ArrayBuffer && made.byteLength === made.buffer.byteLength ? new Uint8Array(made.buffer) : ownBytes(made);
  port?.postMessage({ built: { ...built, bytes } } satisfies SentAnswer, [bytes.buffer]);
}

function failure(error: unknown): SentAnswer {
  if (error instanceof AppError) return { refused: error.toWire() };
  if (!(error instanceof Error)) return { fault: { message: String(error) } };
  const { message, stack } = error;
  return { fault: { message, ...(stack === undefined ? {} : { stack }) } };
}

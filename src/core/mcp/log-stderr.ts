import { createInterface } from 'node:readline';
import { PassThrough, type Stream } from 'node:stream';
import type { Logger } from '../domain/ports/logger.ts';

export interface StderrOf {
  readonly server: string;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  readonly redact: (text: string) => string;
}

const mostLines = 500;
const longestLine = 500;
/** More than is written, so that no secret is cut in two before it is cleared. */
const longestRead = 8000;

/** Writes what a program says beside its answers to the log: shortened, without secrets, and not for ever. */
export function logStderr(stream: Stream, { server, log, redact }: StderrOf): void {
  const lines = createInterface({ input: stream.pipe(new PassThrough()), crlfDelay: Number.POSITIVE_INFINITY });
  let count = 0;
  lines.on('line', (line) => {
    count += 1;
    if (count <= mostLines) log.info('A tool server says', { server, text: redact(line.slice(0, longestRead)).slice(0, longestLine).toWellFormed() });
    if (count === mostLines) log.warn('A tool server says more than is written down', { server });
  });
}

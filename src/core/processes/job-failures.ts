import { AppError } from '../domain/model/errors.ts';
import type { ProgramEnd } from './start-program.ts';

/** How a job is told of when it fails. */
export interface JobWords {
  /** What is worked on, as a sentence begins: `The document "Report"`. */
  readonly subject: string;
  /** What is done with it: `making it`. */
  readonly doing: string;
}

const next = 'Split it, or make its tables and paragraphs fewer.';

export function tookTooLong({ subject, doing }: JobWords, timeMs: number): AppError {
  return new AppError('input_invalid', `${subject} was given up: ${doing} takes more than ${timeMs / 1000} seconds.`, { next, data: { milliseconds: timeMs } });
}

/** Of a process that ended in the middle of a job. */
export function endedBefore(words: JobWords, { code, signal, lastWords }: ProgramEnd, memoryMb: number): AppError {
  if (/out of memory/iu.test(lastWords)) return tookTooMuch(words, memoryMb);
  const how = signal === null ? `it ended with code ${String(code)}` : `it was ended by ${signal}`;
  return new AppError('unexpected', `${words.subject} was given up: ${words.doing} was broken off, as the process that did it is gone (${how}).`, {
    next: 'Try again. If it happens again, the machine may lack memory, or something in the document ends the process: try it with less of its pictures and charts.',
    ...(lastWords === '' ? {} : { cause: new Error(lastWords) }),
  });
}

export function isClosing({ subject }: JobWords): AppError {
  return new AppError('interrupted', `${subject} was given up: the program is closing.`, { next: 'Try again once the program runs.' });
}

function tookTooMuch({ subject, doing }: JobWords, memoryMb: number): AppError {
  return new AppError('input_invalid', `${subject} was given up: ${doing} takes more than ${memoryMb} MiB of memory.`, { next, data: { mebibytes: memoryMb } });
}

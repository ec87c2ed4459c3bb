import { Worker } from 'node:worker_threads';
import { AppError, type ErrorWire } from '../../domain/model/errors.ts';
import type { CommitAnswer } from '../../domain/ports/run-commit.ts';
import type { Company, RunWrite } from './run-write.ts';
import type { Outcome } from './write-group.ts';

/**
 * A group on its way to the other thread: one text, since each name and each value of an object would be copied by itself,
 * which takes longer than writing it to a quick disk.
 */
export interface SentGroup {
  /** The batches as JSON, each a plain list without its company. */
  readonly batches: string;
  /** What some of them bring along, which may hold bytes, by the batch's place. */
  readonly companies: readonly (readonly [number, Company])[];
}

type SentBatch = readonly [
  RunWrite['runId'], number, number, number, number, RunWrite['inputKey'] | null,
  RunWrite['header'] | null, string, RunWrite['image'] | null, ...RunWrite['columns'],
];

/** How a batch fared, as it comes from there; null where it was committed as it stands. */
export type SentOutcome = { readonly answer: CommitAnswer } | { readonly refused: ErrorWire } | null;

/** What the thread says of a group. */
export interface SentAnswer {
  /** Absent where all were committed as they stand. */
  readonly outcomes?: readonly SentOutcome[];
  /** From the group's beginning to its end, as the thread saw it. */
  readonly tookMs: number;
}

export interface WrittenGroup {
  readonly outcomes: readonly Outcome[];
  readonly tookMs: number;
}

/** Writes groups of batches over a connection of its own in a thread of its own. */
export interface WriterThread {
  /** One group at a time: call it again when the answer is there. It never rejects: each batch has its own outcome. */
  write(batches: readonly RunWrite[]): Promise<WrittenGroup>;
  close(): Promise<void>;
}

/** The thread begins with the first group. If it ends by itself, the group under way is refused and the next one begins another. */
export function createWriterThread(file: string): WriterThread {
  let worker: Worker | undefined;
  let underWay: { readonly batches: readonly RunWrite[]; readonly answered: (written: WrittenGroup) => void } | undefined;

  function begin(): Worker {
    const begun = new Worker(program(), { workerData: { file } });
    begun.on('message', ({ outcomes, tookMs }: SentAnswer) => { settle((batch, index) => received(outcomes === undefined ? null : outcomes[index], batch), tookMs); });
    begun.on('error', (error: unknown) => { end(begun, error instanceof Error ? error : new Error(String(error))); });
    begun.on('exit', (code) => { end(begun, new Error(`it ended with code ${String(code)}`)); });
    return begun;
  }

  function end(ended: Worker, cause: Error): void {
    if (ended !== worker) return;
    worker = undefined;
    const error = new AppError('precondition_failed', `The thread that writes "${file}" ended: ${cause.message}.`, { next: 'Try again. The last step may or may not be kept.', cause });
    settle(() => ({ error }), 0);
  }

  function settle(outcomeOf: (batch: RunWrite, index: number) => Outcome, tookMs: number): void {
    const settled = underWay;
    underWay = undefined;
    settled?.answered({ outcomes: settled.batches.map(outcomeOf), tookMs });
  }

  return {
    write: (batches) =>
      new Promise((answered) => {
        underWay = { batches, answered };
        worker ??= begin();
        worker.postMessage(sentGroup(batches));
      }),
    async close() {
      const ending = worker;
      worker = undefined;
      if (ending === undefined) return;
      const ended = new Promise((resolve) => ending.once('exit', resolve));
      // By a message and not by force, so that the connection is closed in good order.
      ending.postMessage('close');
      await ended;
    },
  };
}

function sentGroup(batches: readonly RunWrite[]): SentGroup {
  return {
    batches: JSON.stringify(batches.map(sentBatch)),
    companies: batches.flatMap(({ company }, index) => (company === undefined ? [] : [[index, company] as const])),
  };
}

function sentBatch({ runId, epoch, expectedSeq, seq, at, inputKey, header, events, image, columns }: RunWrite): SentBatch {
  return [runId, epoch, expectedSeq, seq, at, inputKey ?? null, header ?? null, events, image ?? null, ...columns];
}

/** The batches as they were before they were sent. */
export function receivedBatches({ batches, companies }: SentGroup): readonly RunWrite[] {
  const company = new Map(companies);
  return (JSON.parse(batches) as readonly SentBatch[]).map(([runId, epoch, expectedSeq, seq, at, inputKey, header, events, image, ...columns], index) => ({
    runId, epoch, expectedSeq, seq, at, events, columns,
    inputKey: inputKey ?? undefined,
    header: header ?? undefined,
    image: image ?? undefined,
    company: company.get(index),
  }));
}

function received(outcome: SentOutcome | undefined, { seq }: RunWrite): Outcome {
  if (outcome === null) return { answer: { kind: 'committed', seq } };
  if (outcome === undefined) return { error: new AppError('unexpected', 'The writer gave no answer; the step may or may not be kept.') };
  if ('answer' in outcome) return outcome;
  const { code, message, ...rest } = outcome.refused;
  return { error: new AppError(code, message, rest) };
}

/** Beside this file: as source in development, as a program of its own where the chunks of the build stand. */
function program(): URL {
  const name = import.meta.url.endsWith('.ts') ? 'writer-program.ts' : 'writer-program.js';
  return new URL(name, import.meta.url);
}

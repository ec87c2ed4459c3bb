import { Worker } from 'node:worker_threads';
import type { BuiltDocument, DocumentSource } from '../../domain/model/document.ts';
import { AppError } from '../../domain/model/errors.ts';
import { ownBytes, type SentAnswer, type SentBuild, type ThreadData } from './sent-build.ts';

export interface BuildThreadOptions extends ThreadData {
  /** What one document may take. */
  readonly timeMs: number;
  readonly memoryMb: number;
  /** How long it stays with nothing to do. */
  readonly idleMs: number;
  /** What runs in the thread. @default the program that makes documents */
  readonly program?: URL | undefined;
}

interface UnderWay {
  readonly resolve: (built: BuiltDocument) => void;
  readonly reject: (error: unknown) => void;
}

/** A thread that makes one document at a time. It holds the process only while it does, and ends with a document that is given up. */
export class BuildThread {
  readonly #options: BuildThreadOptions;
  readonly #worker: Worker;
  #underWay: UnderWay | undefined;
  #isAlive = true;
  #resting: NodeJS.Timeout | undefined;

  constructor(options: BuildThreadOptions) {
    const { fontFolders, memoryMb, program = besideThis() } = options;
    this.#options = options;
    this.#worker = new Worker(program, { name: 'documents', workerData: { fontFolders } satisfies ThreadData, resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
    this.#worker.on('message', (answer: SentAnswer) => { this.#settle(answer); });
    this.#worker.on('error', (error: unknown) => { this.#ended(isOutOfMemory(error) ? tookTooMuch(memoryMb) : brokenOff(error)); });
    this.#worker.on('exit', (code) => { this.#ended(brokenOff(new Error(`it ended with code ${String(code)}`))); });
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  get isFree(): boolean {
    return this.#isAlive && this.#underWay === undefined;
  }

  async build(build: SentBuild, signal: AbortSignal): Promise<BuiltDocument> {
    clearTimeout(this.#resting);
    this.#worker.ref();
    const stop = (error: unknown): void => {
      this.#ended(error);
      void this.end();
    };
    const { timeMs, idleMs } = this.#options;
    const limit = setTimeout(() => { stop(tookTooLong(timeMs)); }, timeMs);
    const abort = (): void => { stop(signal.reason); };
    signal.addEventListener('abort', abort, { once: true });
    try {
      const answered = new Promise<BuiltDocument>((resolve, reject) => { this.#underWay = { resolve, reject }; });
      this.#send(build);
      return await answered;
    } finally {
      clearTimeout(limit);
      signal.removeEventListener('abort', abort);
      this.#underWay = undefined;
      if (this.#isAlive) this.#worker.unref();
      if (this.#isAlive) this.#resting = setTimeout(() => void this.end(), idleMs).unref();
    }
  }

  async end(): Promise<void> {
    clearTimeout(this.#resting);
    this.#isAlive = false;
    // Whoever waits for its end would be left waiting by a program with nothing else to do.
    this.#worker.ref();
    await this.#worker.terminate();
  }

  /** The caller keeps the pictures, so that the thread gets bytes of its own. */
  #send({ format, source }: SentBuild): void {
    const images = Object.entries(source.images ?? {}).map(([id, image]) => [id, { ...image, bytes: ownBytes(image.bytes) }] as const);
    const sent: DocumentSource = source.images === undefined ? source : { ...source, images: Object.fromEntries(images) };
    this.#worker.postMessage({ format, source: sent } satisfies SentBuild, images.map(([, { bytes }]) => bytes.buffer));
  }

  #settle(answer: SentAnswer): void {
    if ('built' in answer) return this.#underWay?.resolve(answer.built);
    this.#underWay?.reject('refused' in answer ? asThrown(answer.refused) : Object.assign(new Error(), answer.fault));
  }

  #ended(error: unknown): void {
    this.#isAlive = false;
    this.#underWay?.reject(error);
  }
}

function asThrown({ code, message, ...rest }: Extract<SentAnswer, { refused: unknown }>['refused']): AppError {
  return new AppError(code, message, rest);
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function tookTooLong(timeMs: number): AppError {
  return new AppError('input_invalid', `The document was given up: making it takes more than ${timeMs / 1000} seconds.`, { next: 'Split the document, or make its tables and paragraphs fewer.', data: { milliseconds: timeMs } });
}

function tookTooMuch(memoryMb: number): AppError {
  return new AppError('input_invalid', `The document was given up: making it takes more than ${memoryMb} MiB of memory.`, { next: 'Split the document, or make its tables and paragraphs fewer.', data: { mebibytes: memoryMb } });
}

function brokenOff(cause: unknown): AppError {
  return new AppError('unexpected', `The thread that made the document ended before it was done: ${cause instanceof Error ? cause.message : String(cause)}.`, { next: 'Make the document again. If it happens again, make it of less.', cause });
}

/** As source in development, as a program of its own where the chunks of the build stand. */
function besideThis(): URL {
  const name = import.meta.url.endsWith('.ts') ? 'build-program.ts' : 'build-program.js';
  return new URL(name, import.meta.url);
}

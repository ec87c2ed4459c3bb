import type { RunLine } from '../../../core/domain/operations/runs.ts';
import type { TimelineAnswer } from '../../../core/domain/operations/runs-timeline.ts';
import { followStream } from '../../state/follow-stream.ts';
import { TimelineGroups } from '../timeline/timeline-groups.ts';
import { TimelineRows } from '../timeline/timeline-rows.ts';
import { type ReadRows, RowPayloads } from './row-payloads.ts';
import { type StreamedText, withText } from './streamed-texts.ts';
import { tellAll } from '../../../core/domain/model/tell-all.ts';

/** What a feed asks the host. */
export interface RunSource {
  timeline(page: { readonly after: number; readonly limit: number }, signal: AbortSignal): Promise<TimelineAnswer>;
  readonly rows: ReadRows;
  watch(after: number, signal: AbortSignal): Promise<AsyncIterable<RunLine>>;
}

export interface FeedState {
  /** Grows whenever rows or what they carry came; the rows themselves are always the same object. */
  readonly version: number;
  readonly length: number;
  readonly texts: readonly StreamedText[];
  readonly connection: 'loading' | 'failed' | 'live' | 'ended';
  readonly error?: unknown;
}

/** A host answers others between two of them, and reads the next while this page takes in one. */
const rowsOfAnswer = 25_000;

/** A run's journal, whole and as it grows: first its columns, then each row as it is committed. */
export class RunFeed {
  readonly rows = new TimelineRows();
  readonly groups = new TimelineGroups(this.rows);
  readonly payloads: RowPayloads;
  readonly #source: RunSource;
  readonly #listeners = new Set<() => void>();
  #state: FeedState = { version: 0, length: 0, texts: [], connection: 'loading' };
  #waiting: RunLine[] = [];
  #frame = 0;

  constructor(source: RunSource) {
    this.#source = source;
    this.payloads = new RowPayloads(source.rows, () => { this.#set({}); });
  }

  readonly get = (): FeedState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Reads the journal and follows the run until it has ended or the signal aborts. */
  async follow(signal: AbortSignal): Promise<void> {
    if (!(await this.#load(signal))) return;
    await followStream({
      open: (each) => this.#source.watch(this.rows.length, each),
      each: (line) => { this.#hear(line); },
      onBreak: () => { this.#flush(); },
      isFinite: true,
      signal,
    });
    this.#flush();
    if (!signal.aborted) this.#set({ connection: 'ended' });
  }

  async #load(signal: AbortSignal): Promise<boolean> {
    try {
      for (let coming: Promise<TimelineAnswer> | undefined = this.#ask(0, signal); coming !== undefined;) {
        const answer: TimelineAnswer = await coming;
        coming = answer.next === undefined ? undefined : this.#ask(answer.next, signal);
        this.rows.take(answer);
        this.groups.grow();
      }
      this.#set({ connection: 'live' });
      return true;
    } catch (error) {
      if (!signal.aborted) this.#set({ connection: 'failed', error });
      return false;
    }
  }

  #ask(after: number, signal: AbortSignal): Promise<TimelineAnswer> {
    return this.#source.timeline({ after, limit: rowsOfAnswer }, signal);
  }

  /** What comes after a pause is drawn at once; lines that follow it within a frame are drawn in one pass, at its end. */
  #hear(line: RunLine): void {
    this.#waiting.push(line);
    if (this.#frame !== 0) return;
    this.#flush();
    this.#rest();
  }

  #rest(): void {
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#waiting.length === 0) return;
      this.#flush();
      this.#rest();
    });
  }

  #flush(): void {
    if (this.#waiting.length === 0) return;
    let { texts } = this.#state;
    for (const line of this.#waiting) {
      if (line.seq !== undefined && this.rows.add(line)) this.payloads.put(line);
      texts = withText(texts, line);
    }
    this.#waiting = [];
    this.groups.grow();
    this.#set({ texts });
  }

  #set(change: Partial<FeedState>): void {
    this.#state = { ...this.#state, ...change, version: this.#state.version + 1, length: this.rows.length };
    tellAll(this.#listeners);
  }
}

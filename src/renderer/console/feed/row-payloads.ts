import type { RunLine } from '../../../core/domain/operations/runs.ts';

/** Asks the host for rows after one, so many. */
export type ReadRows = (page: { readonly after: number; readonly limit: number }) => Promise<readonly RunLine[]>;

const pageRows = 100;
/** Pages that are kept; what was not looked at for longest goes first. */
const mostPages = 120;

/**
 * What rows carry, fetched by pages when they come into sight and kept: a row never changes. Whoever shows rows is told when
 * some came.
 */
export class RowPayloads {
  readonly #read: ReadRows;
  readonly #tell: () => void;
  readonly #pages = new Map<number, Map<number, RunLine>>();
  readonly #asked = new Set<number>();
  #failure: unknown;

  constructor(read: ReadRows, tell: () => void) {
    this.#read = read;
    this.#tell = tell;
  }

  /** Why the last page did not come. */
  get failure(): unknown {
    return this.#failure;
  }

  get(seq: number): RunLine | undefined {
    return this.#pages.get(pageOf(seq))?.get(seq);
  }

  /** Rows as they come, which are not asked for then. */
  put(line: RunLine): void {
    if (line.seq !== undefined) this.#page(pageOf(line.seq)).set(line.seq, line);
  }

  /** Has these rows come, unless they are there or under way. */
  want(seqs: Iterable<number>): void {
    const missing = new Set<number>();
    for (const seq of seqs) if (this.get(seq) === undefined) missing.add(pageOf(seq));
    for (const page of missing) if (!this.#asked.has(page)) void this.#fetch(page);
  }

  async #fetch(page: number): Promise<void> {
    this.#asked.add(page);
    try {
      for (const line of await this.#read({ after: page * pageRows, limit: pageRows })) this.put(line);
      this.#failure = undefined;
      this.#forget();
    } catch (error) {
      this.#failure = error;
    } finally {
      this.#asked.delete(page);
    }
    this.#tell();
  }

  #page(number: number): Map<number, RunLine> {
    const page = this.#pages.get(number) ?? new Map<number, RunLine>();
    // What is touched last stands last.
    this.#pages.delete(number);
    this.#pages.set(number, page);
    return page;
  }

  #forget(): void {
    for (const number of this.#pages.keys()) {
      if (this.#pages.size <= mostPages) return;
      this.#pages.delete(number);
    }
  }
}

function pageOf(seq: number): number {
  return Math.floor((seq - 1) / pageRows);
}

/** What every storage adapter is opened with. */
export interface StorageOptions {
  /** The generation directory; made when it is missing. An adapter that keeps no files ignores it. */
  readonly directory: string;
  /** Nothing is created, migrated or written. @default false */
  readonly readonly?: boolean;
  /** A thread that writes beside the one that drives the runs, for a host that lives long. Without it everything is written by the thread that asks. */
  readonly writerThread?: WriterThreadOptions;
}

/** Which groups of batches are written beside. */
export interface WriterThreadOptions {
  /** The fewest batches worth sending. */
  readonly from: number;
  /**
   * Groups are sent while writing one takes longer than this, so that a slow disk holds nothing up; where it is quicker,
   * sending them would cost more than it saves. @default 0, which sends all of them
   */
  readonly slowMs?: number;
}

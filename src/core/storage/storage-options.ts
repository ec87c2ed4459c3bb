/** What every storage adapter is opened with. */
export interface StorageOptions {
  /** The generation directory; made when it is missing. An adapter that keeps no files ignores it. */
  readonly directory: string;
  /** Nothing is created, migrated or written. @default false */
  readonly readonly?: boolean;
  /**
   * Groups of at least so many batches are written beside the thread that drives the runs, so that it never waits for the
   * disk: worth it for a host that lives long. Without it everything is written by the thread that asks.
   */
  readonly writerThread?: { readonly from: number };
}

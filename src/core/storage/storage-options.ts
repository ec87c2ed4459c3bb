/** What every storage adapter is opened with. */
export interface StorageOptions {
  /** The generation directory; made when it is missing. An adapter that keeps no files ignores it. */
  readonly directory: string;
  /** Nothing is created, migrated or written. @default false */
  readonly readonly?: boolean;
  /** Runs are written beside the thread that drives them once there are many: worth it for a host that lives long. @default false */
  readonly writerThread?: boolean;
}

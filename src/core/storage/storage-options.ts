/** What every storage adapter is opened with. */
export interface StorageOptions {
  /** The generation directory; made when it is missing. An adapter that keeps no files ignores it. */
  readonly directory: string;
  /** Nothing is created, migrated or written. @default false */
  readonly readonly?: boolean;
}

/** New identifiers: UUIDv7 in lower case, each greater than the one before it from the same process. */
export interface Ids {
  next(): string;
}

/** Epoch milliseconds as doors write them: ISO 8601, UTC, milliseconds. */
export function toInstant(ms: number): string {
  return new Date(ms).toISOString();
}

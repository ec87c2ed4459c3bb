/** Epoch milliseconds as doors write them: ISO 8601, UTC, milliseconds. */
export function toInstant(ms: number): string {
  return new Date(ms).toISOString();
}

const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/u;

/** Epoch milliseconds of an ISO 8601 instant that names its offset; undefined for anything else. */
export function instantMs(text: string): number | undefined {
  const ms = pattern.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

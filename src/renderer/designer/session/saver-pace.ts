/** Pauses between tries that fail one after another. */
export const retryMs = [1000, 2000, 4000, 8000, 15_000] as const;

/** Typing without a pause is written this often all the same. */
export const longestMs = 2000;

/** So often in a row the draft may be another by the time it is written; then there is a pause. */
export const mostRounds = 8;

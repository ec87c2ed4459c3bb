/** Fields of a journal's row that say when, how long, by whom, in which run or on which machine, and not what. What was left to chance shows in what came of it. */
export const incidentalFields: ReadonlySet<string> = new Set(['run', 'workflow', 'attended', 'timers', 'expiresAt', 'notBefore', 'retryAfterMs', 'durationMs', 'usage', 'inherited', 'key', 'continue', 'by', 'seed']);

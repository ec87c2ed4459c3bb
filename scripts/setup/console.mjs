/** Prints a line of the tooling's own, told apart from the output of what it runs. */
export function say(/** @type {string} */ text) {
  process.stdout.write(`[aiwm] ${text}\n`);
}

/**
 * Ends the command with what went wrong and, where there is one, the next step.
 * @param {string} text
 * @returns {never}
 */
export function fail(text) {
  process.stderr.write(`[aiwm] ${text}\n`);
  process.exit(1);
}

/** The time since `startedAt` (milliseconds) as people read it. */
export function elapsed(/** @type {number} */ startedAt) {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
}

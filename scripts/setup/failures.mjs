/** Under the name of what failed stand so many lines of why. */
const linesOfWhy = 20;

/** How the tools of the checks begin the report of one failure: Vitest, Playwright, the compiler, the linter. */
const beginnings = [
  /^\s*FAIL\s+\S/u,
  /^⎯+ (?:Unhandled|Uncaught) .*⎯/u,
  /^\s+\d+\) .*\.spec\.ts:\d+/u,
  /^\S+\.(?:ts|tsx|mjs)\(\d+,\d+\): error TS/u,
  /^\S+\.(?:ts|tsx|mjs):\d+:\d+: error TS/u,
  /^\s*[x×!⚠] \S+\(\S+\): /u,
];
const rule = /^[\s⎯─]*(?:\[\d+\/\d+\])?[⎯─]*$/u;

/**
 * The failures a program told of, each with the first lines of why; where it told of none in a way known here, the
 * last lines it printed.
 * @param {string} output
 * @param {number} most lines at most
 * @returns {string[]}
 */
export function failuresIn(output, most) {
  const lines = output.split(/\r?\n/u).filter((line) => !rule.test(line));
  const starts = [...lines.keys()].filter((index) => beginnings.some((beginning) => beginning.test(lines[index] ?? '')));
  if (starts.length === 0) return lines.slice(-Math.min(most, 20));
  // Many failures share the room; each keeps at least its name.
  const each = Math.max(1, Math.min(1 + linesOfWhy, Math.floor(most / starts.length)));
  const told = starts.flatMap((start, order) => lines.slice(start, Math.min(start + each, starts[order + 1] ?? lines.length)));
  if (told.length <= most) return told;
  return [...told.slice(0, most - 1), `… and more: ${starts.length} in all, told in full above`];
}

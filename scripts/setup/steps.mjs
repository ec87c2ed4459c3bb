import { elapsed, say } from './console.mjs';
import { failuresIn } from './failures.mjs';

/**
 * @typedef {'ok' | 'FAILED' | 'skipped'} Outcome
 * @typedef {{ name: string; outcome: Outcome; time: string; why?: string; output?: string }} Step
 * @typedef {boolean | import('./kept-output.mjs').Ended} Result
 */

/** All the lines that tell of failures under the summary: the end of a long print, and still read at a glance. */
const linesOfFailures = 60;

/** Runs steps, whatever the others gave, and keeps the tally. */
export function createSteps() {
  const startedAt = Date.now();
  /** @type {Step[]} */
  const steps = [];
  return {
    /** Runs a step; it fails when `work` gives false or what ended badly. */
    async run(/** @type {string} */ name, /** @type {() => Result | Promise<Result>} */ work) {
      const stepStartedAt = Date.now();
      say(`${name} …`);
      const result = await work();
      const { ok, output = '' } = typeof result === 'boolean' ? { ok: result } : result;
      steps.push({ name, outcome: ok ? 'ok' : 'FAILED', time: elapsed(stepStartedAt), output });
      return ok;
    },
    skip(/** @type {string} */ name, /** @type {string} */ why) {
      steps.push({ name, outcome: 'skipped', time: '–', why });
    },
    /** Prints every step with its time, then what failed and why, the closing line last, and gives the exit code. */
    close() {
      const width = Math.max(...steps.map(({ name }) => name.length));
      say('summary');
      for (const { name, outcome, time, why } of steps) say(`${outcome.padEnd(8)} ${name.padEnd(width)}  ${time}${why ? `  ${why}` : ''}`);
      const count = (/** @type {Outcome} */ outcome) => steps.filter((step) => step.outcome === outcome).length;
      const skipped = count('skipped');
      say(`total ${elapsed(startedAt)}`);
      tellFailures(steps.filter(({ outcome }) => outcome === 'FAILED'));
      process.stdout.write(`${count('ok')} passed, ${count('FAILED')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
      return count('FAILED') > 0 || (skipped > 0 && process.env['CI']) ? 1 : 0;
    },
  };
}

function tellFailures(/** @type {readonly Step[]} */ failed) {
  const each = Math.floor(linesOfFailures / failed.length);
  for (const { name, output = '' } of failed) {
    say(`what failed in: ${name}`);
    for (const line of failuresIn(output, each - 1)) process.stdout.write(`  ${line.slice(0, 300)}\n`);
  }
}

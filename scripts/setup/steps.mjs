import { elapsed, say } from './console.mjs';

/**
 * @typedef {'ok' | 'FAILED' | 'skipped'} Outcome
 * @typedef {{ name: string; outcome: Outcome; time: string; why?: string }} Step
 */

/** Runs steps one after the other, whatever the others gave, and keeps the tally. */
export function createSteps() {
  const startedAt = Date.now();
  /** @type {Step[]} */
  const steps = [];
  return {
    /** Runs a step; it fails when `work` gives false or throws. */
    run(/** @type {string} */ name, /** @type {() => boolean} */ work) {
      const stepStartedAt = Date.now();
      say(`${name} …`);
      const outcome = work() ? 'ok' : 'FAILED';
      steps.push({ name, outcome, time: elapsed(stepStartedAt) });
      return outcome === 'ok';
    },
    skip(/** @type {string} */ name, /** @type {string} */ why) {
      steps.push({ name, outcome: 'skipped', time: '–', why });
    },
    /** Prints every step with its time, the closing line last, and gives the exit code. */
    close() {
      const width = Math.max(...steps.map(({ name }) => name.length));
      say('summary');
      for (const { name, outcome, time, why } of steps) say(`${outcome.padEnd(8)} ${name.padEnd(width)}  ${time}${why ? `  ${why}` : ''}`);
      const count = (/** @type {Outcome} */ outcome) => steps.filter((step) => step.outcome === outcome).length;
      const skipped = count('skipped');
      say(`total ${elapsed(startedAt)}`);
      process.stdout.write(`${count('ok')} passed, ${count('FAILED')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
      return count('FAILED') > 0 || (skipped > 0 && process.env['CI']) ? 1 : 0;
    },
  };
}

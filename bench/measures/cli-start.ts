import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measure, median } from '../measure.ts';

const program = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'cli', 'index.js');
/** A process start is short and uneven: so many make one measurement. */
const startsInOne = 7;

/** Milliseconds from spawning the process to its end. */
function duration(words: readonly string[], home: string): number {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, words, { env: { ...process.env, AIWM_HOME: home }, encoding: 'utf8' });
  if (status !== 0) throw new Error(`node ${words.join(' ')} ended with ${String(status)}: ${stderr} (\`npm run build:cli\` builds it)`);
  return performance.now() - began;
}

/** The built command line against the same Node doing nothing. */
function startOf(words: readonly string[], goal: number): Measure {
  return {
    name: `aiwm ${words.join(' ')}`,
    goal: `≤ ${goal.toFixed(1)} × node -e 0`,
    measure(pairs) {
      const home = mkdtempSync(join(tmpdir(), 'aiwm-bench-'));
      try {
        // The first one makes the data directory, which later ones find.
        duration([program, ...words], home);
        const measured = Array.from({ length: pairs * startsInOne }, () => ({ nothing: duration(['-e', '0'], home), product: duration([program, ...words], home) }));
        const time = (side: 'nothing' | 'product'): string => `${Math.round(median(measured.map((pair) => pair[side])))} ms`;
        const ratio = median(measured.map(({ nothing, product }) => product / nothing));
        return Promise.resolve({ against: time('nothing'), product: time('product'), result: ratio.toFixed(2), met: ratio <= goal });
      } finally {
        rmSync(home, { recursive: true, force: true });
      }
    },
  };
}

export const startOfVersion = startOf(['--version'], 2);
export const startOfRunsList = startOf(['runs', 'list'], 3);

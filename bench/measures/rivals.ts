import { createRequire } from 'node:module';
import { type Measure, type Measured, measureOnce, median, type Shape, type Work } from '../measure.ts';
import { runProduct } from '../product.ts';
import { runLangGraph } from '../rivals/langgraph.ts';
import { runXState } from '../rivals/xstate-snapshots.ts';

interface Rival {
  readonly name: string;
  readonly run: (work: Work) => Promise<Measured>;
  /** What it is made of; the bench installs it beside itself. */
  readonly packages: readonly string[];
}

const langGraph: Rival = { name: 'LangGraph JS with its SQLite saver', run: runLangGraph, packages: ['@langchain/langgraph', '@langchain/langgraph-checkpoint-sqlite'] };
const xState: Rival = { name: 'XState with a snapshot per event', run: runXState, packages: ['xstate'] };

/** Transitions per second of the product over those of something people use for the same. */
function againstRival({ name, run, packages }: Rival, goal: number, shape: Shape): Measure {
  return {
    name: `against ${name}, ${shape.concurrency} ${shape.concurrency === 1 ? 'run' : 'runs'} at a time`,
    goal: `≥ ${goal} × as many`,
    async measure(pairs) {
      if (!isInstalled(packages)) return { against: 'not installed here', product: '–', result: '–' };
      await measureOnce(run, shape);
      await measureOnce(runProduct, shape);
      const measured: { readonly rival: Measured; readonly product: Measured }[] = [];
      for (let pair = 0; pair < pairs; pair += 1) {
        measured.push({ rival: await measureOnce(run, shape), product: await measureOnce(runProduct, shape) });
      }
      const rate = (side: 'rival' | 'product'): string => `${Math.round(median(measured.map((pair) => pair[side].transitionsPerSecond)))}/s`;
      const ratio = median(measured.map(({ rival, product }) => product.transitionsPerSecond / rival.transitionsPerSecond));
      return { against: rate('rival'), product: rate('product'), result: ratio.toFixed(2), met: ratio >= goal };
    },
  };
}

function isInstalled(packages: readonly string[]): boolean {
  const { resolve } = createRequire(import.meta.url);
  try {
    for (const name of packages) resolve(name);
    return true;
  } catch {
    return false;
  }
}

const oneRun: Shape = { runs: 60, concurrency: 1 };
const hundredRuns: Shape = { runs: 600, concurrency: 100 };

export const againstLangGraph = againstRival(langGraph, 4, oneRun);
export const againstLangGraphOfHundred = againstRival(langGraph, 15, hundredRuns);
export const againstXState = againstRival(xState, 0.7, oneRun);
export const againstXStateOfHundred = againstRival(xState, 0.7, hundredRuns);

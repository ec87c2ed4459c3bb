import { standardCatalogue } from '../../src/core/domain/catalogue/catalogue.ts';
import { verify } from '../../src/core/domain/runtime/verify/verify.ts';
import { largeWorkflow } from '../large-workflow.ts';
import { type Measure, median } from '../measure.ts';

const nodes = 500;
/** One in so many sections of the faulty workflow is at fault. */
const faultyEvery = 6;

/** A workflow of 500 nodes as it is looked at when it is saved: a sound one, and one with faults that runs have to show. */
export const verifyLarge: Measure = {
  name: `verify at ${nodes} nodes`,
  goal: '≤ 300 ms',
  measure(pairs) {
    const sound = largeWorkflow(nodes, { faultyEvery: nodes });
    const faulty = largeWorkflow(nodes, { faultyEvery });
    duration(faulty);
    const measured = Array.from({ length: pairs }, () => ({ sound: duration(sound), faulty: duration(faulty) }));
    const ms = (side: 'sound' | 'faulty'): number => Math.round(median(measured.map((pair) => pair[side])));
    return Promise.resolve({ against: `sound: ${ms('sound')} ms`, product: `with faults: ${ms('faulty')} ms`, result: `${ms('faulty')} ms`, met: ms('faulty') <= 300 });
  },
};

function duration(definition: ReturnType<typeof largeWorkflow>): number {
  const began = performance.now();
  const { findings, notAnalysed } = verify(definition, { catalogue: standardCatalogue });
  const took = performance.now() - began;
  if (notAnalysed.length > 0 || findings.some(({ code }) => code !== 'incomplete_conditions')) throw new Error(`verify found ${findings.map(({ code }) => code).join(', ')}`);
  return took;
}

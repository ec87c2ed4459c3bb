import { expect } from 'vitest';
import { type Fault, faultLine } from './fault-plan.ts';
import { simulate, type Simulated, type Verdict } from './simulation.ts';

/** Checks one seed; the answer is what is broken, if anything is. */
export type Check = (simulated: Simulated) => Promise<{ readonly broken: string | undefined; readonly verdict: Verdict }>;

export const keepsItsPromises: Check = async (simulated) => {
  const verdict = await simulate(simulated);
  return { broken: verdict.broken, verdict };
};

/** As {@link keepsItsPromises}; besides, nobody may see from what the runs did that anything happened. */
export const isAsIfNothingHappened: Check = async (simulated) => {
  const verdict = await simulate(simulated);
  const calm = await simulate({ ...simulated, faults: [], restartsAtEachStep: false });
  const broken = verdict.broken ?? (calm.broken === undefined ? difference(verdict.canonical, calm.canonical) : `without any fault, ${calm.broken}`);
  return { broken, verdict };
};

/** Seeds to check: one named in `AIWM_SEED`, or so many, or twenty times as many when there is time. */
export function seedsTo(count: number): readonly number[] {
  const { AIWM_SEED: one, AIWM_LONG: long } = process.env;
  if (one !== undefined && one !== '') return [Number(one)];
  return Array.from({ length: long === '1' ? count * 20 : count }, (_, at) => at + 1);
}

/** Checks the seeds one after the other; throws at the first that breaks a promise, with everything needed to see it again. */
export async function explore(given: Omit<Simulated, 'seed'>, { seeds, check = keepsItsPromises }: { readonly seeds: readonly number[]; readonly check?: Check }): Promise<{ readonly commits: number }> {
  let commits = 0;
  for (const seed of seeds) {
    const { broken, verdict } = await check({ ...given, seed });
    commits += verdict.commits;
    if (broken !== undefined) throw new Error(await report({ ...given, seed }, { broken, verdict, check }));
  }
  return { commits };
}

/** The first of the seeds that breaks a promise, and how; nothing if none does. */
export async function firstBroken(given: Omit<Simulated, 'seed'>, { seeds, check = keepsItsPromises }: { readonly seeds: readonly number[]; readonly check?: Check }): Promise<{ readonly seed: number; readonly broken: string } | undefined> {
  for (const seed of seeds) {
    const { broken } = await check({ ...given, seed });
    if (broken !== undefined) return { seed, broken };
  }
  return undefined;
}

/** The faults of which none can be left out: without any one of them nothing breaks. */
export async function shrink(simulated: Simulated, faults: readonly Fault[], check: Check = keepsItsPromises): Promise<readonly Fault[]> {
  let kept = faults;
  for (let size = Math.max(1, Math.floor(kept.length / 2)); size >= 1; size = size === 1 ? 0 : Math.floor(size / 2)) {
    for (let at = 0; at < kept.length; ) {
      const fewer = [...kept.slice(0, at), ...kept.slice(at + size)];
      const { broken } = await check({ ...simulated, faults: fewer });
      if (broken === undefined) at += size;
      else kept = fewer;
    }
  }
  return kept;
}

interface Finding {
  readonly broken: string;
  readonly verdict: Verdict;
  readonly check: Check;
}

const traceLines = 60;

async function report(simulated: Simulated, { broken, verdict, check }: Finding): Promise<string> {
  const shrunk = await shrink(simulated, verdict.faults, check);
  const again = await check({ ...simulated, faults: shrunk });
  return [
    `seed ${simulated.seed} (${simulated.profile}, ${simulated.store}): ${broken}`,
    `once more with: AIWM_SEED=${simulated.seed} npx vitest run --project simulation -t '${expect.getState().currentTestName ?? ''}'`,
    `${verdict.faults.length} faults, of which ${shrunk.length} are needed${again.broken === broken ? '' : ` (for: ${again.broken ?? 'nothing'})`}:`,
    ...shrunk.map((fault) => `  ${faultLine(fault)}`),
    'journals:',
    ...again.verdict.journals.map((journal) => journal.split('\n').slice(-traceLines).join('\n')),
    `the last of ${again.verdict.steps} steps:`,
    ...again.verdict.trace.slice(-traceLines).map((line) => `  ${line}`),
  ].join('\n');
}

function difference(left: readonly string[], right: readonly string[]): string | undefined {
  const missing = right.find((line) => !left.includes(line));
  const extra = left.find((line) => !right.includes(line));
  if (missing === undefined && extra === undefined && left.length === right.length) return undefined;
  return `the runs did not do what they do undisturbed: ${extra ?? 'nothing'} is new, ${missing ?? 'nothing'} is missing, ${left.length} lines for ${right.length}`;
}

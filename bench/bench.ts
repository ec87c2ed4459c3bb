import { cpus, loadavg } from 'node:os';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runFloor } from './floor.ts';
import { type Measured, measureOnce, median, type Shape } from './measure.ts';
import { runProduct } from './product.ts';

/** Pairs measured back to back, so that whatever else the machine does hits both sides alike. */
const pairs = Number(process.argv[2] ?? 5);

const shapes: readonly (Shape & { readonly label: string })[] = [
  { label: '1 run at a time', runs: 60, concurrency: 1 },
  { label: '100 runs at a time', runs: 600, concurrency: 100 },
];

interface Pair {
  readonly floor: Measured;
  readonly product: Measured;
}

async function measurePairs(shape: Shape): Promise<readonly Pair[]> {
  // Neither side is to be measured while its code is still being compiled.
  await measureOnce(runFloor, shape);
  await measureOnce(runProduct, shape);
  const measured: Pair[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    measured.push({ floor: await measureOnce(runFloor, shape), product: await measureOnce(runProduct, shape) });
  }
  return measured;
}

function line(shape: Shape & { readonly label: string }, measured: readonly Pair[]): string {
  const rate = (side: keyof Pair): number => Math.round(median(measured.map((pair) => pair[side].transitionsPerSecond)));
  const kib = (side: keyof Pair): string => (median(measured.map((pair) => pair[side].bytes)) / shape.runs / 1024).toFixed(1);
  const ratio = median(measured.map(({ floor, product }) => product.transitionsPerSecond / floor.transitionsPerSecond));
  return `| ${shape.label} | ${rate('floor')} | ${rate('product')} | ${ratio.toFixed(2)} | ${kib('floor')} | ${kib('product')} |`;
}

const lines: string[] = [];
for (const shape of shapes) lines.push(line(shape, await measurePairs(shape)));
const load = loadavg()[0]?.toFixed(1) ?? '?';

const report = `# Bench

Transitions per second of 10-step runs, each with one asynchronous effect between two synced commits and a 2 KiB context.
The floor is one row appended and one updated per step. Medians of ${pairs} pairs, measured one after the other in one
process after one round that does not count; only the ratio travels between machines. ${cpus().length} cores, load ${load} (the bench itself makes
about 1; what is above it was other work on the machine), Node ${process.version}. KiB per run: the database, closed, by the runs in it.

| work | floor | product | ratio | floor KiB per run | product KiB per run |
|---|--:|--:|--:|--:|--:|
${lines.join('\n')}
`;
writeFileSync(join(import.meta.dirname, 'results.md'), report);
process.stdout.write(report);

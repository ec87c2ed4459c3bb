import { cpus, loadavg } from 'node:os';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runFloor } from './floor.ts';
import { measureOnce, median, type Shape } from './measure.ts';
import { runProduct } from './product.ts';

/** Pairs measured back to back, so that whatever else the machine does hits both sides alike. */
const pairs = Number(process.argv[2] ?? 5);

const shapes: readonly (Shape & { readonly label: string })[] = [
  { label: '1 run at a time', runs: 60, concurrency: 1 },
  { label: '100 runs at a time', runs: 400, concurrency: 100 },
];

const rows: string[] = [];
for (const shape of shapes) {
  const floor: number[] = [];
  const product: number[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    floor.push(await measureOnce(runFloor, shape));
    product.push(await measureOnce(runProduct, shape));
  }
  const ratio = median(product.map((value, index) => value / (floor[index] ?? Number.NaN)));
  rows.push(`| ${shape.label} | ${Math.round(median(floor))} | ${Math.round(median(product))} | ${ratio.toFixed(2)} |`);
}

const report = `# Bench

Transitions per second of 10-step runs, each with one asynchronous effect between two synced commits and a 2 KiB context.
The floor is one row appended and one updated per step. Medians of ${pairs} pairs, measured one after the other in one
process; only the ratio travels between machines. ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1) ?? '?'}, Node ${process.version}.

| work | floor | product | ratio |
|---|--:|--:|--:|
${rows.join('\n')}
`;
writeFileSync(join(import.meta.dirname, 'results.md'), report);
process.stdout.write(report);

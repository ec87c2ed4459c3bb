import { cpus, loadavg } from 'node:os';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measure } from './measure.ts';
import { measures } from './measures.ts';

/** Arguments: how many pairs, and a part of the name of the measures wanted, all without it. */
const pairs = Number(process.argv[2] ?? 5);
const wanted = process.argv[3] ?? '';

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

async function row({ name, goal, measure }: Measure): Promise<string> {
  const { against, product, result, met } = await measure(pairs);
  const load = loadavg()[0]?.toFixed(1) ?? '?';
  const text = line([name, goal, against, product, result, met === undefined ? '–' : met ? 'yes' : 'no', load]);
  process.stdout.write(`${text}\n`);
  return text;
}

const rows: string[] = [];
for (const measure of measures.filter(({ name }) => name.includes(wanted))) rows.push(await row(measure));

const report = `# Bench

Each line is a ratio of two sides measured in turn in one process, the median of ${pairs} pairs after one round that does not
count; only ratios travel between machines. The work is a 10-step run with one asynchronous effect between two synced commits
and a 2 KB context, unless the line says otherwise; the floor is one row appended and one updated per step. ${cpus().length} cores,
Node ${process.version}. The load is the machine's at the end of the measure: the bench itself makes about 1, what is above it was other work.

| measure | goal | against | product | result | met | load |
|---|---|--:|--:|--:|---|--:|
${rows.join('\n')}
`;
if (wanted === '') writeFileSync(join(import.meta.dirname, 'results.md'), report);

// Asks a CSV file of the given size while it measures its own memory: csv-query-child.ts MEGABYTES
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { openActionBench } from './action-bench.ts';

const megabytes = Number(process.argv[2] ?? '1');
const countries = ['DE', 'FR', 'PL', 'JP', 'ES'];
const rest = 'words that nobody asks for, '.repeat(6).replaceAll(',', ';');

await using bench = await openActionBench();
const file = createWriteStream(join(bench.folder, 'large.csv'));
file.write('id,country,amount,note\n');
let id = 0;
while (file.bytesWritten + file.writableLength < megabytes * 1024 * 1024) {
  let lines = '';
  for (let line = 0; line < 1000; line += 1, id += 1) lines += `${id},${countries[id % 5] ?? ''},${id % 100},${rest}\n`;
  if (!file.write(lines)) await once(file, 'drain');
}
file.end();
await once(file, 'close');

// What is loaded at first use is no part of what the size of a file costs.
await bench.run('csv.query', { file: 'large.csv', where: 'item.amount > 49', limit: 1 });
const before = process.memoryUsage().rss;
let most = before;
const timer = setInterval(() => { most = Math.max(most, process.memoryUsage().rss); }, 20);
const grouped = await bench.run('csv.query', { file: 'large.csv', where: 'item.amount > 49', group: { by: ['country'], aggregate: [{ fn: 'count' }, { fn: 'sum', column: 'amount' }] }, order: [{ by: 'country' }] });
const filtered = await bench.run('csv.query', { file: 'large.csv', select: ['id', 'note'], to: { path: 'filtered.csv' } });
const { results: _copied } = await bench.run('file.copy', { from: 'large.csv', to: 'copy.csv' });
clearInterval(timer);
process.stdout.write(JSON.stringify({ records: id, grouped: grouped.output, filtered: filtered.output, grownMegabytes: Math.round((most - before) / 1024 / 1024) }));

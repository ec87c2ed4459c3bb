/** Refuses what lint cannot see: file names that say nothing, rooms the import law does not name, unwritten work, clocks in the domain. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { findFaults, sourceFiles } from './lint/house-rules.ts';

const root = resolve(import.meta.dirname, '..');
const files = sourceFiles(root);
const faults = files.flatMap((path) => findFaults(path, readFileSync(resolve(root, path), 'utf8')));

for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`${files.length} files looked at, ${faults.length} refused\n`);
if (faults.length > 0) process.exitCode = 1;

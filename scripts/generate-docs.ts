/** Writes what is made from the contract; `--check` only says whether it is up to date. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { loadContract } from '../src/core/domain/operations/areas.ts';
import type { OperationMeta } from '../src/core/domain/operations/define-operation.ts';
import { callFacts } from './docs/call-facts.ts';
import { operationsPage, type DocumentedOperation } from './docs/operations-page.ts';

const contract = await loadContract();

/** What of a contract's procedure the page needs. */
interface Described {
  readonly '~orpc': { readonly meta: OperationMeta; readonly inputSchema?: unknown };
}

function documented(procedure: Described): DocumentedOperation {
  const { meta, inputSchema } = procedure['~orpc'];
  if (meta.operation === undefined || !(inputSchema instanceof z.ZodType)) throw new TypeError('an operation lacks its facts or its input');
  return { facts: meta.operation, input: inputSchema };
}

const areas = Object.entries<Readonly<Record<string, Described>>>(contract).map(([name, procedures]) => ({
  name,
  operations: Object.values(procedures).map(documented),
}));

const files = [
  { name: 'docs/operations.md', wanted: operationsPage(areas) },
  { name: 'src/renderer/client/call-facts.ts', wanted: callFacts(areas.flatMap(({ operations }) => operations.map(({ facts }) => facts))) },
];
for (const { name, wanted } of files) {
  const file = new URL(`../${name}`, import.meta.url);
  const present = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (wanted === present) process.stdout.write(`${name} is up to date\n`);
  else if (process.argv.includes('--check')) {
    process.stderr.write(`${name} is out of step with the contract: run \`npm run docs\`\n`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, wanted);
    process.stdout.write(`wrote ${name}\n`);
  }
}

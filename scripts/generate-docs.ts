/** Writes docs/operations.md from the contract; `--check` only says whether the page is up to date. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { loadContract } from '../src/core/domain/operations/areas.ts';
import type { OperationMeta } from '../src/core/domain/operations/define-operation.ts';
import { operationsPage, type DocumentedOperation } from './docs/operations-page.ts';

const page = new URL('../docs/operations.md', import.meta.url);
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

const wanted = operationsPage(areas);
const present = existsSync(page) ? readFileSync(page, 'utf8') : '';
if (wanted === present) process.stdout.write('docs/operations.md is up to date\n');
else if (process.argv.includes('--check')) {
  process.stderr.write('docs/operations.md is out of step with the contract: run `npm run docs`\n');
  process.exitCode = 1;
} else {
  writeFileSync(page, wanted);
  process.stdout.write('wrote docs/operations.md\n');
}

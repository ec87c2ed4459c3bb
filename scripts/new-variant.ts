/** `npm run new -- <kind> <name>`: begins a variant, its file from a template and its line in the list. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Edit } from './new/edit.ts';
import { newAction } from './new/new-action.ts';
import { newConnector } from './new/new-connector.ts';
import { newOperation } from './new/new-operation.ts';

const kinds: Readonly<Record<string, (root: string, name: string) => Edit[]>> = {
  action: newAction,
  connector: newConnector,
  operation: newOperation,
};

/** Tests name another copy of the repository here. */
const root = resolve(process.env['AIWM_NEW_ROOT'] ?? join(import.meta.dirname, '..'));
const [kind = '', name = ''] = process.argv.slice(2);

try {
  const make = kinds[kind];
  if (make === undefined || name === '') throw new Error('usage: npm run new -- action my.kind | connector name | operation area.verb');
  for (const { path, text } of make(root, name)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    process.stdout.write(`wrote ${path}\n`);
  }
  process.stdout.write('next: fill it in, then run `npm run check`\n');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, visit } from '../window-test.ts';

test.use({ samples: false });

const immediate = [{ type: 'immediate', config: {} }];
const done = [{ type: 'task-complete', config: {} }];

test('a schema no value fits is told at its word, and the type that was meant is a press away', async ({ host, window }) => {
  const file = path.join(host.dataDirectory, 'files', 'schemas.json');
  await writeFile(file, JSON.stringify({ format: 'aiwm.workflow/1', name: 'Schemas', inputs: { type: 'object', properties: { amount: { type: 'strin' } } }, root: { id: 'root', nodes: [{ id: 'start', type: 'start' }, { id: 'done', type: 'end' }], transitions: [{ id: 't1', from: 'start', to: 'done', triggers: immediate }] } }));
  await host.ask('workflows', 'import', file);
  await visit(window, '/workflows/schemas', 'Schemas');
  await window.keyboard.press('Control+Enter');
  const problems = window.getByRole('region', { name: 'Problems' });
  const row = problems.getByRole('row', { name: /"type" takes one of string/u });

  await row.click();
  await expect(window.getByRole('tab', { name: 'Inputs' })).toHaveAttribute('aria-selected', 'true');
  await row.getByRole('button', { name: 'Use “string”' }).click();

  await expect(row).toBeHidden();
});

test('a hundred places are mended by one press and one undo, and the page goes on meanwhile', async ({ host, window }) => {
  const steps = Array.from({ length: 100 }, (_, at) => ({ id: `step_${at}`, type: 'workStep', entry: [{ id: 'say', type: 'llm.chat', config: { prompt: 'Hi' } }] }));
  const nodes = [{ id: 'start', type: 'start' }, ...steps, { id: 'done', type: 'end' }];
  const transitions = nodes.slice(1).map(({ id }, at) => ({ id: `t${at}`, from: nodes[at]?.id, to: id, triggers: at === 0 ? immediate : done }));
  const file = path.join(host.dataDirectory, 'files', 'many.json');
  await writeFile(file, JSON.stringify({ format: 'aiwm.workflow/1', name: 'Many', root: { id: 'root', nodes, transitions } }));
  await host.ask('workflows', 'import', file);
  await visit(window, '/workflows/many', 'Many');
  await window.keyboard.press('Control+Enter');
  const problems = window.getByRole('region', { name: 'Problems' });
  const all = problems.getByRole('button', { name: /in all 99 places$/u });

  await all.click();

  await expect(all).toBeHidden();
  await expect(problems.getByText('Nothing to mend.')).toBeVisible();
  await window.keyboard.press('Control+z');
  await expect(all).toBeVisible();
});

import { expect, expectAccessible, test, visit } from '../window-test.ts';
import { expectFaultless } from '../looks/faults-by-look.ts';

const edits = (...list: readonly object[]): string => JSON.stringify(list);

test('a problem is gone to, mended by a press, and then no longer there', async ({ host, window }) => {
  await host.ask('workflows', 'edit', 'hello', '--edits', edits({ kind: 'set', at: 'workflow', path: ['variables', 'never'], value: { schema: { type: 'string' }, initial: '' } }, { kind: 'add_node', region: 'root', node: { id: 'lost', type: 'workStep', name: 'Lost step' } }));
  await visit(window, '/workflows/hello', /hello/iu);
  await window.keyboard.press('Control+Enter');
  const problems = window.getByRole('region', { name: 'Problems' });
  const row = problems.getByRole('row', { name: /No transition leads to "Lost step"/u });

  await row.click();
  await expect(window.getByRole('heading', { name: 'Lost step' })).toBeVisible();
  await expectAccessible(window);
  await row.getByRole('button', { name: 'Delete Lost step' }).click();

  await expect(row).toBeHidden();
  await problems.getByRole('button', { name: 'Delete the variable “never”' }).click();
  await expect(problems.getByText('Nothing to mend.')).toBeVisible();
});

test('a run that shows a problem is played on the canvas, step by step', async ({ host, window }) => {
  await host.ask('workflows', 'edit', 'hello', '--edits', edits({ kind: 'add_node', region: 'root', node: { id: 'stuck', type: 'workStep', name: 'Stuck' } }, { kind: 'redirect', transition: 'greeted', to: 'stuck' }));
  await visit(window, '/workflows/hello', /hello/iu);
  await window.keyboard.press('Control+Enter');
  await window.getByRole('region', { name: 'Problems' }).getByRole('button', { name: 'Play the run that shows it' }).first().click();
  const player = window.getByRole('toolbar', { name: 'A run that shows it' });
  await expect(player).toContainText(/Step 1 of/u);

  await window.keyboard.press('End');
  const canvas = window.getByRole('region', { name: 'Canvas', exact: true });
  await expect(canvas.getByText('Last step', { exact: true })).toBeVisible();
  await expect(canvas.getByText('Step', { exact: true }).first()).toBeVisible();
  await expectAccessible(window);

  await player.getByRole('button', { name: 'End', exact: true }).click();
  await expect(player).toBeHidden();
  await expect(canvas.getByText('Last step', { exact: true })).toHaveCount(0);
});

test('the draft is compared with the published version on the canvas and in words', async ({ host, window }) => {
  await host.ask('workflows', 'edit', 'hello', '--edits', edits({ kind: 'add_node', region: 'root', node: { id: 'lost', type: 'workStep', name: 'Lost step' } }));
  await visit(window, '/workflows/hello', /hello/iu);
  await window.getByRole('button', { name: 'Changed since v1: show what changed' }).click();
  const dialog = window.getByRole('dialog', { name: 'History' });

  await expect(dialog.getByRole('status').filter({ hasText: '1 difference' })).toBeVisible();
  await expect(dialog.getByRole('list', { name: 'What differs' })).toContainText('Lost step');
  await expect(dialog.getByRole('button', { name: 'Show Lost step on the canvas' })).toBeVisible();
  await expectAccessible(window);
});

test('what is typed into the source is an edit, and what is no definition touches nothing', async ({ window }) => {
  await visit(window, '/workflows/hello', /hello/iu);
  await window.getByRole('button', { name: 'Source', exact: true }).click();
  const source = window.getByRole('textbox', { name: 'The definition as JSON' });
  await source.click();
  await window.keyboard.press('Control+A');
  await window.keyboard.type('rubbish');
  await expect(window.getByText('The workflow stays as it was until this is valid.')).toBeVisible();
  await expectAccessible(window);

  await window.getByRole('button', { name: 'Put back what is on the canvas' }).click();

  await expect(window.getByText('Valid: what is typed is on the canvas')).toBeVisible();
  await source.press('Control+Home');
  await expect(source).toContainText('"format": "aiwm.workflow/1"');
  await expectAccessible(window);
});

test('a draft changed here and from the command line is merged by choosing, and nothing is lost', async ({ host, window }) => {
  await visit(window, '/workflows/hello', /hello/iu);
  await window.getByRole('button', { name: 'Inspector', exact: true }).click();
  // What is written here waits until the other has written.
  const held = Promise.withResolvers<undefined>();
  await window.route('**/rpc/workflows/update*', async (route) => {
    await held.promise;
    await route.continue();
  });
  const asked = window.waitForRequest('**/rpc/workflows/update*');
  await window.getByRole('textbox', { name: 'Description' }).first().fill('Mine');
  await asked;
  await host.ask('workflows', 'edit', 'hello', '--edits', edits({ kind: 'set', at: 'workflow', path: ['description'], value: 'Theirs' }, { kind: 'set', at: 'workflow', path: ['notes'], value: 'Theirs alone' }));
  held.resolve(undefined);

  await window.getByRole('alert').filter({ hasText: /changed/iu }).getByRole('button').click();
  const dialog = window.getByRole('dialog', { name: 'The draft was changed elsewhere too' });
  await expect(dialog.getByRole('region', { name: 'Description of the workflow' })).toBeVisible();
  await expectFaultless(window, 'merge');
  await dialog.getByRole('button', { name: 'Take yours' }).click();
  await dialog.getByRole('button', { name: 'Save the merged draft' }).click();

  await expect.poll(async () => host.ask('workflows', 'get', 'hello')).toMatchObject({ definition: { description: 'Mine', notes: 'Theirs alone' } });
});

test('a conflict is drawn as each side has it, and a place chosen in the list or on a picture is shown in the other', async ({ host, window }) => {
  await visit(window, '/workflows/approval', 'Approval');
  const held = Promise.withResolvers<undefined>();
  await window.route('**/rpc/workflows/update*', async (route) => {
    await held.promise;
    await route.continue();
  });
  await window.keyboard.press('Alt+2');
  const asked = window.waitForRequest('**/rpc/workflows/update*');
  for (const [name, mine] of [['Draft', 'My draft'], ['Make the document', 'My document']] as const) {
    await window.getByRole('row', { name: new RegExp(`^${name}, work step`, 'u') }).click();
    await window.keyboard.press('F2');
    await window.keyboard.type(mine);
    await window.keyboard.press('Enter');
  }
  await asked;
  await host.ask('workflows', 'edit', 'approval', '--edits', edits({ kind: 'set', at: 'nodes.write', path: ['name'], value: 'Their draft' }, { kind: 'set', at: 'nodes.publish', path: ['name'], value: 'Their document' }));
  held.resolve(undefined);
  await window.getByRole('alert').filter({ hasText: /changed/iu }).getByRole('button').click();

  const dialog = window.getByRole('dialog', { name: 'The draft was changed elsewhere too' });
  const drawn = (side: string) => dialog.getByRole('figure', { name: `The workflow drawn: ${side}` });
  await expect(drawn('Yours').getByText('My document')).toBeVisible();
  await expect(drawn('The other').getByText('Their document')).toBeVisible();
  await expect(drawn('Before both').getByText('Make the document')).toBeVisible();
  await expect(drawn('Yours').getByText('Conflict')).toHaveCount(2);
  await expectAccessible(window);

  await dialog.getByRole('button', { name: 'Show Name of My document on the canvas' }).click();
  for (const side of ['Yours', 'The other', 'Before both']) await expect(drawn(side).locator('.react-flow__node.selected[data-id="publish"]')).toBeInViewport();
  await drawn('The other').locator('.react-flow__node[data-id="write"]').click();
  await expect(dialog.locator('[data-conflict][data-shown]')).toContainText('My draft');

  await dialog.getByRole('region', { name: 'Name of My draft' }).getByRole('button', { name: 'Take yours' }).click();
  await expect(drawn('Before both').getByText('Settled')).toBeVisible();
  await dialog.getByRole('region', { name: 'Name of My document' }).getByRole('button', { name: 'Write it yourself' }).click();
  await window.keyboard.type('The document of both');
  await host.ask('workflows', 'edit', 'approval', '--edits', edits({ kind: 'set', at: 'nodes.publish', path: ['name'], value: 'Their newest document' }));
  await expect(drawn('The other').getByText('Their newest document')).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'Name of My document' })).toContainText('The other changed it once more');
  await expect(dialog.getByRole('region', { name: 'Name of My draft' })).toContainText('Yours is taken');
  await dialog.getByRole('button', { name: 'Use this value' }).click();
  await dialog.getByRole('button', { name: 'Save the merged draft' }).click();

  await expect.poll(async () => JSON.stringify(await host.ask('workflows', 'get', 'approval'))).toMatch(/"My draft".*"The document of both"/u);
});

import { expect, expectAccessible, test, visit } from '../window-test.ts';

test.use({ samples: false });

test.beforeEach(async ({ host }) => {
  await host.ask('workflows', 'create', 'Trial');
  await host.ask('workflows', 'edit', 'trial', '--edits', JSON.stringify([
    { kind: 'set', at: 'workflow', path: ['variables'], value: { text: { schema: { type: 'string' }, initial: '' } } },
    { kind: 'set', at: 'workflow', path: ['outputs'], value: { type: 'object', required: ['summary'], properties: { summary: { type: 'string' }, note: { type: 'string' } } } },
    { kind: 'set', at: 'nodes.done', path: ['config', 'outputs'], value: { note: '{{ vars.text }}' } },
  ]));
});

test('an end offers the outputs the workflow declares', async ({ window }) => {
  await visit(window, '/workflows/trial', 'Trial');
  await window.keyboard.press('Alt+2');
  await window.getByRole('row', { name: /^done, end/u }).click();
  await window.keyboard.press('e');
  await window.getByRole('button', { name: 'Give summary a value' }).click();
  await expect(window.getByRole('group', { name: 'Declared, and not given yet' })).toHaveCount(0);
  await expectAccessible(window);
});

test('a variable is renamed where it stands, with what reads it', async ({ window, host }) => {
  await visit(window, '/workflows/trial', 'Trial');
  await window.keyboard.press('ControlOrMeta+i');
  await window.getByRole('tab', { name: /^Variables/u }).click();
  await window.getByRole('button', { name: /^text/u }).focus();
  await window.keyboard.press('F2');
  const name = window.getByRole('textbox', { name: 'Name', exact: true });
  await expect(name).toBeFocused();
  await window.keyboard.type('body');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('button', { name: /^body/u })).toBeVisible();
  await expect(name).toHaveValue('body');
  await expectAccessible(window);
  await expect.poll(async () => JSON.stringify(await host.ask('workflows', 'get', 'trial'))).toContain('{{ vars.body }}');
});

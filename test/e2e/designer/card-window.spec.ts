import { expect, test, visit } from '../window-test.ts';

test.use({ samples: false });

test('a card that was worked on is replaced only where that is meant, and undo works in its window', async ({ window, host }) => {
  await host.ask('workflows', 'create', 'Trial', '--template', 'review');
  await visit(window, '/workflows/trial', 'Trial');
  await window.keyboard.press('ControlOrMeta+i');
  await window.getByRole('tab', { name: /^Cards/u }).click();
  await window.getByRole('button', { name: 'Edit in the large editor' }).click();
  const card = window.getByRole('dialog').first();
  const title = card.getByRole('textbox', { name: 'Title', exact: true });
  await expect(title).toHaveValue('Is this good?');

  await card.getByRole('button', { name: 'Form', exact: true }).click();
  await window.getByRole('alertdialog', { name: 'Begin again with Form?' }).getByRole('button', { name: 'Cancel' }).click();
  await expect(title).toHaveValue('Is this good?');
  await card.getByRole('button', { name: 'Form', exact: true }).click();
  await window.getByRole('alertdialog').getByRole('button', { name: 'Replace the card' }).click();
  await expect(title).toHaveValue('Please fill in');

  await expect(window.getByRole('alertdialog')).toHaveCount(0);
  await window.keyboard.press('ControlOrMeta+z');
  await expect(title).toHaveValue('Is this good?');
  await window.keyboard.press('ControlOrMeta+Shift+z');
  await expect(title).toHaveValue('Please fill in');
});

test('the pin of the inspector holds in the next workflow', async ({ window, host }) => {
  await host.ask('workflows', 'create', 'Trial');
  await host.ask('workflows', 'create', 'Other');
  await visit(window, '/workflows/trial', 'Trial');
  await window.keyboard.press('ControlOrMeta+i');
  await expect(window.getByRole('tab', { name: 'General' })).toBeVisible();
  await visit(window, '/workflows/other', 'Other');
  await expect(window.getByRole('tab', { name: 'General' })).toBeVisible();
});

import { expect, test } from './window-test.ts';

test('the palette runs a workflow without a pointer', async ({ window }) => {
  await window.keyboard.press('Control+k');
  await expect(window.getByRole('combobox')).toBeFocused();
  await window.keyboard.type('run hello');
  await window.keyboard.press('Enter');

  await expect(window.getByRole('dialog', { name: 'Run Hello' })).toBeVisible();
  await expect(window.getByRole('button', { name: 'Start run' })).toBeVisible();
  for (let steps = 0; steps < 20 && !(await window.getByRole('button', { name: 'Start run' }).evaluate((button) => button === document.activeElement)); steps += 1) {
    await window.keyboard.press('Tab');
  }
  await window.keyboard.press('Enter');

  await expect(window.getByRole('status').filter({ hasText: 'Run of Hello: Completed' })).toBeAttached({ timeout: 20_000 });
});

test('the palette finds an operation by the words of the contract', async ({ window }) => {
  await window.keyboard.press('Control+k');
  await expect(window.getByRole('combobox')).toBeFocused();
  await window.keyboard.type('doctor');

  await expect(window.getByRole('option', { name: /Check the installation/u })).toBeVisible();
  await window.keyboard.press('Enter');

  await expect(window.getByRole('heading', { name: 'Checks' })).toBeVisible();
});

test('letters go to screens, the question mark shows them all, Escape closes', async ({ window }) => {
  await window.keyboard.press('g');
  await window.keyboard.press('r');
  await expect(window.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();

  await window.keyboard.press('?');
  await expect(window.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(window.getByRole('dialog')).toHaveCount(0);
});

test('Shift and Enter on a card run its workflow', async ({ window }) => {
  await window.getByRole('link', { name: 'Hello', exact: true }).focus();
  await window.keyboard.press('Shift+Enter');

  await expect(window.getByRole('dialog', { name: 'Run Hello' })).toBeVisible();
});

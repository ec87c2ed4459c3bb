import type { Page } from '@playwright/test';
import { onlyRun } from '../run-record.ts';
import { expect, expectAccessible, openRunDialog, test } from '../window-test.ts';

const bar = (page: Page) => page.getByRole('region', { name: 'Connection' });

test('a screen whose files a killed host still had is shown by itself when the host is back', async ({ window, host }) => {
  await host.kill();
  await expect(bar(window)).toBeVisible();
  await window.evaluate(() => { location.hash = '#/documents'; });
  await expect(window.getByRole('heading', { level: 1, name: 'This screen is on its way' })).toBeVisible();

  await host.startAgain();

  await expect(window.getByRole('heading', { level: 1, name: 'Documents' })).toBeVisible();
});

test('a part of the page that was asked for while the host was away opens when it is back, and what was typed beside it stays', async ({ window, host }) => {
  await window.getByRole('searchbox').fill('Appro');
  await host.kill();
  await expect(bar(window)).toBeVisible();
  await window.getByRole('button', { name: 'Keyboard shortcuts' }).click();

  await host.startAgain();

  await expect(window.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(window.getByRole('searchbox')).toHaveValue('Appro');
  await expect(window.getByText('This screen failed')).toBeHidden();
});

test('while the host is away the last lists can be read, an act in a dialog waits and keeps what was typed, and it is done when asked again', async ({ window, host }) => {
  await openRunDialog(window, 'Hello');
  const name = window.getByRole('dialog').getByLabel('Name');
  await name.fill('Ada');
  await host.kill();
  await expect(bar(window)).toBeAttached();
  await expect(window.getByRole('dialog').getByRole('button', { name: 'Start run' })).toBeDisabled();
  await expect(window.getByRole('dialog').getByText('This waits for the host')).toBeVisible();
  await name.press('Enter');
  await expect(name).toHaveValue('Ada');
  await expectAccessible(window);
  await window.keyboard.press('Escape');
  await expect(window.getByRole('button', { name: 'Run Approval', exact: true })).toBeVisible();
  await openRunDialog(window, 'Hello');
  await name.fill('Ada');

  await host.startAgain();
  await window.getByRole('dialog').getByRole('button', { name: 'Start run' }).click();

  await expect(window.getByRole('status').filter({ hasText: 'Run of Hello: Completed' })).toBeAttached({ timeout: 20_000 });
  await onlyRun(host.ask);
});

import type { Page } from '@playwright/test';
import { expect, test } from '../window-test.ts';

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

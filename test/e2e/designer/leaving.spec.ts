import type { Page } from '@playwright/test';
import { expect, test } from '../window-test.ts';

const calls = /\/rpc\/workflows\/(?:update|get)$/u;

test('a host that takes calls and answers none does not hold the window: whoever leaves is asked, and saving is said to have failed until it works', async ({ window, host }) => {
  await openDesigner(window);
  await window.clock.install();
  await window.route(calls, () => undefined);
  await window.getByTitle('Change the description', { exact: true }).click();
  await window.getByLabel('Description of the workflow', { exact: true }).fill('While the host was silent');
  await window.keyboard.press('Enter');

  await window.getByRole('link', { name: 'Runs' }).click();
  await window.clock.fastForward(4000);
  await window.getByRole('alertdialog', { name: 'Leave with unsaved changes?' }).getByRole('button', { name: 'Stay here' }).click();
  await window.clock.fastForward(20_000);
  await expect(window.getByRole('alertdialog').filter({ hasText: 'The draft is not saved yet' })).toBeVisible();
  await expect(window.getByText('Not saved: trying again')).toBeVisible();

  await window.unroute(calls);
  await window.clock.fastForward(40_000);
  await expect(window.getByText(/^Draft saved/u)).toBeVisible();
  expect(await host.ask('workflows', 'get', 'hello')).toMatchObject({ description: 'While the host was silent' });
});

test('what is typed into a field and is no value yet is said, and whoever leaves is asked first', async ({ window, host }) => {
  const edits = [{ kind: 'set', at: 'workflow', path: ['variables', 'list'], value: { schema: {}, initial: { first: 1 } } }];
  await host.ask('workflows', 'edit', 'hello', '--edits', JSON.stringify(edits));
  await openDesigner(window);
  await window.keyboard.press('ControlOrMeta+i');
  await window.getByRole('tab', { name: /^Variables/u }).click();
  const field = window.getByRole('textbox', { name: /^Value at first/u });
  await field.fill('{ "first": 1, "more": [1, 2,');
  await expect(window.getByText('A field not saved: no value yet')).toBeVisible();

  await window.getByRole('link', { name: 'Runs' }).click();
  await window.getByRole('alertdialog', { name: 'Leave with unsaved changes?' }).getByRole('button', { name: 'Go on with it' }).click();
  await field.fill('{ "first": 1, "more": [1, 2] }');
  await expect(window.getByText('A field not saved: no value yet')).toHaveCount(0);

  await window.getByRole('link', { name: 'Runs' }).click();
  await expect(window.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
  expect(await host.ask('workflows', 'get', 'hello')).toMatchObject({ definition: { variables: { list: { initial: { first: 1, more: [1, 2] } } } } });
});

async function openDesigner(page: Page): Promise<void> {
  await page.evaluate(() => { location.hash = '/workflows/hello'; });
  await expect(page.getByTitle('Change the name', { exact: true })).toBeVisible();
}

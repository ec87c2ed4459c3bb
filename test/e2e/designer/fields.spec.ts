import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../window-test.ts';

test('a value is put into what is given to a workflow by its button', async ({ window }) => {
  const inspector = await openNode(window, 'sub-workflow', 'Greet the first');
  const insert = inspector.getByRole('button', { name: 'Insert a value into name', exact: true });
  await insert.click();
  await expect(inspector.getByRole('option', { name: /^inputs\.first/u })).toBeVisible();
});

test('what is pasted into a picker over what was chosen stays when the field is left', async ({ window, host }) => {
  const inspector = await openNode(window, 'sub-workflow', 'Greet the first');
  const picker = inspector.getByRole('combobox', { name: 'Workflow' });
  await inspector.getByRole('button', { name: 'Show choices for Workflow' }).click();
  await window.getByRole('option', { name: /^Approval/u }).click();
  await expect(picker).toHaveValue('approval');
  await picker.press('ControlOrMeta+A');
  await window.keyboard.insertText('payment');
  await picker.press('Tab');
  await expect(picker).not.toBeFocused();
  await expect(picker).toHaveValue('payment');
  await expect.poll(async () => JSON.stringify(await host.ask('workflows', 'show', 'sub-workflow'))).toContain('"workflow":"payment"');
});

test('a picker offers what fits what is typed, never the workflow itself, and marks what is not published', async ({ window, host }) => {
  await host.ask('workflows', 'create', 'Trial');
  await expect(window.getByRole('main').getByRole('link', { name: 'Trial', exact: true })).toBeVisible();
  const inspector = await openNode(window, 'sub-workflow', 'Greet the first');
  const picker = inspector.getByRole('combobox', { name: 'Workflow' });
  await picker.press('ControlOrMeta+A');
  await window.keyboard.insertText('rial');
  const offered = window.getByRole('listbox').getByRole('option');
  await expect(offered).toHaveText([/^Trial.*Draft/u]);
  await picker.press('ControlOrMeta+A');
  await window.keyboard.insertText('sub-work');
  await expect(offered).toHaveText(['Nothing of that name.']);
  await picker.press('ControlOrMeta+A');
  await window.keyboard.insertText('pprov');
  await expect(offered).toHaveText([/^Approval/u]);
  await picker.press('ArrowDown');
  await picker.press('Enter');
  await expect(picker).toHaveValue('approval');
});

/** Selects a node of a workflow in its outline, by its row. */
async function openNode(window: Page, workflow: string, name: string): Promise<Locator> {
  await window.evaluate((to) => {
    location.hash = `#/workflows/${to}`;
  }, workflow);
  await window.getByRole('button', { name: 'Outline', exact: true }).click();
  const inspector = window.getByRole('complementary', { name: 'Inspector' });
  await window.getByRole('row', { name: new RegExp(`^${name},`, 'u') }).click();
  await expect(inspector.getByRole('heading', { name, level: 2 })).toBeVisible();
  return inspector;
}

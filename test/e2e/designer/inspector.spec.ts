import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test, visit } from '../window-test.ts';

test('a prompt is edited with its price below it, and taken back by its name', async ({ window }) => {
  const inspector = await openDesigner(window);

  await choose(window, 'Draft');
  await inspector.getByRole('button', { name: /^Ask the model/u }).click();
  const prompt = inspector.getByRole('textbox', { name: 'Prompt' });
  await prompt.click();
  await prompt.press('ControlOrMeta+End');
  await prompt.pressSequentially(' Be brief.');
  await expect(prompt).toContainText('Be brief.');
  await expect(inspector.getByText(/^About \d+ tokens/u)).toBeVisible();
  await window.getByRole('button', { name: /^Undo: change prompt/u }).click();
  await expect(prompt).not.toContainText('Be brief.');
  await expectAccessible(window);
});

test('a field added to a card is asked for when the draft runs', async ({ window, host }) => {
  const inspector = await openDesigner(window);

  await choose(window, 'Review');
  await inspector.getByRole('button', { name: 'Add a field' }).click();
  await inspector.getByRole('textbox', { name: 'Question' }).fill('Who are you?');
  await expect(inspector.getByRole('textbox', { name: 'Who are you?' })).toBeVisible();
  await expectAccessible(window);
  await expect.poll(async () => JSON.stringify(await host.ask('workflows', 'show', 'approval'))).toContain('Who are you?');
  await host.ask('runs', 'start', 'approval', '--draft');

  await visit(window, '#/cards', 'Cards');
  await window.locator('a[href^="#/cards/"]').first().click();
  await expect(window.getByRole('textbox', { name: 'Who are you?' })).toBeVisible();
});

async function openDesigner(window: Page): Promise<Locator> {
  await window.evaluate(() => {
    location.hash = '#/workflows/approval';
  });
  const inspector = window.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector.getByRole('heading', { name: 'Approval' })).toBeVisible();
  return inspector;
}

/** Selects a node, as one does by a press on it. */
async function choose(window: Page, name: string): Promise<void> {
  await window.getByRole('tab', { name: 'Outline' }).or(window.getByRole('button', { name: 'Outline', exact: true })).or(window.getByRole('radio', { name: 'Outline' })).first().click();
  await window.getByRole('treeitem', { name: new RegExp(`^${name}`, 'u') }).or(window.getByRole('row', { name: new RegExp(`^${name}`, 'u') })).first().click();
  await expect(window.getByRole('complementary', { name: 'Inspector' }).getByRole('heading', { name, level: 2 })).toBeVisible();
}

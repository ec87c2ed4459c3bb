import { expect, expectAccessible, test } from '../window-test.ts';

test('a workflow is created, duplicated with tags and found by them', async ({ window }) => {
  test.slow();
  await window.getByRole('button', { name: 'Create', exact: true }).click();
  await window.getByRole('menuitem', { name: /^Blank workflow/u }).click();
  await expect(window.getByRole('heading', { level: 1, name: 'Untitled' })).toBeVisible();
  await window.getByRole('button', { name: 'More actions' }).click();
  await window.getByRole('menuitem', { name: 'Duplicate…' }).click();
  const dialog = window.getByRole('dialog', { name: 'Duplicate Untitled' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Weekly figures');
  await dialog.getByRole('textbox', { name: 'Tags' }).fill('weekly, sales');
  await dialog.getByRole('button', { name: 'Duplicate' }).click();
  await expect(window.getByRole('heading', { level: 1, name: 'Weekly figures' })).toBeVisible();

  await window.getByRole('link', { name: 'Workflows', exact: true }).first().click();
  await expect(window.getByRole('heading', { level: 1, name: 'Workflows' })).toBeVisible();
  await window.getByRole('searchbox', { name: 'Search workflows' }).fill('#week');
  await expect(window.getByRole('article')).toHaveCount(1);
  await expect(window.getByRole('article', { name: 'Weekly figures' })).toBeVisible();
  await window.getByRole('button', { name: 'Published', exact: true }).click();
  await expect(window.getByRole('heading', { name: 'No workflow matches' })).toBeVisible();
  await window.getByRole('button', { name: 'Show all' }).click();
  await window.getByRole('button', { name: 'Needs fix' }).click();
  await expect(window.getByRole('article', { name: 'Hello', exact: true })).toHaveCount(0);
  await expectAccessible(window);
});

import { expect, test } from '../window-test.ts';

test('the name on the command line follows the name, is then chosen, and an address with the one before still leads there', async ({ window, host }) => {
  await window.keyboard.press('Control+k');
  await window.getByRole('option', { name: 'Blank workflow' }).click();
  await expect(window).toHaveURL(/\/workflows\/untitled$/u);
  const inspector = window.getByRole('complementary', { name: 'Inspector' });
  await expect(window.getByRole('heading', { level: 1, name: 'Untitled' })).toBeVisible();
  await window.keyboard.press('ControlOrMeta+i');
  const slug = inspector.getByRole('textbox', { name: 'Name on the command line' });
  await expect(slug).toHaveValue('untitled');

  await inspector.getByRole('textbox', { name: 'Name', exact: true }).fill('Invoice triage');
  await expect(slug).toHaveValue('invoice-triage');
  await expect(window).toHaveURL(/\/workflows\/invoice-triage$/u);
  await expect(inspector.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Invoice triage');

  await slug.fill('In voice');
  await expect(inspector.getByText('Use small letters and digits, joined by single hyphens.')).toBeVisible();
  await slug.fill('hello');
  await slug.press('Enter');
  await expect(inspector.getByText('The name "hello" is taken by the workflow "Hello".')).toBeVisible();
  await slug.fill('triage');
  await slug.press('Enter');
  await expect(window).toHaveURL(/\/workflows\/triage$/u);
  await expect(slug).toHaveValue('triage');
  expect(await host.ask('workflows', 'get', 'untitled')).toMatchObject({ slug: 'triage', name: 'Invoice triage' });
});

import { expect, expectAccessible, test, visit } from './window-test.ts';

test('a token is made, shown once, taken over HTTP, and revoked', async ({ host, window }) => {
  await visit(window, '/settings/tokens', 'Settings');
  await expect(window.getByText('No tokens yet')).toBeVisible();
  await expectAccessible(window);
  await window.getByRole('button', { name: 'Make a token' }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /^Name/u }).fill('ci');
  await dialog.getByRole('textbox', { name: /Only in these areas/u }).fill('nowhere');
  await dialog.getByRole('button', { name: 'Make', exact: true }).click();
  await expect(dialog).toContainText('There is no area "nowhere"');
  await dialog.getByRole('textbox', { name: /Only in these areas/u }).fill('runs, workflows');
  await expect(dialog).toContainText('aiwm tokens create ci --scopes runs:read --scopes workflows:read --days 90');
  await expectAccessible(window);
  await dialog.getByRole('button', { name: 'Make', exact: true }).click();
  const token = await dialog.getByText(/^aiwm_pat_/u).textContent();
  await window.getByRole('button', { name: 'I have copied it' }).click();

  const row = window.getByRole('listitem', { name: 'ci' });
  await expect(row).toContainText('runs:read workflows:read');
  await expect(window.getByText(/aiwm_pat_/u)).toHaveCount(0);
  const origin = new URL(window.url()).origin;
  const asked = async (path: string): Promise<number> => (await fetch(`${origin}${path}`, { headers: { authorization: `Bearer ${token ?? ''}` } })).status;
  expect([await asked('/api/runs'), await asked('/api/settings')]).toEqual([200, 403]);

  await row.getByRole('button', { name: 'Revoke the token ci' }).click();
  await window.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(row).toContainText('Revoked');
  expect(await asked('/api/runs')).toBe(401);
  expect(await host.ask('tokens', 'list')).toMatchObject({ items: [{ name: 'ci', state: 'revoked', revokedBy: 'user:local' }] });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`on a phone, ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 390, height: 844 } });

    test('tokens are read, made and revoked with nothing wider than the screen, by keyboard and with no serious fault', async ({ host, window }) => {
      await host.ask('tokens', 'create', 'a-program-with-a-rather-long-name', '--scopes', 'runs:operate', '--scopes', 'workflows:read', '--description', 'Nightly reports of the whole house, one after the other, with everything they need');
      await visit(window, '/settings/tokens', 'Settings');
      const row = window.getByRole('listitem', { name: 'a-program-with-a-rather-long-name' });
      await expect(row).toBeVisible();
      const tooWide = (): Promise<number> => window.getByRole('main').evaluate((main) => main.scrollWidth - main.clientWidth);
      expect(await tooWide()).toBe(0);
      await expectAccessible(window);

      await window.getByRole('button', { name: 'Make a token' }).focus();
      await window.keyboard.press('Enter');
      const dialog = window.getByRole('dialog');
      await dialog.getByRole('textbox', { name: /^Name/u }).fill('ci');
      expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
      await expectAccessible(window);
      await dialog.getByRole('button', { name: 'Make', exact: true }).focus();
      await window.keyboard.press('Enter');
      await expect(dialog.getByText(/^aiwm_pat_/u)).toBeInViewport();
      expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
      await expectAccessible(window);
      await window.getByRole('button', { name: 'I have copied it' }).press('Enter');

      await row.getByRole('button', { name: /^Revoke the token/u }).press('Enter');
      await expectAccessible(window);
      await window.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).press('Enter');
      await expect(row).toContainText('Revoked');
      expect(await tooWide()).toBe(0);
      await expectAccessible(window);
    });
  });
}

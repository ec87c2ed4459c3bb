import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, expectAccessible, test, visit } from './window-test.ts';

test('a server is greeted and kept, tested, and forgotten; its token is shown nowhere', async ({ host, window }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'aiwm-servers-'));
  const password = path.join(folder, 'password');
  await writeFile(password, 'a long password', { mode: 0o600 });
  await host.ask('vault', 'setup', '--kind', 'password', '--password-file', password);
  await rm(folder, { recursive: true });
  const { token } = (await host.ask('tokens', 'create', 'desk', '--scopes', 'read')) as { readonly token: string };
  const { origin } = new URL(window.url());

  await visit(window, '/settings/servers', 'Settings');
  await expect(window.getByText('No servers yet')).toBeVisible();
  await expectAccessible(window);
  await window.getByRole('button', { name: 'Add a server' }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Greet and keep' }).click();
  await expect(dialog).toContainText('Address is needed.');
  await dialog.getByRole('textbox', { name: /^Name/u }).fill('office');
  await dialog.getByRole('textbox', { name: /^Address/u }).fill('http://192.0.2.1:4319');
  await dialog.getByLabel(/^Token/u).fill(token);
  await dialog.getByRole('button', { name: 'Greet and keep' }).click();
  await expect(dialog).toContainText('clear text');
  await expectAccessible(window);
  await dialog.getByRole('textbox', { name: /^Address/u }).fill(origin);
  await dialog.getByRole('button', { name: 'Greet and keep' }).click();

  const row = window.getByRole('listitem', { name: 'office' });
  await expect(row).toContainText(origin);
  await expect(row).toContainText('aiwm --server office runs list');
  await expect(window.getByText(token)).toHaveCount(0);
  await expectAccessible(window);
  await row.getByRole('button', { name: 'Test the server office' }).click();
  await expect(window.getByText(/office answers and runs version/u).first()).toBeVisible();

  await host.ask('tokens', 'revoke', 'desk');
  await row.getByRole('button', { name: 'Test the server office' }).click();
  await expect(window.getByText('office cannot be worked on').first()).toBeVisible();
  await row.getByRole('button', { name: 'Remove the server office' }).click();
  await window.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(window.getByText('No servers yet')).toBeVisible();
  expect(await host.ask('servers', 'list')).toEqual({ items: [] });
});

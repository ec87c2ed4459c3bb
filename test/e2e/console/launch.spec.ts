import { z } from 'zod';
import { onlyRun } from '../run-record.ts';
import { expect, expectAccessible, openRunDialog, test } from '../window-test.ts';

const Chosen = z.object({ llm: z.object({ connector: z.string(), model: z.string().optional() }) });

test('a run is started with another model, which its command line, its journal and its screen say', async ({ window, host }) => {
  await openRunDialog(window, 'Approval');
  await window.getByText('Models and keys: as the workflow says').click();
  const connectors = window.getByRole('button', { name: /Every model call asks/u });
  await connectors.click();
  await window.getByRole('option', { name: 'Offline model, in use' }).click();
  await expect(window.getByText('Models and keys: mock')).toBeVisible();
  await expect(window.getByText(/aiwm run approval .*--connector mock/u)).toBeVisible();
  await expectAccessible(window);
  await window.getByRole('button', { name: 'Start run' }).click();

  await expect(window.getByRole('link', { name: 'Answer the card' })).toBeVisible({ timeout: 20_000 });
  expect(Chosen.parse(await host.ask('runs', 'get', await onlyRun(host.ask))).llm).toEqual({ connector: 'mock' });
  await window.getByRole('tab', { name: 'Calls' }).click();
  await expect(window.getByText('Every call of this run asks mock, chosen when it was started.')).toBeVisible();

  await host.ask('cards', 'submit', await onlyRun(host.ask), '--values', '{"decision":"approved"}');
  await window.getByRole('button', { name: 'View summary' }).click();
  const summary = window.getByRole('dialog', { name: 'What the run of Approval came to' });
  await expect(summary.getByText('Every model call asked', { exact: true })).toBeVisible();
  await expect(summary.getByRole('listitem').first()).toBeVisible();
  await expectAccessible(window);
});

test('what a run would not find is said before it is started, and a file from this computer mends it', async ({ window }) => {
  await openRunDialog(window, 'Map files');
  const dialog = window.getByRole('dialog', { name: 'Run Map files' });
  await expect(dialog.getByRole('note')).toContainText(/Folder: there is no folder at .*texts\./u);
  await expectAccessible(window);
  const chooser = window.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose a file for it…' }).click();
  await (await chooser).setFiles({ name: 'one.txt', mimeType: 'text/plain', buffer: Buffer.from('Apples are ripe.') });
  await expect(dialog.getByRole('textbox', { name: 'Folder' })).toHaveValue(/uploads/u);
  await expect(dialog.getByRole('note')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Start run' }).click();
  await expect(window.getByRole('button', { name: 'View summary' })).toBeVisible({ timeout: 20_000 });
  await expect(window.getByText('Completed').first()).toBeVisible();
});

test('a service nobody allowed is said before the run is started, with the way to the setting', async ({ window }) => {
  await openRunDialog(window, 'Policy review');
  const dialog = window.getByRole('dialog', { name: 'Run Policy review' });
  await expect(dialog.getByRole('note')).toContainText('Service: 127.0.0.1:8787 is not on the public Internet');
  await dialog.getByRole('link', { name: 'Private hosts that may be asked' }).click();
  await expect(window.getByRole('searchbox', { name: 'Search settings' })).toHaveValue('network.allowedPrivateHosts');
});

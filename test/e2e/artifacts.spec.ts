import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { idOf } from './run-record.ts';
import { expect, expectAccessible, test, visit } from './window-test.ts';

const facts = path.join(import.meta.dirname, '../../examples/support-guides/product.yaml');

test('what a run made is opened, pinned to the start page and downloaded as a bundle that another program checks', async ({ window, host }) => {
  test.slow();
  const run = idOf(await host.ask('run', 'support-guides', '--input', `facts=${facts}`));
  await visit(window, `/runs/${run}`, 'Support guides');
  const tab = window.getByRole('tabpanel', { name: 'Artifacts' });

  await tab.getByRole('button', { name: /^Open support-guide\.html/u }).click();
  const page = window.frameLocator('iframe');
  await expect(page.getByRole('heading', { name: 'Choosing how fine' })).toBeVisible();
  await expect(window.getByRole('dialog').getByText(/^aiwm artifacts get /u)).toBeVisible();
  await window.keyboard.press('Escape');
  await tab.getByRole('button', { name: 'Pin support-guide.html to the start page' }).click();
  await expect(tab.getByRole('button', { name: 'Take support-guide.html from the start page' })).toBeVisible();
  await expectAccessible(window);

  await tab.getByRole('button', { name: 'Download all…' }).click();
  const dialog = window.getByRole('dialog');
  await dialog.getByText('DOCX', { exact: true }).click();
  await expect(dialog.getByText(/^aiwm artifacts bundle --run .* --formats html --out bundle\.zip$/u)).toBeVisible();
  await expectAccessible(window);
  const [download] = await Promise.all([window.waitForEvent('download'), dialog.getByRole('button', { name: 'Download', exact: true }).click()]);
  expect(download.suggestedFilename()).toBe(`aiwm-run-${run}.zip`);
  await expect(dialog).toBeHidden();
  const folder = await mkdtemp(path.join(tmpdir(), 'aiwm-bundle-'));
  execFileSync('python3', ['-m', 'zipfile', '-e', await download.path(), folder]);
  const checked = execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' });
  expect(checked).toContain('documents/support-guide.html: OK');
  expect(checked).not.toContain('docx');
  await rm(folder, { recursive: true });

  await visit(window, '/workflows', 'Workflows');
  const pinned = window.getByRole('region', { name: 'Pinned artifacts' });
  await expect(pinned.getByRole('link', { name: 'of Support guides' })).toBeVisible();
  await pinned.getByRole('button', { name: /^Open support-guide\.html/u }).click();
  await expect(window.frameLocator('iframe').getByRole('heading', { name: 'Cleaning it' })).toBeVisible();
  await window.keyboard.press('Escape');
  await pinned.getByRole('button', { name: 'Take support-guide.html from the start page' }).click();
  await expect(pinned).toBeHidden();
});

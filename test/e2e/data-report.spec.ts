import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { withoutHost } from './command-line.ts';
import { idOf, onlyRun, recordOf } from './run-record.ts';
import { expect, openRunDialog, test } from './window-test.ts';

const weather = path.join(import.meta.dirname, '../../examples/data-report/weather.csv');

test('a CSV chosen in the form becomes a report that opens in the page', async ({ window }) => {
  await openRunDialog(window, 'Data report');
  const dialog = window.getByRole('dialog');

  await dialog.getByRole('button', { name: 'Start run' }).click();
  await expect(dialog.getByText('CSV file is needed to go on.')).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: 'CSV file' })).toBeFocused();

  await dialog.locator('input[type=file]').setInputFiles(weather);
  await expect(dialog.getByRole('textbox', { name: 'CSV file' })).toHaveValue(/weather.*\.csv$/u);
  await expect(dialog.getByText(/aiwm run data-report --input csv=/u)).toBeVisible();
  await dialog.getByRole('button', { name: 'Start run' }).click();

  await expect(window.getByRole('status').filter({ hasText: 'Run of Data report: Completed' })).toBeAttached({ timeout: 30_000 });
  await expect(window.getByRole('button', { name: /The run completed/u })).toBeVisible();
  await expect(window.getByRole('group', { name: /^Make the report, .*Done/u })).toBeAttached();

  // Ended, it is drawn whole; whoever goes back sees the step of then, large enough to be read.
  const step = window.getByRole('group', { name: /^Make the report, .*Done/u });
  await expect(step).toBeInViewport({ ratio: 0.99 });
  const small = (await step.boundingBox())?.height ?? 0;
  const timeline = window.getByRole('group', { name: 'Timeline' });
  await timeline.getByRole('button', { name: /^Entered “Make the report”/u }).click();
  await timeline.getByRole('button', { name: 'Show the run as it was here' }).click();
  await expect(window.getByRole('group', { name: /^Make the report/u })).toBeInViewport({ ratio: 0.99 });
  await expect.poll(async () => (await window.getByRole('group', { name: /^Make the report/u }).boundingBox())?.height).toBeGreaterThan(small);
  await window.getByRole('slider').press('End');
  await window.getByRole('button', { name: /^Open .*\.md/u }).first().click();
  await expect(window.getByRole('dialog').getByRole('heading', { name: /Report on .*weather/u })).toBeVisible();
  await expect(window.getByRole('dialog').getByRole('img').first()).toBeVisible();
  await window.keyboard.press('Escape');

  await window.getByRole('button', { name: /^Open .*\.pdf/u }).first().click();
  const [download] = await Promise.all([window.waitForEvent('download'), window.getByRole('button', { name: 'Download', exact: true }).click()]);
  expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe('%PDF-');
});

test('a report made in the page and one made by the command line have the same journal', async ({ window, host }) => {
  // Each command is a process of its own.
  test.slow();
  await openRunDialog(window, 'Data report');
  const dialog = window.getByRole('dialog');
  await dialog.locator('input[type=file]').setInputFiles(weather);
  await expect(dialog.getByRole('textbox', { name: 'CSV file' })).toHaveValue(/weather.*\.csv$/u);
  await dialog.getByRole('button', { name: 'Start run' }).click();
  await expect(window.getByRole('button', { name: /The run completed/u })).toBeVisible({ timeout: 30_000 });
  const inThePage = await recordOf(host.ask, await onlyRun(host.ask));

  await withoutHost(async (ask) => {
    const run = idOf(await ask('run', 'data-report', '--input', `csv=${weather}`));

    expect(inThePage.length).toBeGreaterThan(30);
    expect(await recordOf(ask, run)).toEqual(inThePage);
  });
});

test('the timeline narrows to a text, and shows a row as JSON', async ({ window }) => {
  await openRunDialog(window, 'Hello');
  await window.getByRole('button', { name: 'Start run' }).click();
  const rows = window.getByRole('group', { name: 'Timeline' });
  await expect(rows.getByRole('button', { name: /The run completed/u })).toBeVisible({ timeout: 20_000 });

  const search = window.getByRole('searchbox', { name: 'Search what the rows carry' });
  await window.getByRole('button', { name: 'Filter and view' }).click();
  await window.getByRole('button', { name: 'JSON', exact: true }).click();
  await window.keyboard.press('Escape');
  await search.fill('the run completed');
  await expect(window.getByText(/^1 of \d+ rows$/u)).toBeVisible();
  await rows.getByRole('button', { name: /The run completed/u }).click();
  await expect(rows.getByText('"status": "completed"')).toBeVisible();

  await search.fill('no such thing');
  await expect(window.getByText('No row fits this filter.')).toBeVisible();
});

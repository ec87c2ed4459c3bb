import { idOf } from '../run-record.ts';
import { expect, expectAccessible, test, visit } from '../window-test.ts';

test('the run is gone back through by keyboard: canvas, variables and timeline go along, and each way says why', async ({ window, host }) => {
  test.slow();
  const run = idOf(await host.ask('runs', 'start', 'content-lab'));
  await visit(window, `/runs/${run}`, 'Content lab');
  const timeline = window.getByRole('region', { name: 'Timeline' });
  await expect(timeline.getByRole('button', { name: /^Somebody looks at it/u })).toBeVisible({ timeout: 20_000 });
  const map = window.getByRole('region', { name: 'Map of the workflow' });
  await expect(map.getByLabel(/^Write, .*Done/u)).toBeAttached();

  await window.getByRole('tab', { name: 'Variables' }).click();
  const variables = window.getByRole('tabpanel', { name: 'Variables' });
  await expect(variables).toContainText('Meet a folding bicycle');
  await window.getByRole('heading', { level: 1 }).click();
  for (let back = 0; back < 4; back += 1) await window.keyboard.press('[');
  await expect(variables).toContainText('The run as it was after row 7');
  await expect(variables).not.toContainText('Meet a folding bicycle');
  await expect(map.getByLabel(/^Write, .*Working/u)).toBeAttached();
  await expect(timeline.locator('[aria-current=step]')).toContainText('Entered “Write”');
  await expectAccessible(window);

  await window.keyboard.press('Shift+[');
  await window.keyboard.press('Shift+[');
  await window.keyboard.press('Shift+[');
  await expect(timeline.locator('[aria-current=step]')).toContainText('Entered “Playful”');
  await timeline.locator('[aria-current=step]').press('Enter');
  const why = window.getByRole('region', { name: 'Why did it go this way?' });
  await expect(why).toContainText('inputs.tone');
  await expect(why).toContainText('"playful"');
  await window.getByRole('button', { name: 'Back to now' }).click();
  await expect(variables).toContainText('Meet a folding bicycle');

  await window.getByRole('tab', { name: 'Why' }).click();
  await expect(window.getByRole('tabpanel', { name: 'Why' })).toContainText('waits for a person to go on by hand');
  await expectAccessible(window);
});

test('rows are searched, filtered by lane, folded, and saved as lines of JSON', async ({ window, host }) => {
  const run = idOf(await host.ask('runs', 'start', 'hello'));
  await visit(window, `/runs/${run}`, 'Hello');
  const timeline = window.getByRole('region', { name: 'Timeline' });
  await expect(timeline.getByRole('button', { name: /The run completed/u })).toBeVisible({ timeout: 20_000 });

  await timeline.getByRole('searchbox').fill('nowhere to be found');
  await expect(timeline.getByText('No row fits this filter.')).toBeVisible();
  await timeline.getByRole('button', { name: 'Show every row' }).click();
  await timeline.getByRole('button', { name: 'State', exact: true }).click();
  await expect(timeline.getByRole('button', { name: /The run completed/u })).toBeHidden();
  await expect(timeline.getByRole('button', { name: /Asked to start/u })).toBeVisible();
  await timeline.getByRole('button', { name: 'State', exact: true }).click();

  await timeline.getByRole('button', { name: /The run completed/u }).press('Home');
  await expect(timeline.getByRole('button', { name: /Asked to start/u })).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(timeline.getByRole('button', { name: 'Show the run as it was here' })).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(timeline.getByRole('button', { name: /Asked to start/u })).toHaveAttribute('aria-expanded', 'false');

  const [download] = await Promise.all([window.waitForEvent('download'), timeline.getByRole('button', { name: 'Download as JSONL' }).click()]);
  expect(download.suggestedFilename()).toBe(`aiwm-run-${run}.jsonl`);
});

import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { idOf } from '../run-record.ts';
import { expect, expectAccessible, test, visit } from '../window-test.ts';

const weather = path.join(import.meta.dirname, '../../../examples/data-report/weather.csv');

/** By how much the page could be moved sideways; the document itself never says so. */
async function sideways(window: Page): Promise<number> {
  return await window.getByRole('main').evaluate((main) => main.scrollWidth - main.clientWidth);
}

test('with several runs open nothing is wider than the window, they are one stop for Tab, and arrows and Delete do the rest', async ({ window, host }) => {
  test.slow();
  const runs: string[] = [];
  for (let count = 0; count < 7; count += 1) {
    const run = idOf(await host.ask('runs', 'start', 'payment'));
    runs.push(run);
    await visit(window, `/runs/${run}`, 'Payment');
    await expect(window.getByRole('navigation', { name: 'Open runs' }).or(window.getByRole('slider'))).not.toHaveCount(0);
  }
  const switcher = window.getByRole('navigation', { name: 'Open runs' });
  await expect(switcher.getByRole('link')).toHaveCount(7);
  for (const width of [1280, 800, 390]) {
    await window.setViewportSize({ width, height: 800 });
    expect(await sideways(window), `${width}`).toBe(0);
  }
  await expectAccessible(window);

  const last = switcher.locator(`a[href$="${runs.at(-1) ?? ''}"]`);
  await expect(switcher.locator('a[tabindex="0"]')).toHaveCount(1);
  await last.focus();
  await window.keyboard.press('Tab');
  await expect(switcher.locator(':focus')).toHaveCount(0);
  await last.focus();
  await window.keyboard.press('ArrowLeft');
  await expect(switcher.locator(`a[href$="${runs.at(-2) ?? ''}"]`)).toBeFocused();
  await window.keyboard.press('Delete');
  await expect(switcher.getByRole('link')).toHaveCount(6);
});

test('of an earlier row, the run’s tabs say what stood then, and mark what came after it', async ({ window, host }) => {
  test.slow();
  const file = path.join(host.dataDirectory, 'files', 'weather.csv');
  await mkdir(path.dirname(file), { recursive: true });
  await copyFile(weather, file);
  const run = idOf(await host.ask('runs', 'start', 'data-report', '--input', `csv=${file}`));
  await visit(window, `/runs/${run}`, 'Data report');
  await expect(window.getByRole('status').filter({ hasText: 'Run of Data report: Completed' })).toBeAttached({ timeout: 60_000 });
  const artifacts = window.getByRole('tabpanel', { name: 'Artifacts' });
  await expect(artifacts.getByRole('button', { name: /weather-report\.md/u }).first()).toBeVisible();
  await expect(artifacts).not.toContainText('made after this row');

  await visit(window, `/runs/${run}?seq=36`, 'Data report');
  await expect(window.getByRole('slider')).toHaveAttribute('aria-valuetext', /^Row 36 of 51: Entered “Write and check”/u);
  await expect(artifacts).toContainText('The run as it was after row 36');
  await expect(artifacts.getByText('made after this row')).toHaveCount(3);
  await window.getByRole('tab', { name: 'Why' }).click();
  const why = window.getByRole('tabpanel', { name: 'Why' });
  await expect(why.getByRole('heading', { name: 'Where it stood' })).toBeVisible();
  await expect(why).toContainText('It was at “Until the text is complete”, “Write and check”.');
  await expect(why).not.toContainText('The run has ended');
  await expect(why.getByText('after this row', { exact: true }).first()).toBeAttached();
  await window.getByRole('tab', { name: 'Result' }).click();
  await expect(window.getByRole('tabpanel', { name: 'Result' })).toContainText('You look at row 36; this shows the run as it is now.');

  await window.getByRole('slider').press('End');
  await window.getByRole('tab', { name: 'Why' }).click();
  await expect(why).toContainText('The run has ended: Completed.');
  await window.getByRole('button', { name: 'View summary' }).click();
  const made = window.getByRole('dialog').getByRole('listitem').filter({ hasText: 'weather-report.md' });
  await expect(made).toHaveCount(1);
  await expect(made).toContainText('also at');
});

test('a run without files opens on its result, its lines are read as sentences', async ({ window, host }) => {
  const run = idOf(await host.ask('runs', 'start', 'hello'));
  await visit(window, `/runs/${run}`, 'Hello');
  await expect(window.getByRole('tab', { name: 'Result' })).toHaveAttribute('aria-selected', 'true');
  await expect(window.getByRole('tabpanel', { name: 'Result' })).toContainText('Hello');
  await expect(window.getByRole('button', { name: /^Asked to start People \d\d:\d\d:\d\d row 1$/u })).toBeVisible();
  await window.getByRole('button', { name: 'View summary' }).click();
  await expect(window.getByRole('dialog')).toContainText('no cost');
});

test('a key leads to what ends the wait, which stays in sight on the map; why it waits has its buttons', async ({ window, host }) => {
  await window.setViewportSize({ width: 1280, height: 800 });
  const run = idOf(await host.ask('runs', 'start', 'content-lab'));
  await visit(window, `/runs/${run}`, 'Content lab');
  const ways = window.getByRole('region', { name: 'It goes on when you choose' });
  await expect(ways).toBeVisible();
  const step = window.getByRole('group', { name: /^Somebody looks at it, .*Waiting/u });
  for (const size of [{ width: 1280, height: 800 }, { width: 1120, height: 640 }, { width: 1280, height: 800 }]) {
    await window.setViewportSize(size);
    await expect(step).toBeInViewport({ ratio: 0.99 });
  }

  await window.keyboard.press('a');
  await expect(ways.getByRole('button').first()).toBeFocused();
  await window.keyboard.press('?');
  await expect(window.getByRole('dialog')).toContainText('Answer what it waits for');
  await window.keyboard.press('Escape');
  await window.getByRole('tab', { name: 'Why' }).click();
  await window.getByRole('tabpanel', { name: 'Why' }).getByRole('button', { name: 'Take “Take this draft”' }).click();
  await window.getByRole('dialog').getByRole('button', { name: 'Take the transition' }).click();
  await expect(window.getByRole('status').filter({ hasText: 'Run of Content lab: Completed' })).toBeAttached({ timeout: 30_000 });
});

test('stopping is asked about once, and a run that waits says how long it has been under way', async ({ window, host }) => {
  const run = idOf(await host.ask('runs', 'start', 'approval'));
  await visit(window, '/runs', 'Runs');
  await expect(window.getByRole('row').filter({ hasText: 'Approval' })).toContainText('so far');
  await visit(window, `/runs/${run}`, 'Approval');
  await window.getByRole('button', { name: 'Stop', exact: true }).click();
  const text = await window.getByRole('alertdialog').textContent();
  expect(text?.match(/what it made so far stays/giu)).toHaveLength(1);
});

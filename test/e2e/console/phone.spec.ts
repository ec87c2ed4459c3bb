import type { Page } from '@playwright/test';
import { expect, expectAccessible, test, visit } from '../window-test.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, contextOptions: { reducedMotion: 'reduce' } });

const screens = ['/', '/workflows', '/runs', '/cards', '/documents', '/documents/templates', '/settings/connectors', '/settings/credentials', '/settings/usage', '/settings/sections', '/settings/profiles', '/settings/tokens', '/settings/directories', '/settings/appearance', '/settings/system', '/settings/log', '/settings/audit'];

test('on a phone nothing is wider than the window, and the navigation is a bar at the foot that a finger meets', async ({ window, host }) => {
  test.slow();
  await host.ask('runs', 'start', 'approval');
  for (const address of screens) {
    await visit(window, address, /./u);
    await expect(window.getByText('Loading…')).toHaveCount(0);
    expect(await window.getByRole('main').evaluate((main) => main.scrollWidth - main.clientWidth), address).toBe(0);
  }
  const navigation = window.getByRole('navigation', { name: 'Main' });
  for (const link of await navigation.getByRole('link').all()) {
    const box = await link.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect(box?.width).toBeGreaterThanOrEqual(40);
    expect(box?.y).toBeGreaterThan(780);
  }
  await expectAccessible(window);
});

test('a run is watched and its card answered by touch alone', async ({ window, host }) => {
  await host.ask('runs', 'start', 'approval');
  await window.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Runs/u }).tap();
  await window.getByRole('grid', { name: 'Runs' }).getByRole('link', { name: 'Approval' }).tap();
  await expect(window.getByRole('heading', { level: 1, name: 'Approval' })).toBeVisible();
  expect(await window.getByRole('main').evaluate((main) => main.scrollWidth - main.clientWidth)).toBe(0);
  for (const name of ['Pause', 'Stop']) expect((await window.getByRole('button', { name, exact: true }).boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await expectAccessible(window);

  await window.getByRole('link', { name: 'Answer the card' }).tap();
  await window.getByText('Approve', { exact: true }).tap();
  const send = window.getByRole('button', { name: 'Send the decision' });
  expect((await send.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await send.tap();

  await expect(window.getByText('This card is answered.')).toBeVisible();
  expect(await window.getByRole('main').evaluate((main) => main.scrollWidth - main.clientWidth)).toBe(0);
});

test('columns of the list of runs stand beside each other', async ({ window, host }) => {
  await host.ask('runs', 'start', 'approval');
  await visit(window, '/runs', 'Runs');
  const cells = window.getByRole('grid', { name: 'Runs' }).getByRole('row').nth(1).getByRole('gridcell');
  await expect(cells.first()).toBeVisible();
  // What it waits for has a line of its own, and the id is whole.
  await expect(cells.filter({ hasText: 'Waits for a person to answer a card' })).toBeVisible();
  expect(await cells.nth(1).evaluate((cell) => cell.scrollWidth - cell.clientWidth)).toBe(0);
  const boxes = (await Promise.all((await cells.all()).map((cell) => cell.boundingBox()))).flatMap((box) => (box === null || box.width === 0 ? [] : [box]));
  const [, name = { y: 0, height: 0 }] = boxes;
  const line = boxes.filter(({ y }) => y < name.y + name.height);
  for (const [index, box] of line.entries()) expect(box.x + box.width).toBeLessThanOrEqual(line[index + 1]?.x ?? 390);
});

test('whoever asks for less motion sees none', async ({ window, host }) => {
  for (const address of ['/', '/workflows', '/runs', '/cards', '/workflows/approval']) {
    await visit(window, address, /./u);
    expect(await moving(window), address).toBe(0);
  }
  await host.kill();
  await expect(window.getByRole('region', { name: 'Connection' })).toBeVisible();
  expect(await moving(window)).toBe(0);
});

/** How much on the page moves for longer than a blink. */
async function moving(page: Page): Promise<number> {
  return page.evaluate(() => document.getAnimations().filter(({ effect }) => Number(effect?.getComputedTiming().duration ?? 0) > 1 || effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY).length);
}

import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../window-test.ts';
import { canvasOf, drag, drop, exitOf, middle, onLine, spotOn } from './by-mouse.ts';

test.use({ samples: false });

/** A canvas on which a start leads to an end, as a new workflow begins. */
async function openNew(window: Page, create: () => Promise<unknown>): Promise<Locator> {
  await create();
  await window.evaluate(() => {
    location.hash = '#/workflows/trial';
  });
  const canvas = canvasOf(window);
  await expect(nodes(canvas)).toHaveCount(2);
  return canvas;
}

const nodes = (canvas: Locator): Locator => canvas.locator('.react-flow__node');
const node = (canvas: Locator, name: RegExp): Locator => canvas.getByRole('group', { name }).first();
const transitions = (canvas: Locator): Locator => canvas.getByRole('group', { name: /^Transition from/u });

test('nodes are dropped, connected, put into a transition, and all of it is taken back', async ({ window, host }) => {
  const canvas = await openNew(window, async () => host.ask('workflows', 'create', 'Trial'));
  await drop(canvas, 'Decision', await spotOn(canvas, { x: 120, y: 90 }));
  await expect(node(canvas, /^Decision/u)).toBeVisible();
  await drop(canvas, 'End', await spotOn(canvas, { x: 120, y: 300 }));
  await expect(nodes(canvas)).toHaveCount(4);

  const decision = node(canvas, /^Decision/u);
  await decision.hover();
  await drag(window, await exitOf(decision), await middle(node(canvas, /^End,/u)));
  await expect(canvas.getByRole('group', { name: /^Transition from Decision to End/u })).toBeVisible();

  await drag(window, await exitOf(decision), await middle(decision));
  await expect(canvas.getByText('A node cannot be connected to itself.')).toBeVisible();

  await drop(canvas, 'Work step', await onLine(canvas.getByRole('group', { name: /^Transition from start to/u })));
  // It stands in line: the transition to it is a straight line, which has no width to be seen by.
  await expect(canvas.getByRole('group', { name: /^Transition from start to Work step/u })).toHaveCount(1);

  await window.keyboard.press('Control+z');
  await expect(canvas.getByRole('group', { name: /Work step/u })).toHaveCount(0);
  await window.keyboard.press('Control+z');
  await expect(canvas.getByRole('group', { name: /^Transition from Decision/u })).toHaveCount(0);
});

test('by keyboard: nodes are chosen, put in line, copied, and have a menu; both themes are accessible', async ({ window, host, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const canvas = await openNew(window, async () => host.ask('workflows', 'create', 'Trial'));
  await node(canvas, /^start/u).click();
  await window.keyboard.press('ArrowDown');
  await expect(nodes(canvas).and(canvas.locator('.selected'))).toHaveText(/done/u);

  await window.keyboard.press('Control+ArrowRight');
  await window.keyboard.press('Control+a');
  await expect(canvas.getByText('3 selected')).toBeVisible();
  await window.keyboard.press('Alt+l');
  await expect(window.getByRole('button', { name: /Undo: align/iu })).toBeVisible();
  const [above, below] = [await node(canvas, /^start/u).boundingBox(), await node(canvas, /^done/u).boundingBox()];
  expect(Math.round(above?.x ?? 0)).toBe(Math.round(below?.x ?? 1));

  await window.keyboard.press('Escape');
  await node(canvas, /^done/u).click();
  await window.keyboard.press('Control+d');
  await expect(nodes(canvas)).toHaveCount(3);
  await window.keyboard.press('Control+z');
  await expect(nodes(canvas)).toHaveCount(2);
  await expect.poll(() => canvas.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await window.keyboard.press('Control+f');
  await window.getByRole('combobox', { name: 'Find in the workflow' }).pressSequentially('done');
  await window.keyboard.press('Escape');
  await expect(window.getByRole('dialog')).toHaveCount(0);

  await node(canvas, /^done/u).click();
  await window.keyboard.press('Control+c');
  await expect.poll(() => window.evaluate(() => navigator.clipboard.readText())).toContain('aiwm.fragment/1');
  await window.keyboard.press('Control+v');
  await expect(nodes(canvas)).toHaveCount(3);

  await window.keyboard.press('Shift+F10');
  const menu = window.getByRole('menu', { name: 'Acts on the node' });
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await expectAccessible(window);
  await window.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);

  await window.keyboard.press('Delete');
  await window.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(nodes(canvas)).toHaveCount(2);
  await expect(transitions(canvas)).toHaveCount(1);

  for (const theme of ['light', 'dark']) {
    await window.evaluate((name) => { document.documentElement.dataset['theme'] = name; }, theme);
    await expectAccessible(window);
  }
});

import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../window-test.ts';
import { canvasOf, drag, drop, exitOf, middle, onLine, spotOn, type Spot } from './by-mouse.ts';

test.use({ samples: false });

const node = (canvas: Locator, name: RegExp): Locator => canvas.getByRole('group', { name }).first();
const way = (canvas: Locator, name: RegExp): Locator => canvas.getByRole('group', { name });
const undoOf = (window: Page): Locator => window.getByRole('toolbar', { name: 'Workflow' }).getByRole('button', { name: /^Undo|^Nothing to undo/u });

/** Presses at one point, goes to another, and presses Escape there before it lets go. */
async function giveUp(page: Page, from: Spot, to: Spot): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 4, from.y + 4);
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.keyboard.press('Escape');
  await page.mouse.move(to.x + 6, to.y + 2);
  await page.mouse.up();
}

async function corner(part: Locator): Promise<Spot> {
  const box = await part.boundingBox();
  return { x: (box?.x ?? 0) + (box?.width ?? 0), y: (box?.y ?? 0) + (box?.height ?? 0) };
}

/** The point of the window at which a line ends. */
async function endOf(transition: Locator): Promise<Spot> {
  return transition.locator('.react-flow__edge-path').evaluate((path) => {
    if (!(path instanceof SVGPathElement)) throw new Error('It is no line.');
    const { x, y } = path.getPointAtLength(path.getTotalLength()).matrixTransform(path.getScreenCTM() ?? undefined);
    return { x, y };
  });
}

test('Escape gives up what the pointer does; after a corner was pulled lines are drawn as they lead; an end of a line is led elsewhere', async ({ window, host }) => {
  await host.ask('workflows', 'create', 'Trial');
  await window.evaluate(() => { location.hash = '#/workflows/trial'; });
  const canvas = canvasOf(window);
  await drop(canvas, 'Work step', await onLine(way(canvas, /^Transition from start to/u)));
  await expect(way(canvas, /^Transition from start to Work step/u)).toHaveCount(1);
  await drop(canvas, 'Save a document', await onLine(way(canvas, /^Transition from Work step to/u)));
  const [step, saved, done] = [node(canvas, /^Work step/u), node(canvas, /^Save a document/u), node(canvas, /^done/u)];
  await expect(way(canvas, /^Transition from Work step to Save a document/u)).toHaveCount(1);

  const before = await undoOf(window).getAttribute('aria-label');
  const place = await step.boundingBox();
  const aside = await spotOn(canvas, { x: 120, y: 120 });
  await giveUp(window, await middle(step), aside);
  await expect.poll(async () => step.boundingBox()).toEqual(place);
  await step.click();
  await giveUp(window, await corner(step), { x: (await corner(step)).x + 60, y: (await corner(step)).y + 40 });
  await expect.poll(async () => step.boundingBox()).toEqual(place);
  await expect(step).toHaveClass(/selected/u);
  await step.hover();
  await giveUp(window, await exitOf(step), await middle(done));
  await expect(way(canvas, /^Transition from Work step to done/u)).toHaveCount(0);
  await expect(undoOf(window)).toHaveAttribute('aria-label', before ?? '');

  await step.click();
  await drag(window, await corner(step), { x: (await corner(step)).x + 60, y: (await corner(step)).y + 30 });
  await expect(undoOf(window)).toHaveAccessibleName(/^Undo: resize Work step/u);
  await saved.click();
  await window.keyboard.press('Control+Delete');
  await window.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  const led = way(canvas, /^Transition from Work step to done/u);
  await expect(led).toHaveCount(1);
  const [end, top] = [await endOf(led), (await done.boundingBox())?.y ?? 0];
  expect(Math.abs(end.y - top)).toBeLessThan(4);

  await drop(canvas, 'End', await spotOn(canvas, { x: 130, y: 60 }));
  const other = canvas.locator('.react-flow__node.selected');
  await expect(other).toContainText('End');
  const at = await middle(other);
  const line = await onLine(led);
  await window.mouse.click(line.x, line.y);
  const grip = canvas.locator('[data-end="to"]');
  // Anywhere on it, its edge as well.
  const box = await grip.boundingBox();
  expect(box?.width).toBeGreaterThanOrEqual(24);
  await drag(window, { x: (box?.x ?? 0) + 3, y: (box?.y ?? 0) + 13 }, at);
  await expect(undoOf(window)).toHaveAccessibleName(/^Undo: lead Work step to End/u);
  await expect(window.getByRole('contentinfo').or(window.getByRole('status')).filter({ hasText: 'The transition leads from Work step to End now' }).first()).toBeVisible();
});

test('a double press asks what is to be added there, files are taken, what a kind does is told no longer than it is looked at, and everything stays in sight', async ({ window, host }) => {
  await host.ask('workflows', 'create', 'Trial');
  await window.evaluate(() => { location.hash = '#/workflows/trial'; });
  const canvas = canvasOf(window);
  const done = node(canvas, /^done/u);
  await expect(done).toBeVisible();

  const empty = await spotOn(canvas, { x: 90, y: 260 });
  await window.mouse.dblclick(empty.x, empty.y);
  await expect(window.getByRole('dialog', { name: 'Add a node' })).toBeVisible();
  expect(await window.evaluate(() => getSelection()?.toString() ?? '')).toBe('');
  await window.keyboard.press('Escape');
  await expect(window.getByRole('dialog')).toHaveCount(0);

  await dropFile(canvas, 'notes.txt', 'Hello');
  await expect(window.getByRole('status').filter({ hasText: '“notes.txt” is no workflow.' })).toBeVisible();
  await dropFile(canvas, 'trial.json', await host.ask('workflows', 'export', 'trial', '--json').then((answer) => JSON.stringify(answer)));
  await expect(window.getByRole('dialog', { name: /trial\.json/u })).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(window.getByRole('dialog')).toHaveCount(0);

  const kind = window.getByRole('button', { name: /^Work step[^a-z]/u }).first();
  // The pointer has been used last, not the keyboard.
  await done.hover();
  await kind.hover();
  await expect(window.getByRole('tooltip')).toBeVisible();
  await kind.click();
  await expect(node(canvas, /^Work step/u)).toBeVisible();
  await expect(window.getByRole('tooltip')).toHaveCount(0);

  await window.getByRole('button', { name: /^Fit/u }).click();
  await done.click();
  await window.setViewportSize({ width: 900, height: 560 });
  await expect.poll(async () => {
    const [room, first, last] = [await canvas.boundingBox(), await node(canvas, /^start/u).boundingBox(), await done.boundingBox()];
    return (first?.y ?? -1) >= (room?.y ?? 0) && (last?.y ?? 0) + (last?.height ?? 0) <= (room?.y ?? 0) + (room?.height ?? 0);
  }).toBe(true);
});

test('a note is saved with every letter, and left without a letter it is as it was', async ({ window, host }) => {
  await host.ask('workflows', 'create', 'Trial');
  await window.evaluate(() => { location.hash = '#/workflows/trial'; });
  const canvas = canvasOf(window);
  await expect(node(canvas, /^done/u)).toBeVisible();
  await node(canvas, /^done/u).click();
  await window.keyboard.press('n');
  const text = canvas.getByRole('textbox', { name: 'Text of the note' });
  await text.pressSequentially('Ask Ann');
  await expect(window.getByText(/^Draft saved/u)).toBeVisible();
  expect(JSON.stringify(await host.ask('workflows', 'get', 'trial'))).toContain('Ask Ann');
  await expect(text).toBeFocused();
  await window.keyboard.press('Escape');
  await expect(undoOf(window)).toHaveAccessibleName(/^Undo: (?:change|add) a note/iu);

  await canvas.getByRole('group', { name: 'Note: Ask Ann' }).dblclick({ position: { x: 20, y: 20 } });
  await expect(text).toBeFocused();
  const name = await undoOf(window).getAttribute('aria-label');
  await window.keyboard.press('Escape');
  await expect(text).toHaveCount(0);
  await expect(undoOf(window)).toHaveAttribute('aria-label', name ?? '');
});

async function dropFile(canvas: Locator, name: string, text: string): Promise<void> {
  const dataTransfer = await canvas.page().evaluateHandle(([fileName, content]) => {
    const data = new DataTransfer();
    data.items.add(new File([content ?? ''], fileName ?? ''));
    return data;
  }, [name, text]);
  const pane = canvas.locator('.react-flow__pane');
  await pane.dispatchEvent('dragover', { dataTransfer });
  await pane.dispatchEvent('drop', { dataTransfer });
}

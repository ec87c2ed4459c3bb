import { expect, type Locator, type Page } from '@playwright/test';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The canvas in the middle of the designer. */
export function canvasOf(window: Page): Locator {
  return window.getByRole('region', { name: 'Canvas of the workflow' });
}

/** A spot of the window, by how far it is from the upper left of the canvas. */
export async function spotOn(canvas: Locator, { x, y }: Spot): Promise<Spot> {
  const box = await canvas.locator('.react-flow__pane').boundingBox();
  return { x: (box?.x ?? 0) + x, y: (box?.y ?? 0) + y };
}

export async function middle(part: Locator): Promise<Spot> {
  const box = await part.boundingBox();
  if (box === null) throw new Error('It is not in sight.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Where transitions out of a node begin: the upper edge of that, which no words of a transition cover. */
export async function exitOf(node: Locator): Promise<Spot> {
  const handle = node.locator('.react-flow__handle.source');
  const { x } = await middle(handle);
  return { x, y: ((await handle.boundingBox())?.y ?? 0) + 1 };
}

/** Awaits that the drawing has stood where it is for some frames: it is fitted and laid out after it is first seen. */
export async function atRest(canvas: Locator): Promise<void> {
  await canvas.locator('.react-flow__viewport').evaluate(async (viewport) => {
    const places = (): string => [viewport, ...viewport.querySelectorAll('.react-flow__node')].map((part) => JSON.stringify(part.getBoundingClientRect())).join('');
    let before = places();
    for (let still = 0; still < 20; ) {
      const { promise, resolve } = Promise.withResolvers<void>();
      requestAnimationFrame(() => { resolve(); });
      // oxlint-disable-next-line no-await-in-loop -- one frame after the other
      await promise;
      const now = places();
      still = now === before ? still + 1 : 0;
      before = now;
    }
  });
}

/** The point halfway along the line of a transition, once the drawing rests. */
export async function onLine(transition: Locator): Promise<Spot> {
  await expect(transition).toBeAttached();
  await atRest(canvasOf(transition.page()));
  return transition.locator('.react-flow__edge-path').evaluate((path) => {
    if (!(path instanceof SVGPathElement)) throw new Error('It is no line.');
    const { x, y } = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM() ?? undefined);
    return { x, y };
  });
}

/** Drags with the mouse from one point to another, in the small steps of a hand. */
export async function drag(page: Page, from: Spot, to: Spot): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 4, from.y + 4);
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}

/** Drags a kind from the palette to a point of the window that lies on the canvas. */
export async function drop(canvas: Locator, kind: string, at: Spot): Promise<void> {
  const pane = canvas.locator('.react-flow__pane');
  const { x, y } = await spotOn(canvas, { x: 0, y: 0 });
  await canvas.page().getByRole('button', { name: new RegExp(`^${kind}[^a-z]`, 'u') }).first().dragTo(pane, { targetPosition: { x: at.x - x, y: at.y - y } });
}

import type { Locator, Page } from '@playwright/test';
import { expect, test, visit } from '../window-test.ts';

test('F6 walks the panes, also out of a field, and comes back to where one was', async ({ window }) => {
  test.slow();
  await visit(window, '/workflows/approval', 'Approval');
  const draft = window.getByRole('group', { name: /^Draft,/u });
  await draft.click();
  const inspector = window.getByRole('complementary', { name: 'Inspector' });
  await inspector.getByRole('button', { name: /^Ask the model/u }).click();
  const prompt = inspector.getByRole('textbox', { name: 'Prompt' });
  await prompt.click();

  const panes = [window.getByRole('toolbar', { name: 'Workflow', exact: true }), window.getByRole('region', { name: 'Add to the workflow' }), window.getByRole('region', { name: 'Canvas', exact: true }), inspector];
  for (const pane of panes) {
    await window.keyboard.press('F6');
    await expectFocusIn(pane);
  }
  await expect(prompt).toBeFocused();
  for (const pane of panes.slice(0, -1).toReversed()) {
    await window.keyboard.press('Shift+F6');
    await expectFocusIn(pane);
  }
});

test('what says that the host is away pushes nothing out of the window', async ({ window, host }) => {
  await visit(window, '/workflows/approval', 'Approval');
  const fit = window.getByRole('button', { name: 'Fit', exact: true });
  await expect(fit).toBeInViewport({ ratio: 1 });
  await host.kill();
  await expect(window.getByRole('region', { name: 'Connection' })).toBeVisible();
  await expect(fit).toBeInViewport({ ratio: 1 });
});

test('a palette that shows names folds when the window becomes narrow, and shows them again when it is wide', async ({ window }) => {
  await visit(window, '/workflows/approval', 'Approval');
  const heading = window.getByRole('region', { name: 'Add to the workflow' }).getByRole('heading', { name: 'Steps' });
  await expect(heading).toBeVisible();
  await window.setViewportSize({ width: 390, height: 800 });
  await expect(heading).toBeHidden();
  await window.getByRole('button', { name: 'Show names' }).click();
  await expect(heading).toBeVisible();
  await window.setViewportSize({ width: 1280, height: 800 });
  await expect(heading).toBeVisible();
  await window.setViewportSize({ width: 390, height: 800 });
  await expect(heading).toBeHidden();
});

test('the inspector is drawn as wide as a person wants it, between its limits, and stays so', async ({ window }) => {
  await visit(window, '/workflows/approval', 'Approval');
  await window.getByRole('group', { name: /^Draft,/u }).click();
  const inspector = window.getByRole('complementary', { name: 'Inspector' });
  const edge = inspector.getByRole('separator');
  await edge.press('Home');
  await expectWidth(inspector, 250);
  await edge.press('ArrowLeft');
  await expectWidth(inspector, 270);
  await edge.press('End');
  await expectWidth(inspector, 800);

  await drag(window, edge, 1280);
  await expectWidth(inspector, 250);
  await drag(window, edge, 781);
  await expectWidth(inspector, 500);
  await inspector.getByRole('button', { name: 'Keep the inspector open when nothing is selected' }).click();
  await window.locator('.react-flow__pane').click({ position: { x: 12, y: 400 } });
  await expect(window).not.toHaveURL(/node=/u);
  await window.reload();
  await expect(inspector.getByRole('heading', { name: 'Approval' })).toBeVisible();
  await expectWidth(inspector, 500);
});

test('in a narrow window what is edited stays beside its fields, and Escape goes back to it', async ({ window }) => {
  await window.setViewportSize({ width: 800, height: 800 });
  await visit(window, '/workflows/approval', 'Approval');
  const review = window.getByRole('group', { name: /^Review,/u });
  await review.click();
  await window.keyboard.press('e');
  const inspector = window.getByRole('complementary', { name: 'Inspector' });
  await expectFocusIn(inspector);
  await expect.poll(async () => {
    const [box, over] = [await review.boundingBox(), await inspector.boundingBox()];
    return (box?.x ?? 0) + (box?.width ?? 0) <= (over?.x ?? 0);
  }).toBe(true);
  await window.keyboard.press('Escape');
  await expect(inspector).toHaveCount(0);
  await expect(review).toBeFocused();
});

async function expectFocusIn(pane: Locator): Promise<void> {
  await expect.poll(async () => pane.evaluate((element) => element.contains(document.activeElement))).toBe(true);
}

async function expectWidth(inspector: Locator, width: number): Promise<void> {
  await expect.poll(async () => inspector.evaluate((element) => element.clientWidth + element.clientLeft)).toBe(width);
}

/** Draws the edge until the pointer is `x` from the left. */
async function drag(window: Page, edge: Locator, x: number): Promise<void> {
  const box = await edge.boundingBox();
  if (box === null) throw new Error('The edge is not drawn.');
  await window.mouse.move(box.x + box.width / 2, 400);
  await window.mouse.down();
  await window.mouse.move(x, 400, { steps: 4 });
  await window.mouse.up();
}

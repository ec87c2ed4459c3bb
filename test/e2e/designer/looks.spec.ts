import type { Page } from '@playwright/test';
import type { Look } from '../looks/faults-by-look.ts';
import { asRecorded, look } from '../looks/look.ts';
import { expect, test, visit } from '../window-test.ts';
import { canvasOf } from './by-mouse.ts';

test.use(asRecorded);

async function open(window: Page, address: string, pane?: 'Outline' | 'Source'): Promise<void> {
  await visit(window, `/workflows/${address}`, /./u);
  await expect(canvasOf(window).locator('.react-flow__node').first()).toBeVisible();
  await expect(window.getByText('No problems', { exact: true }).or(window.getByText(/\d+ errors?, \d+ warn/u)).first()).toBeVisible();
  if (pane !== undefined) await window.getByRole('button', { name: pane, exact: true }).click();
}

/** A window that a key opens; Escape closes it. */
async function dialog(window: Page, [key, view]: readonly [key: string, view: string], recorded: readonly Look[] = []): Promise<void> {
  await window.keyboard.press(key);
  await expect(window.locator('[role=dialog], [role=alertdialog]').first()).toBeVisible();
  await expect(window.getByText('Loading…')).toHaveCount(0);
  await look(window, view, recorded);
  await window.keyboard.press('Escape');
  await expect(window.locator('[role=dialog]')).toHaveCount(0);
}

test('the ways a workflow is shown', async ({ window }) => {
  test.slow();
  await open(window, 'hello');
  await look(window, 'canvas', ['light', 'dark', 'high contrast']);
  await open(window, 'content-lab');
  await look(window, 'canvas with containers', ['light', 'dark']);
  await window.setViewportSize({ width: 800, height: 640 });
  await look(window, 'canvas, 800 wide', ['light']);
  await window.setViewportSize({ width: 1024, height: 640 });
  await open(window, 'approval', 'Outline');
  await expect(window.getByRole('row', { name: /^Review/u })).toBeVisible();
  await look(window, 'outline', ['light', 'high contrast']);
  await window.getByRole('button', { name: 'Source', exact: true }).click();
  await expect(window.getByRole('textbox', { name: 'The definition as JSON' })).toBeVisible();
  await look(window, 'source', ['light']);
  await open(window, 'hello?version=1');
  await look(window, 'an earlier version', ['light']);
});

test('the inspector', async ({ window }) => {
  test.slow();
  await open(window, 'approval', 'Outline');
  const inspector = window.getByRole('complementary', { name: 'Inspector' });
  const tabs = async (subject: string, recorded: readonly Look[]): Promise<void> => {
    for (const [index, tab] of (await inspector.getByRole('tab').all()).entries()) {
      await tab.click();
      await expect(inspector.getByRole('tabpanel', { name: await tab.innerText() })).toBeVisible();
      await look(window, `inspector, ${subject}, ${await tab.innerText()}`, index === 0 ? recorded : []);
    }
  };
  if (!(await inspector.isVisible())) await window.keyboard.press('Control+i');
  await expect(inspector.getByRole('heading', { name: 'Approval' })).toBeVisible();
  await expect(inspector.getByRole('tab').first()).toBeVisible();
  await tabs('workflow', []);
  await window.getByRole('row', { name: /^Draft,/u }).click();
  await expect(inspector.getByRole('heading', { name: 'Draft', level: 2 })).toBeVisible();
  await tabs('step', ['light']);
  await window.getByRole('row', { name: /^Review,/u }).click();
  await expect(inspector.getByRole('heading', { name: 'Review', level: 2 })).toBeVisible();
  await tabs('card', []);
  await inspector.getByRole('tab', { name: 'Exits' }).click();
  await inspector.getByRole('button', { name: 'Open transition Approved' }).click();
  await expect(inspector.getByRole('textbox', { name: 'When' })).toBeVisible();
  await look(window, 'inspector, transition', ['dark']);
});

test('the windows over it', async ({ window, host }) => {
  test.slow();
  await host.ask('workflows', 'edit', 'hello', '--edits', JSON.stringify([{ kind: 'set', at: 'nodes.greet', path: ['name'], value: 'Greet them' }]));
  await open(window, 'hello');
  await dialog(window, ['Control+Shift+H', 'history'], ['light']);
  await dialog(window, ['Control+Shift+P', 'publish']);
  await canvasOf(window).getByRole('group', { name: /^Greet/u }).click();
  await dialog(window, ['Control+s', 'checkpoint']);
  await dialog(window, ['F5', 'run']);
  await dialog(window, ['Control+Shift+E', 'export']);
  await dialog(window, ['Insert', 'add a node']);
  await dialog(window, ['c', 'connect']);
  await dialog(window, ['F2', 'rename']);
  await dialog(window, ['Control+f', 'find']);
  await dialog(window, ['Delete', 'delete']);
  await dialog(window, ['Control+k', 'palette']);
  await dialog(window, ['?', 'keyboard shortcuts']);
});

test('what is new, wrong or missing', async ({ window, host }) => {
  test.slow();
  await host.ask('workflows', 'create', 'Blank');
  await open(window, 'blank');
  await look(window, 'a new workflow', ['light']);
  await host.ask('workflows', 'edit', 'hello', '--edits', JSON.stringify([{ kind: 'add_node', region: 'root', node: { id: 'lost', type: 'workStep', name: 'Lost step' } }, { kind: 'redirect', transition: 'greeted', to: 'lost' }]));
  await open(window, 'hello');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByRole('region', { name: 'Problems' }).getByRole('row').first()).toBeVisible();
  await look(window, 'problems', ['light', 'dark']);
  await visit(window, '/workflows/none', 'Workflow');
  await expect(window.getByRole('alert')).toContainText('not_found');
  await look(window, 'a workflow that is not there', ['light']);
});

import type { Page } from '@playwright/test';
import type { Look } from '../looks/faults-by-look.ts';
import { asRecorded, look } from '../looks/look.ts';
import { idOf } from '../run-record.ts';
import { expect, test, visit } from '../window-test.ts';

test.use(asRecorded);

/** A phone in the hand, where runs are watched and cards answered. */
const phone = { width: 390, height: 780 } as const;

/** A window that a key opens; Escape closes it. */
async function dialog(window: Page, [key, view]: readonly [key: string, view: string], recorded: readonly Look[] = []): Promise<void> {
  await window.keyboard.press(key);
  await expect(window.locator('[role=dialog], [role=alertdialog]').first()).toBeVisible();
  await expect(window.getByText('Loading…')).toHaveCount(0);
  await look(window, view, recorded);
  await window.keyboard.press('Escape');
  await expect(window.locator('[role=dialog], [role=alertdialog]')).toHaveCount(0);
}

test('where everything begins, and what runs', async ({ window, host }) => {
  test.slow();
  await visit(window, '/', /./u);
  await look(window, 'home, nothing done yet');
  const run = idOf(await host.ask('runs', 'start', 'approval'));
  await host.ask('runs', 'start', 'hello');
  await expect(window.getByRole('main').getByRole('link', { name: /Approval/u }).first()).toBeVisible();
  await look(window, 'home, with what needs somebody');
  await window.setViewportSize(phone);
  await look(window, 'home on a phone');
  await window.setViewportSize(asRecorded.viewport);

  await visit(window, '/runs', 'Runs');
  await expect(window.getByRole('grid', { name: 'Runs' }).getByRole('row').nth(2)).toBeVisible();
  await look(window, 'runs');
  await visit(window, '/runs?text=nowhere-to-be-found', 'Runs');
  await look(window, 'no run fits', ['light']);
  await visit(window, `/runs/${run}`, 'Approval');
  await expect(window.getByRole('region', { name: 'Timeline' }).getByRole('button').first()).toBeVisible();
  for (const tab of await window.getByRole('tablist').last().getByRole('tab').all()) {
    await tab.click();
    await look(window, `a run that waits, ${await tab.innerText()}`);
  }
  await window.setViewportSize(phone);
  await look(window, 'a run on a phone');
});

test('a run that ended, one that failed, and two side by side', async ({ window, host }) => {
  test.slow();
  const [one, other] = [idOf(await host.ask('runs', 'start', 'hello')), idOf(await host.ask('runs', 'start', 'hello', '--input', 'name=Ada'))];
  await visit(window, `/runs/${one}`, 'Hello');
  await expect(window.getByRole('region', { name: 'Timeline' }).getByRole('button', { name: /The run completed/u })).toBeVisible();
  await look(window, 'a run that ended');
  await visit(window, `/runs/compare?left=${one}&right=${other}`, /./u);
  await expect(window.getByRole('main').getByRole('table').first()).toBeVisible();
  await look(window, 'two runs side by side');
  await visit(window, '/runs/0000', /./u);
  await expect(window.getByRole('alert')).toBeVisible();
  await look(window, 'a run that is not there', ['light']);
});

test('cards', async ({ window, host }) => {
  test.slow();
  await visit(window, '/cards', 'Cards');
  await look(window, 'no card', ['light', 'dark']);
  await host.ask('runs', 'start', 'approval');
  const link = window.getByRole('main').getByRole('listitem').getByRole('link');
  await link.click();
  await expect(window.getByRole('textbox', { name: 'Comments' })).toBeVisible();
  await look(window, 'a card', ['light', 'dark', 'high contrast']);
  await window.setViewportSize(phone);
  await look(window, 'a card on a phone', ['light', 'dark']);
  await window.getByRole('radio', { name: 'Approve' }).check({ force: true });
  await window.getByRole('button', { name: 'Send the decision' }).click();
  await expect(window.getByText('This card is answered.')).toBeVisible();
  await look(window, 'a card that is answered');
});

test('the windows over every screen', async ({ window, host }) => {
  test.slow();
  await host.ask('runs', 'start', 'approval');
  const news = window.getByRole('alertdialog').filter({ hasText: 'Approval waits for an answer' });
  await expect(news).toBeVisible();
  await look(window, 'a message that popped up');
  await news.getByRole('button', { name: 'Close' }).click();
  await expect(news).toHaveCount(0);
  await dialog(window, ['Control+k', 'palette'], ['light', 'dark']);
  await dialog(window, ['?', 'keyboard shortcuts']);
  await window.getByRole('button', { name: 'Run Data report', exact: true }).click();
  await expect(window.getByRole('dialog').getByRole('button', { name: 'Start run' })).toBeVisible();
  await look(window, 'launch', ['light']);
  await window.setViewportSize(phone);
  await look(window, 'launch on a phone');
});

test('a host that is away', async ({ window, host }) => {
  await host.kill();
  await expect(window.getByRole('main').getByRole('button', { name: /again|Retry/iu })).toBeVisible();
  await look(window, 'the host is away', ['light', 'dark']);
});

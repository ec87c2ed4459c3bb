import { expect, expectAccessible, test, visit } from '../window-test.ts';
import type { ServedHost } from '../served-host.ts';

async function startApproval(host: ServedHost): Promise<string> {
  const started = await host.ask('runs', 'start', 'approval');
  return typeof started === 'object' && started !== null && 'id' in started ? String(started.id) : '';
}

test('cards are walked and answered by keyboard alone', async ({ window, host }) => {
  await startApproval(host);
  await startApproval(host);
  await visit(window, '/cards', 'Cards');
  const links = window.getByRole('main').getByRole('listitem').getByRole('link');
  await expect(links).toHaveCount(2, { timeout: 20_000 });

  await window.keyboard.press('j');
  await expect(links.first()).toBeFocused();
  await window.keyboard.press('j');
  await expect(links.nth(1)).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(window.getByRole('radio', { name: 'Approve' })).toBeFocused();
  await window.keyboard.press('ControlOrMeta+Enter');
  await expect(window.getByText('Decision is needed to go on.')).toBeVisible();
  await window.keyboard.press('Space');
  await window.keyboard.press('ControlOrMeta+Enter');

  await expect(window.getByText('This card is answered.')).toBeVisible();
  await expect(links).toHaveCount(1);
});

test('on a phone a card has the page to itself, and what was typed outlasts a reload', async ({ window, host }) => {
  await startApproval(host);
  await window.setViewportSize({ width: 390, height: 800 });
  await visit(window, '/cards', 'Cards');
  const link = window.getByRole('main').getByRole('listitem').getByRole('link');
  await link.click({ timeout: 20_000 });
  const comments = window.getByRole('textbox', { name: 'Comments' });
  await comments.fill('Not yet sent.');

  await expect(link).toBeHidden();
  expect(await window.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await expectAccessible(window);
  await window.reload();

  await expect(comments).toHaveValue('Not yet sent.');
  await expect(window.getByText('What you typed before is here again.')).toBeVisible();
  await window.getByRole('link', { name: 'All cards' }).click();
  await expect(link).toBeVisible();
});

test('who is slower is told who answered, and keeps what was typed', async ({ window, host }) => {
  const run = await startApproval(host);
  await visit(window, '/cards', 'Cards');
  await window.getByRole('main').getByRole('listitem').getByRole('link').click({ timeout: 20_000 });
  await window.getByRole('textbox', { name: 'Comments' }).fill('I would not.');

  await host.ask('cards', 'submit', run, '--values', '{"decision":"approved"}');

  await expect(window.getByRole('main').getByRole('status').filter({ hasText: 'by user:local' })).toBeVisible();
  await expect(window.getByRole('region', { name: 'What you had typed' })).toContainText('I would not.');
  await window.getByRole('button', { name: 'Discard what I typed' }).click();
  await expect(window.getByText('I would not.')).toHaveCount(0);
});

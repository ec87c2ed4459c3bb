import { idOf } from '../run-record.ts';
import { expect, expectAccessible, test, visit } from '../window-test.ts';

test('a run that needs somebody pops up, is counted and listed, leads there, and goes when it is answered', async ({ window, host }) => {
  const bell = window.getByRole('button', { name: /What needs you/u });
  await visit(window, '/workflows', 'Workflows');
  await expect(bell).toBeVisible();
  const id = idOf(await host.ask('runs', 'start', 'approval'));

  await expect(window.getByRole('alertdialog').filter({ hasText: 'Approval waits for an answer' })).toBeVisible({ timeout: 20_000 });
  await expect(bell).toContainText('1 notice');
  await expectAccessible(window);

  await window.keyboard.press('g');
  await window.keyboard.press('n');
  const list = window.getByRole('dialog', { name: 'What needs you' });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list.getByText(/aiwm cards get/u)).toBeVisible();
  await expect(window.getByRole('alertdialog')).toHaveCount(0);
  await expectAccessible(window);
  await list.getByRole('button', { name: 'Mark as seen' }).click();
  await expect(list.getByText(/· Seen/u)).toBeVisible();
  await list.getByRole('link', { name: 'Answer the card' }).click();
  await expect(window.getByRole('heading', { level: 1, name: 'Cards' })).toBeVisible();
  await expect(bell).not.toContainText('1 notice');

  await host.ask('cards', 'submit', id, '--values', '{"decision":"approved"}');
  await bell.click();
  await expect(window.getByRole('heading', { name: 'Nothing needs you' })).toBeVisible();
});

test('who wants no messages that pop up is only counted for', async ({ window, host }) => {
  await visit(window, '/settings/appearance', 'Settings');
  await window.getByRole('radiogroup', { name: 'Messages that pop up' }).getByText('Nothing; the bell still counts').click();
  await expect.poll(() => host.ask('settings', 'get', 'appearance')).toMatchObject({ value: { notices: 'none' } });
  await visit(window, '/workflows', 'Workflows');

  await host.ask('runs', 'start', 'approval');

  await expect(window.getByRole('button', { name: /What needs you/u })).toContainText('1 notice', { timeout: 20_000 });
  await expect(window.getByRole('alertdialog')).toHaveCount(0);
});

test('what popped up goes when its run is opened', async ({ window, host }) => {
  await visit(window, '/workflows', 'Workflows');
  const id = idOf(await host.ask('runs', 'start', 'approval'));
  await expect(window.getByRole('alertdialog').filter({ hasText: 'Approval waits for an answer' })).toBeVisible({ timeout: 20_000 });

  await visit(window, `/runs/${id}`, 'Approval');

  await expect(window.getByRole('alertdialog')).toHaveCount(0);
});

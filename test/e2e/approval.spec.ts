import { expect, openRunDialog, test, visit } from './window-test.ts';

test('a card is answered in the page, and its run goes on to the end', async ({ window }) => {
  await openRunDialog(window, 'Approval');
  await window.getByRole('button', { name: 'Start run' }).click();

  await expect(window.getByRole('link', { name: 'Answer the card' })).toBeVisible({ timeout: 20_000 });
  await expect(window.getByRole('link', { name: /Cards 1 open card/u })).toBeVisible();
  await window.getByRole('link', { name: 'Answer the card' }).click();

  await window.getByRole('button', { name: 'Send the decision' }).click();
  await expect(window.getByText('Decision is needed to go on.')).toBeVisible();
  await window.getByText('Approve', { exact: true }).click();
  await window.getByRole('button', { name: 'Send the decision' }).click();

  await expect(window.getByText('This card is answered.')).toBeVisible();
  await window.getByRole('link', { name: 'Show the run' }).click();
  await expect(window.getByRole('status').filter({ hasText: 'Run of Approval: Completed' })).toBeAttached({ timeout: 20_000 });
});

test('a card answered elsewhere leaves the inbox at once', async ({ window, host }) => {
  const started = await host.ask('runs', 'start', 'approval');
  const id = typeof started === 'object' && started !== null && 'id' in started ? String(started.id) : '';
  await visit(window, '/cards', 'Cards');
  await expect(window.getByRole('main').getByRole('link', { name: /Approve/u })).toBeVisible({ timeout: 20_000 });

  await host.ask('cards', 'submit', id, '--values', '{"decision":"approved"}');

  await expect(window.getByRole('heading', { name: 'Nothing waits for you' })).toBeVisible();
});

test('a waiting run is stopped only after the question is confirmed', async ({ window }) => {
  await openRunDialog(window, 'Approval');
  await window.getByRole('button', { name: 'Start run' }).click();
  await expect(window.getByRole('link', { name: 'Answer the card' })).toBeVisible({ timeout: 20_000 });

  await window.getByRole('button', { name: 'Stop', exact: true }).click();
  await window.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(window.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
  await window.getByRole('button', { name: 'Stop', exact: true }).click();
  await window.getByRole('button', { name: 'Stop the run' }).click();

  await expect(window.getByRole('button', { name: /The run was stopped/u })).toBeVisible();
  await expect(window.getByRole('button', { name: 'Stop', exact: true })).toHaveCount(0);
});

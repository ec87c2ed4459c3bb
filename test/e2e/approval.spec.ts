import { withoutHost } from './command-line.ts';
import { idOf, onlyRun, recordOf } from './run-record.ts';
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

test('a draft rejected and then approved in the page and by the command line leaves the same journal', async ({ window, host }) => {
  // Each command is a process of its own.
  test.slow();
  const [topic, audience, comments] = ['Neue Öffnungszeiten', 'all readers', 'Shorter, please: the hours first.'];
  await openRunDialog(window, 'Approval');
  await window.getByRole('textbox', { name: 'Topic' }).fill(topic);
  await window.getByRole('textbox', { name: 'Audience' }).fill(audience);
  await window.getByRole('button', { name: 'Start run' }).click();
  await window.getByRole('link', { name: 'Answer the card' }).click();
  await window.getByText('Reject', { exact: true }).click();
  await window.getByRole('textbox', { name: 'Comments' }).fill(comments);
  await window.getByRole('button', { name: 'Send the decision' }).click();
  await window.getByRole('link', { name: 'Show the run' }).click();
  await window.getByRole('link', { name: 'Answer the card' }).click();
  await window.getByText('Approve', { exact: true }).click();
  await window.getByRole('button', { name: 'Send the decision' }).click();
  await window.getByRole('link', { name: 'Show the run' }).click();
  await expect(window.getByRole('button', { name: /The run completed/u })).toBeVisible({ timeout: 20_000 });
  const inThePage = await recordOf(host.ask, await onlyRun(host.ask));

  await withoutHost(async (ask) => {
    const run = idOf(await ask('run', 'approval', '--input', JSON.stringify({ topic, audience })));
    await ask('cards', 'submit', run, '--values', JSON.stringify({ decision: 'rejected', comments }));
    await ask('cards', 'submit', run, '--values', JSON.stringify({ decision: 'approved' }));

    expect(inThePage.length).toBeGreaterThan(15);
    expect(await recordOf(ask, run)).toEqual(inThePage);
  });
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

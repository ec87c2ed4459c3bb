import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Json } from '../../../src/core/domain/model/json.ts';
import { idOf } from '../run-record.ts';
import { expect, expectAccessible, test, visit } from '../window-test.ts';

function workflow(step: Json, leave: Json): string {
  return JSON.stringify({
    format: 'aiwm.workflow/1',
    name: 'Steered',
    variables: { is_ready: { schema: { type: 'boolean' }, initial: false } },
    root: {
      id: 'root',
      nodes: [{ id: 'start', type: 'start' }, step, { id: 'done', type: 'end' }],
      transitions: [{ id: 'begin', from: 'start', to: 'step', triggers: [{ type: 'immediate' }] }, leave],
    },
  });
}

test('an incident is told with what helps, acknowledged, comes back when it comes again, and is answered in place', async ({ window, host }) => {
  const definition = workflow({ id: 'step', type: 'workStep', name: 'Look' }, { id: 'leave', from: 'step', to: 'done', triggers: [{ type: 'condition', config: { when: 'vars.is_ready' } }] });
  const id = idOf(await host.ask('workflows', 'create', 'Steered', '--definition', definition));
  const run = idOf(await host.ask('runs', 'start', id, '--draft'));
  await visit(window, `/runs/${run}`, 'Steered');
  const incident = window.getByRole('region', { name: '“Look” needs a decision' });
  await expect(incident).toContainText('Change what its conditions read, or take a transition yourself.');
  await expect(incident.getByText(new RegExp(`^aiwm runs resolve ${run} 'step#1/@incident.1' --answer retry$`, 'u'))).toBeVisible();
  await expectAccessible(window);

  await incident.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(incident).toContainText('Seen; it still needs an answer');
  await expect(incident.getByRole('radio').first()).toBeHidden();
  await incident.getByRole('button', { name: 'Answer it now' }).click();
  await incident.getByRole('textbox', { name: 'Reason' }).fill('Once more');
  await incident.getByRole('button', { name: 'Try again' }).click();
  await expect(incident.getByRole('button', { name: 'Acknowledge' })).toBeVisible();
  await expect(incident.getByText(/@incident\.2' --answer retry$/u)).toBeVisible();

  await incident.getByText(/^Take a transition:/u).click();
  await incident.getByRole('button', { name: 'Take a transition' }).click();
  await expect(incident.getByText('Transition is needed to go on.')).toBeVisible();
  await incident.getByRole('button', { name: /^Transition/u }).or(incident.getByLabel('Transition', { exact: true })).first().click();
  await window.getByRole('option', { name: 'leave' }).click();
  await incident.getByRole('button', { name: 'Take a transition' }).click();
  await expect(window.getByRole('status').filter({ hasText: 'Run of Steered: Completed' })).toBeAttached();
  await expect(incident).toBeHidden();
});

test('whoever begins a run again is told which of its files are others now, and confirms it', async ({ window, host }) => {
  const definition = workflow({ id: 'step', type: 'workStep', name: 'Write', entry: [{ id: 'note', type: 'file.write', config: { path: 'note.txt', content: 'first' } }] }, { id: 'leave', from: 'step', to: 'done', triggers: [{ type: 'task-complete' }] });
  const id = idOf(await host.ask('workflows', 'create', 'Steered', '--definition', definition));
  const run = idOf(await host.ask('runs', 'start', id, '--draft'));
  await visit(window, `/runs/${run}`, 'Steered');
  await expect(window.getByRole('status').filter({ hasText: 'Run of Steered: Completed' })).toBeAttached();
  const note = path.join(host.dataDirectory, 'files', 'note.txt');
  await writeFile(note, 'by hand');

  await window.getByRole('button', { name: 'More acts' }).click();
  await window.getByRole('menuitem', { name: 'Run again from a step…' }).click();
  const dialog = window.getByRole('dialog');
  await expect(dialog.getByRole('region', { name: 'Changed since this run' })).toContainText(`${note} is another file now`);
  await dialog.getByRole('button', { name: /Step/u }).click();
  await window.getByRole('option', { name: 'Write' }).click();
  await expect(dialog.getByRole('button', { name: 'Run again' })).toBeDisabled();
  await dialog.getByText('Go on all the same').click();
  await expect(dialog.getByText(`aiwm runs restart ${run} --node step`)).toBeVisible();
  await expectAccessible(window);
  await dialog.getByRole('button', { name: 'Run again' }).click();
  await expect(window.getByText(/^Fork of/u)).toBeVisible();
  expect(window.url()).not.toContain(run);
});

test('a user action says what became of it, and two runs that are steered at once are named', async ({ window, host }) => {
  test.slow();
  const [first, second] = [idOf(await host.ask('runs', 'start', 'content-lab')), idOf(await host.ask('runs', 'start', 'content-lab'))];
  const actions = window.getByRole('tabpanel', { name: 'Actions' });
  for (const run of [first, second]) {
    await visit(window, `/runs/${run}`, 'Content lab');
    await window.getByRole('tab', { name: 'Actions' }).click();
    await actions.getByRole('button', { name: 'Ask for figures' }).click();
    await expect(actions.getByText(/^\s*Done in row \d+\./u)).toBeVisible();
  }
  const switcher = window.getByRole('navigation', { name: 'Open runs' });
  await expect(switcher).toContainText('Two runs are being steered at once');
  await expectAccessible(window);

  await switcher.getByRole('button', { name: `Close Content lab ${second.slice(-8)}` }).click();
  await expect(window).toHaveURL(new RegExp(first, 'u'));
  await expect(switcher).toBeHidden();
  await window.getByRole('button', { name: 'More acts' }).click();
  const [download] = await Promise.all([window.waitForEvent('download'), window.getByRole('menuitem', { name: 'Export the journal as CSV' }).click()]);
  expect(download.suggestedFilename()).toBe(`aiwm-run-${first}.csv`);
});

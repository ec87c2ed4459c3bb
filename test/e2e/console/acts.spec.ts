import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import type { Json } from '../../../src/core/domain/model/json.ts';
import { idOf } from '../run-record.ts';
import { expect, expectAccessible, test, visit } from '../window-test.ts';

function workflow(step: Json, leave: Json): string {
  return JSON.stringify({
    format: 'aiwm.workflow/1',
    name: 'Acts',
    root: {
      id: 'root',
      nodes: [{ id: 'start', type: 'start' }, step, { id: 'done', type: 'end' }],
      transitions: [{ id: 'begin', from: 'start', to: 'step', triggers: [{ type: 'immediate' }] }, leave],
    },
  });
}

async function act(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'More acts' }).click();
  await page.getByRole('menuitem', { name }).click();
}

test('a run is replayed, kept as a test, and the tests of its workflow are run', async ({ window, host }) => {
  const run = idOf(await host.ask('runs', 'start', 'hello'));
  await visit(window, `/runs/${run}`, 'Hello');
  await expect(window.getByRole('status').filter({ hasText: 'Run of Hello: Completed' })).toBeAttached();
  const dialog = window.getByRole('dialog');

  await act(window, 'Replay and check…');
  await expect(dialog.getByText(`aiwm runs replay ${run}`)).toBeVisible();
  await dialog.getByRole('button', { name: 'Replay', exact: true }).click();
  await expect(dialog.getByRole('status')).toContainText('Equal: all');
  await expectAccessible(window);
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  await act(window, 'Save as test…');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Greets');
  await expect(dialog.getByText(`aiwm tests create ${run} Greets`)).toBeVisible();
  await dialog.getByRole('button', { name: 'Save the test' }).click();
  await expect(window.getByText('Saved: Greets')).toBeVisible();

  await act(window, 'Run the tests of this workflow…');
  await dialog.getByRole('button', { name: 'Run the tests' }).click();
  await expect(dialog.getByRole('status')).toContainText('1 passed, 0 failed');
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Greets' })).toContainText('Passed');
  await expectAccessible(window);
});

test('a transition whose validator refuses is forced by whoever may, and the journal says so', async ({ window, host }) => {
  const leave = { id: 'on', name: 'Go on', from: 'step', to: 'done', triggers: [{ type: 'manual-advance' }], validators: [{ id: 'never', type: 'expression', config: { that: 'false' }, message: 'Not yet.' }] };
  const id = idOf(await host.ask('workflows', 'create', 'Acts', '--definition', workflow({ id: 'step', type: 'workStep', name: 'Hold' }, leave)));
  const run = idOf(await host.ask('runs', 'start', id, '--draft'));
  await visit(window, `/runs/${run}`, 'Acts');
  const dialog = window.getByRole('dialog').or(window.getByRole('alertdialog'));

  await window.getByRole('button', { name: 'Take “Go on” to “done”' }).first().click();
  await dialog.getByRole('button', { name: 'Take the transition' }).click();
  await expect(dialog.getByText(/Not yet\./u)).toBeVisible();
  await dialog.getByText('Force it: whatever its validators say').click();
  await expect(dialog.getByText(`aiwm runs fire ${run} on --visit 'step#1' --skip-validators`)).toBeVisible();
  await dialog.getByRole('button', { name: 'Force the transition' }).click();
  await expect(window.getByRole('status').filter({ hasText: 'Run of Acts: Completed' })).toBeAttached();
  expect(JSON.stringify(await host.ask('runs', 'events', run))).toContain('skipValidators');
});

test('what was in doubt after a crash is answered by whoever looked outside, and is not done again', async ({ window, host }) => {
  test.slow();
  let asked = 0;
  // It takes the request and never says what became of it.
  const service = createServer(() => { asked += 1; });
  service.listen(0, '127.0.0.1');
  await once(service, 'listening');
  try {
    const { port } = service.address() as AddressInfo;
    await host.ask('settings', 'set', 'network', '--value', JSON.stringify({ allowedPrivateHosts: [`127.0.0.1:${String(port)}`] }));
    const send = { id: 'send', type: 'http.request', config: { method: 'POST', url: `http://127.0.0.1:${String(port)}/orders`, body: { json: { amount: 1 } } } };
    const id = idOf(await host.ask('workflows', 'create', 'Acts', '--definition', workflow({ id: 'step', type: 'workStep', name: 'Order', entry: [send] }, { id: 'on', from: 'step', to: 'done', triggers: [{ type: 'task-complete' }] })));
    const run = idOf(await host.ask('runs', 'start', id, '--draft'));
    await visit(window, `/runs/${run}`, 'Acts');
    await expect.poll(() => asked).toBe(1);
    await host.kill();
    await host.startAgain();

    const incident = window.getByRole('region', { name: '“Order” needs a decision' });
    await expect(incident).toContainText('Look outside whether it happened.');
    await expect(incident).toContainText('It did not happen: do it now. If it did happen, it happens twice.');
    await expectAccessible(window);
    await incident.getByText(/It did happen, and gave this\. It is not done again\./u).click();
    await incident.getByRole('textbox', { name: 'Value instead of the answer (JSON)' }).fill('{"status": 201}');
    await incident.getByRole('button', { name: 'Skip with a value' }).click();
    await expect(window.getByRole('status').filter({ hasText: 'Run of Acts: Completed' })).toBeAttached();
    expect(asked).toBe(1);
  } finally {
    service.closeAllConnections();
    service.close();
  }
});

test('a loop that rests between passes is told why, goes on at once, and is broken off from there', async ({ window, host }) => {
  const pass = {
    id: 'pass',
    nodes: [{ id: 'enter', type: 'start' }, { id: 'leave', type: 'end' }],
    transitions: [{ id: 'through', from: 'enter', to: 'leave', triggers: [{ type: 'immediate' }] }],
  };
  const leave = { id: 'on', from: 'step', to: 'done', triggers: [{ type: 'condition-met' }, { type: 'limit-reached' }, { type: 'manual-break' }] };
  const loop = { id: 'step', type: 'loop', name: 'Refine', config: { until: 'false', maxPasses: 9, throttle: 'PT10H' }, bodies: [pass] };
  const id = idOf(await host.ask('workflows', 'create', 'Acts', '--definition', workflow(loop, leave)));
  const run = idOf(await host.ask('runs', 'start', id, '--draft'));
  await visit(window, `/runs/${run}`, 'Acts');
  await window.getByRole('tab', { name: 'Why' }).click();
  const ends = window.getByRole('tabpanel', { name: 'Why' }).getByRole('region', { name: 'What ends the wait' });
  const dialog = window.getByRole('dialog').or(window.getByRole('alertdialog'));

  await ends.getByRole('button', { name: 'Begin the next pass now…' }).click();
  await expect(dialog.getByText(`aiwm runs adjust ${run} 'step#1' --next`)).toBeVisible();
  await dialog.getByRole('button', { name: 'Change the limits' }).click();
  await expect(window.getByText('The limits are changed')).toBeVisible();

  await expect(ends.getByText(`aiwm runs break ${run} 'step#1'`)).toBeVisible();
  await ends.getByRole('button', { name: 'Break it off…' }).click();
  await dialog.getByRole('button', { name: 'Break the loop off' }).click();
  await expect(window.getByRole('status').filter({ hasText: 'Run of Acts: Completed' })).toBeAttached();
});

test('a fork takes a model the connector knows, or one that is typed', async ({ window, host }) => {
  const leave = { id: 'on', from: 'step', to: 'done', triggers: [{ type: 'task-complete' }] };
  const id = idOf(await host.ask('workflows', 'create', 'Acts', '--definition', workflow({ id: 'step', type: 'workStep', entry: [{ id: 'say', type: 'llm.chat', config: { prompt: 'Hello' } }] }, leave)));
  const run = idOf(await host.ask('runs', 'start', id, '--draft'));
  await visit(window, `/runs/${run}`, 'Acts');
  await expect(window.getByRole('status').filter({ hasText: 'Run of Acts: Completed' })).toBeAttached();
  await act(window, 'Fork with changes…');
  const dialog = window.getByRole('dialog').filter({ hasText: 'Fork with changes' });
  const model = dialog.getByRole('combobox', { name: 'Model of all later calls' });

  await dialog.getByRole('button', { name: 'Show the models' }).click();
  const known = window.getByRole('listbox', { name: 'Model of all later calls' }).getByRole('option').first();
  const name = await known.textContent();
  await known.click();
  await expect(model).toHaveValue(name ?? '');
  await expect(dialog.getByText(new RegExp(`aiwm runs fork ${run} .*--model ${name}`, 'u'))).toBeVisible();

  await model.fill('of-my-own');
  await expect(dialog.getByText(/--model of-my-own/u)).toBeVisible();
});

test('a message lies over nothing that stands at the foot of the page', async ({ window, host }) => {
  await host.ask('runs', 'start', 'hello');
  await visit(window, '/runs', 'Runs');
  await window.getByRole('main').getByRole('link', { name: /Hello/u }).first().click();
  await act(window, 'Save as test…');
  await window.getByRole('dialog').getByRole('button', { name: 'Save the test' }).click();
  const message = window.getByRole('alertdialog').filter({ hasText: 'Saved' });
  await expect(message).toBeVisible();

  for (const width of [1280, 390]) {
    await window.setViewportSize({ width, height: 800 });
    await expect(message).toBeInViewport({ ratio: 1 });
    const [page, box] = [await window.locator('#root').boundingBox(), await message.boundingBox()];
    expect((page?.y ?? 0) + (page?.height ?? 0)).toBeLessThanOrEqual(box?.y ?? 0);
  }
});

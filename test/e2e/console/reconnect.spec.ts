import type { Page } from '@playwright/test';
import { z } from 'zod';
import type { Ask } from '../command-line.ts';
import { expect, expectAccessible, openRunDialog, test } from '../window-test.ts';

const bar = (page: Page) => page.getByRole('region', { name: 'Connection' });

async function startApproval(window: Page): Promise<void> {
  await openRunDialog(window, 'Approval');
  await window.getByRole('button', { name: 'Start run' }).click();
  await expect(window.getByRole('link', { name: 'Answer the card' })).toBeVisible({ timeout: 20_000 });
  // What the screen is made of has come as well: a killed host has no more of it to give.
  await expect(window.getByRole('region', { name: 'What models write' }).first().getByRole('listitem').getByRole('paragraph').first()).toBeVisible();
}

function runIn(window: Page): string {
  return new URL(window.url()).hash.split('/').at(-1) ?? '';
}

test('a host killed while a run is watched: the window says so, connects again, and shows every row once', async ({ window, host }) => {
  await startApproval(window);
  const run = runIn(window);

  await host.kill();
  await expect(bar(window)).toBeVisible();
  await expect(window.getByRole('status').filter({ hasText: /host/u })).toBeAttached();
  await expectAccessible(window);
  await host.startAgain();
  await expect(bar(window)).toBeHidden();
  await expect(window.getByRole('status').filter({ hasText: 'Connected again.' })).toBeAttached();

  await host.ask('cards', 'submit', run, '--values', '{"decision":"approved"}');
  await expect(window.getByRole('status').filter({ hasText: 'Run of Approval: Completed' })).toBeAttached({ timeout: 20_000 });
  await expect(window.getByText('The run completed', { exact: false }).first()).toBeVisible();
});

test('a host killed while a card is answered: what was chosen stays, and pressing again answers it once', async ({ window, host }) => {
  await startApproval(window);
  const run = runIn(window);
  await window.getByRole('link', { name: 'Answer the card' }).click();
  await window.getByText('Approve', { exact: true }).click();

  await host.kill();
  await window.getByRole('button', { name: 'Send the decision' }).click();
  await expect(window.getByRole('main').getByRole('alert').filter({ hasText: 'The host does not answer' })).toBeVisible();
  await host.startAgain();
  await expect(bar(window)).toBeHidden();
  await expect(window.getByRole('radio', { name: 'Approve' })).toBeChecked();
  await window.getByRole('button', { name: 'Send the decision' }).click();

  await expect(window.getByText('This card is answered.')).toBeVisible();
  expect(await answersOf(host.ask, run)).toBe(1);
});

test('a host killed when it had taken an answer and not said so: the window shows the answer, given once', async ({ window, host }) => {
  await startApproval(window);
  const run = runIn(window);
  await window.getByRole('link', { name: 'Answer the card' }).click();
  await window.getByText('Approve', { exact: true }).click();
  const keys: unknown[] = [];
  await window.route('**/rpc/cards/submit', async (route) => {
    keys.push((route.request().postDataJSON() as { json: { key: unknown } }).json.key);
    await route.fetch();
    await host.kill();
    await route.abort();
  }, { times: 1 });
  await window.getByRole('button', { name: 'Send the decision' }).click();
  await expect(bar(window)).toBeVisible();
  await host.startAgain();

  await expect(window.getByText('This card is answered.')).toBeVisible();
  expect(keys).toEqual([expect.stringMatching(/^[\w-]{36}$/u)]);
  expect(await answersOf(host.ask, run)).toBe(1);
});

test('six windows at once follow and answer', async ({ window, context, host }) => {
  const windows = [window];
  while (windows.length < 6) {
    // What a page opens has a copy of its session, as a tab has that a person copies.
    const opened = context.waitForEvent('page');
    await window.evaluate(() => { open(location.href); });
    windows.push(await opened);
  }
  for (const each of windows) await expect(each.getByRole('heading', { level: 1, name: 'Workflows' })).toBeVisible();

  const last = windows.at(-1) ?? window;
  await startApproval(last);
  for (const each of windows) await expect(each.getByRole('link', { name: /Cards 1 open card/u })).toBeVisible();
  await host.ask('cards', 'submit', runIn(last), '--values', '{"decision":"approved"}');
  for (const each of windows) await expect(each.getByRole('link', { name: /Cards 1 open card/u })).toBeHidden();
});

/** How often the journal of a run holds an answer to its card. */
async function answersOf(ask: Ask, run: string): Promise<number> {
  const { items } = z.object({ items: z.array(z.object({ type: z.string() })) }).parse(await ask('runs', 'events', run, '--limit', '5000'));
  return items.filter(({ type }) => type === 'card').length;
}

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { z } from 'zod';
import type { Ask } from '../command-line.ts';
import { onlyRun } from '../run-record.ts';
import type { ServedHost } from '../served-host.ts';
import { expect, expectAccessible, openRunDialog, test, visit } from '../window-test.ts';

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
  // It is said once, and is not there for whoever comes by later.
  await expect(window.getByRole('status').filter({ hasText: 'Connected again.' })).toHaveCount(0);

  await host.ask('cards', 'submit', run, '--values', '{"decision":"approved"}');
  await expect(window.getByRole('status').filter({ hasText: 'Run of Approval: Completed' })).toBeAttached({ timeout: 20_000 });
  await expect(window.getByText('The run completed', { exact: false }).first()).toBeVisible();
  await expectEveryRowOnce(window, host.ask, run);
});

test('a host killed while a model writes: the text is written anew, stands there once, and no row is lost or doubled', async ({ window, host }) => {
  await importStory(host);
  await host.ask('runs', 'start', 'story');
  const run = await onlyRun(host.ask);
  await visit(window, `/runs/${run}`, 'Story');
  const texts = window.getByRole('region', { name: 'What models write' });
  await expect(texts).toContainText('word 4 ');

  await host.kill();
  await expect(bar(window)).toBeVisible();
  await expect(texts).toContainText('word 4 ');
  await host.startAgain();
  await expect(bar(window)).toBeHidden();

  // What was written before the kill is not told again as if it had been continued.
  await expect.poll(async () => countOf(await texts.innerText(), 'word 4 ')).toBe(1);
  await expect(window.getByRole('status').filter({ hasText: 'Run of Story: Completed' })).toBeAttached({ timeout: 60_000 });
  expect(countOf(await texts.innerText(), 'word 4 ')).toBe(1);
  expect(countOf(await texts.innerText(), `word ${words}`)).toBe(1);
  await expectEveryRowOnce(window, host.ask, run);
});

test('a window that begins to listen while a model writes says that a part is missing, until the whole is there', async ({ window, host }) => {
  await importStory(host);
  await host.ask('runs', 'start', 'story');
  const run = await onlyRun(host.ask);
  await expect.poll(async () => (await rowsOf(host.ask, run)).some(({ type }) => type === 'effect_scheduled')).toBe(true);
  await visit(window, `/runs/${run}`, 'Story');
  const texts = window.getByRole('region', { name: 'What models write' });

  await expect(texts).toContainText('A part is missing here');
  await expect(window.getByRole('status').filter({ hasText: 'Run of Story: Completed' })).toBeAttached({ timeout: 60_000 });
  await expect(texts).not.toContainText('A part is missing here');
  await expect(texts).toContainText('word 1 ');
});

test('a host killed when it had started a run and not said so: pressing again starts it once', async ({ window, host }) => {
  await openRunDialog(window, 'Approval');
  const keys: unknown[] = [];
  await window.route('**/rpc/runs/start', async (route) => {
    keys.push((route.request().postDataJSON() as { json: { key: unknown } }).json.key);
    if (keys.length > 1) return route.continue();
    await route.fetch();
    await host.kill();
    return route.abort();
  });
  await window.getByRole('button', { name: 'Start run' }).click();
  await expect(bar(window)).toBeVisible();
  await expect(window.getByRole('dialog').getByRole('alert')).toContainText('The host does not answer');
  await expect(window.getByRole('button', { name: 'Start run' })).toBeDisabled();
  await expect(window.getByRole('dialog').getByText('This waits for the host')).toBeVisible();
  await host.startAgain();
  await expect(bar(window)).toBeHidden();
  await window.getByRole('button', { name: 'Start run' }).click();

  await expect(window.getByRole('link', { name: 'Answer the card' })).toBeVisible({ timeout: 20_000 });
  expect(await onlyRun(host.ask)).toBe(runIn(window));
  expect(new Set(keys).size).toBe(1);
});

test('a host killed while a card is answered: sending waits and says why, what was chosen stays, and it is answered once', async ({ window, host }) => {
  await startApproval(window);
  const run = runIn(window);
  await window.getByRole('link', { name: 'Answer the card' }).click();
  await window.getByText('Approve', { exact: true }).click();

  await host.kill();
  await expect(bar(window)).toBeVisible();
  const send = window.getByRole('button', { name: 'Send the decision' });
  await expect(send).toBeDisabled();
  await expect(send).toHaveAccessibleDescription(/waits for the host, which does not answer/u);
  await send.press('Enter');
  await expectAccessible(window);
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
  return (await rowsOf(ask, run)).filter(({ type }) => type === 'card').length;
}

async function rowsOf(ask: Ask, run: string): Promise<readonly { readonly seq: number; readonly type: string }[]> {
  const { items } = z.object({ items: z.array(z.object({ seq: z.int(), type: z.string() })) }).parse(await ask('runs', 'events', run, '--limit', '5000'));
  return items;
}

/** The journal counts its rows without a gap, and the timeline shows each of them in one place. */
async function expectEveryRowOnce(window: Page, ask: Ask, run: string): Promise<void> {
  const written = (await rowsOf(ask, run)).map(({ seq }) => seq);
  expect(written).toEqual(Array.from({ length: written.length }, (_, index) => index + 1));
  const timeline = window.getByRole('region', { name: 'Timeline' });
  await timeline.getByRole('button', { name: 'Filter and view' }).click();
  await window.getByRole('button', { name: 'All rows', exact: true }).last().click();
  await window.keyboard.press('Escape');
  await expect(timeline.getByRole('status')).toHaveText(`${written.length} rows`);
  expect(await shownRows(timeline)).toEqual(written);
}

/** The rows of a timeline from its top to its end, as they stand in the page while it is gone through. */
async function shownRows(timeline: Locator): Promise<readonly number[]> {
  return timeline.locator('#timeline-rows').evaluate(async (frame) => {
    const places = new Map<number, number>();
    const drawn = (): Promise<void> => new Promise((resolve) => { requestAnimationFrame(() => { requestAnimationFrame(() => { resolve(); }); }); });
    for (let top = 0; ; top += frame.clientHeight / 2) {
      frame.scrollTop = top;
      await drawn();
      for (const line of frame.querySelectorAll<HTMLElement>('li[data-item]')) places.set(Number(line.dataset['index']), Number(line.dataset['item']));
      if (top >= frame.scrollHeight) break;
    }
    return [...places].toSorted(([a], [b]) => a - b).flatMap(([, item]) => (item > 0 ? [item] : []));
  });
}

const words = 40;

/** A workflow whose model takes its time with every word. */
async function importStory(host: ServedHost): Promise<void> {
  const folder = path.join(host.dataDirectory, '..', 'story');
  const step = { id: 'tell', type: 'workStep', name: 'Tell', entry: [{ id: 'ask', type: 'llm.chat', config: { prompt: 'Tell a story.' } }] };
  const edges = [['start', 'tell', 'immediate'], ['tell', 'end', 'task-complete']].map(([from, to, type]) => ({ id: `${from}_${to}`, from, to, triggers: [{ type }] }));
  await mkdir(folder);
  await writeFile(path.join(folder, 'workflow.json'), JSON.stringify({ format: 'aiwm.workflow/1', name: 'Story', root: { id: 'root', nodes: [{ id: 'start', type: 'start' }, step, { id: 'end', type: 'end' }], transitions: edges } }));
  await writeFile(path.join(folder, 'mock.json'), JSON.stringify({ format: 'aiwm.mock/1', rules: [{ reply: { text: Array.from({ length: words }, (_, index) => `word ${index + 1} `).join('') }, chunkMs: 120 }] }));
  await host.ask('workflows', 'import', folder);
  await host.ask('workflows', 'publish', 'story');
}

function countOf(text: string, part: string): number {
  return text.split(part).length - 1;
}

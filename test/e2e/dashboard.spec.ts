import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, expectAccessible, test, visit } from './window-test.ts';
import type { ServedHost } from './served-host.ts';

const falling = {
  format: 'aiwm.workflow/1',
  name: 'Falls',
  root: {
    id: 'root',
    nodes: [{ id: 'start', type: 'start' }, { id: 'stop', type: 'workStep', entry: [{ id: 'read', type: 'file.read', config: { file: 'nowhere.txt' } }] }, { id: 'done', type: 'end' }],
    transitions: [{ id: 't1', from: 'start', to: 'stop', triggers: [{ type: 'immediate' }] }, { id: 't2', from: 'stop', to: 'done', triggers: [{ type: 'task-complete' }] }],
  },
};

async function addFalling(host: ServedHost): Promise<void> {
  const file = path.join(host.dataDirectory, 'files', 'falls.json');
  await writeFile(file, JSON.stringify(falling));
  await host.ask('workflows', 'import', file);
}

test('what somebody is needed for comes by itself, is answered in place, and goes', async ({ window, host }) => {
  await visit(window, '/', 'Home');
  const needs = window.getByRole('region', { name: 'Needs you' });
  await expect(needs.getByText(/Nothing needs you/u)).toBeVisible();

  await host.ask('runs', 'start', 'approval');
  await needs.getByRole('button', { name: /^Answer here/u }).click({ timeout: 20_000 });
  await needs.getByRole('radio', { name: 'Approve' }).press('Space');
  await expectAccessible(window);
  await needs.getByRole('button', { name: 'Send the decision' }).click();

  await expect(needs.getByText(/Nothing needs you/u)).toBeVisible();
  await expect(needs.getByRole('heading', { name: 'Needs you' })).toBeFocused();
  await window.getByRole('region', { name: 'Made lately' }).getByRole('button', { name: 'Open announcement.md' }).click();
  await expect(window.getByRole('dialog', { name: 'announcement.md' })).toBeVisible();
});

test('an approval is answered in place, for exactly what it shows', async ({ window, host }) => {
  await visit(window, '/', 'Home');
  await host.ask('runs', 'start', 'reply');
  const needs = window.getByRole('region', { name: 'Needs you' });
  await needs.getByRole('button', { name: /^Answer here: Reply/u }).click({ timeout: 20_000 });
  await expect(needs.getByText('Fingerprint of all of it')).toBeVisible();
  await expectAccessible(window);
  await needs.getByRole('button', { name: 'Approve', exact: true }).click();

  await expect(needs.getByText(/Nothing needs you/u)).toBeVisible();
  await expect(window.getByRole('region', { name: 'Made lately' }).getByRole('button', { name: /reply\.md/u })).toBeVisible();
});

test('a failure leads to where it was, and goes when it was seen', async ({ window, host }) => {
  await addFalling(host);
  await visit(window, '/', 'Home');
  await host.ask('runs', 'start', 'falls', '--draft');
  const failures = window.getByRole('region', { name: 'Failed lately' });
  await expect(failures.getByText(/^Falls failed: Cannot read/u)).toBeVisible({ timeout: 20_000 });

  await failures.getByRole('link', { name: 'Show where Falls failed' }).click();
  await expect(window).toHaveURL(/#\/runs\/[\w-]+\?node=stop$/u);
  await window.goBack();
  await failures.getByRole('button', { name: 'Mark the failure of Falls as seen' }).click();
  await expect(failures).toHaveCount(0);
});

test('what runs, what was worked on and what was used is told while it changes', async ({ window, host }) => {
  await visit(window, '/', 'Home');
  await host.ask('budgets', 'set', 'daily', '--scope', 'day', '--tokens', '100000');
  await host.ask('workflows', 'create', 'Weekly letter');
  await expect(window.getByRole('region', { name: 'Continue' }).getByText('Weekly letter')).toBeVisible();
  await expect(window.getByRole('list', { name: 'Budgets' }).getByText(/100,?000|left/u).first()).toBeVisible();

  // It waits for a signal, and so for nobody here.
  await host.ask('runs', 'start', 'payment');
  const running = window.getByRole('region', { name: 'Running now' });
  await expect(running.getByRole('link', { name: 'Payment' })).toBeVisible({ timeout: 20_000 });
  await running.getByRole('link', { name: 'Payment' }).click();
  await expect(window.getByRole('heading', { level: 1, name: 'Payment' })).toBeVisible();

  await window.keyboard.press('g');
  await window.keyboard.press('h');
  await expect(window.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  await window.getByRole('button', { name: 'Resume editing Weekly letter' }).click();
  await expect(window.getByRole('heading', { level: 1, name: 'Weekly letter' })).toBeVisible();
});

test('on a phone the parts stand below each other, and nothing scrolls sideways', async ({ window, host }) => {
  await host.ask('runs', 'start', 'approval');
  await window.setViewportSize({ width: 390, height: 800 });
  await visit(window, '/', 'Home');
  await window.getByRole('button', { name: /^Answer here/u }).click({ timeout: 20_000 });
  await expect(window.getByRole('radio', { name: 'Approve' })).toBeVisible();

  expect(await window.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await expectAccessible(window);
});

import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../window-test.ts';

const figures = path.join(import.meta.dirname, '../../../examples/data-report/weather.csv');

/** Opens the palette and types into it. */
async function look(window: Page, typed: string): Promise<void> {
  await window.keyboard.press('Control+k');
  await expect(window.getByRole('combobox')).toBeFocused();
  await window.keyboard.type(typed);
}

test('nodes, settings and documents are found, and a node opens at its place in the designer', async ({ window, host }) => {
  await host.ask('docs', 'create', 'House style', '--format', 'md', '--text', '# Style');
  await look(window, 'house stl');
  await expect(window.getByRole('option', { name: /^House style/u })).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(window.getByRole('dialog')).toHaveCount(0);

  await look(window, '@setting level');
  await expect(window.getByRole('option', { name: /logging\.level/u })).toBeVisible();
  await window.keyboard.press('Enter');
  await expect(window.getByRole('searchbox', { name: 'Search settings' })).toHaveValue('logging.level');

  await look(window, '@node greet');
  await expect(window.getByRole('option', { name: /^Greet.*in Hello/u })).toBeVisible();
  await window.keyboard.press('Enter');
  await expect(window).toHaveURL(/\/workflows\/hello\?node=greet/u);
  await expect(window.getByRole('complementary', { name: 'Inspector' }).getByRole('heading', { name: 'Greet' })).toBeVisible();
});

test('Tab completes a scope, its button shows it, and what was chosen comes first the next time', async ({ window }) => {
  await look(window, '@w');
  await window.keyboard.press('Tab');
  await expect(window.getByRole('combobox')).toHaveValue('@workflow ');
  await expect(window.getByRole('button', { name: 'Workflows', exact: true, pressed: true })).toBeVisible();
  await window.keyboard.type('open hello');
  await expect(window.getByRole('option').first()).toContainText('Open Hello');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('heading', { level: 1, name: 'Hello' })).toBeVisible();

  await window.keyboard.press('Control+k');
  await expect(window.getByRole('group', { name: 'Recent' }).getByRole('option').first()).toContainText('Open Hello');
});

test('any operation is done in a form, by keyboard alone, with the command that does the same', async ({ window, host }) => {
  await look(window, '@action workflows duplicate');
  await expect(window.getByRole('option').first()).toContainText('aiwm workflows duplicate');
  await window.keyboard.press('Enter');
  const dialog = window.getByRole('dialog', { name: /^Make a workflow of its own/u });
  await expect(dialog.getByRole('textbox', { name: 'id' })).toBeFocused();
  await window.keyboard.type('hello');
  await window.keyboard.press('Tab');
  await window.keyboard.type('Hello twice');
  await expect(dialog).toContainText("aiwm workflows duplicate hello 'Hello twice'");
  await window.keyboard.press('Enter');
  await expect(dialog.getByRole('status').filter({ hasText: 'Done' })).toBeVisible();

  expect(JSON.stringify(await host.ask('workflows', 'get', 'hello-twice'))).toContain('Hello twice');
});

test('what takes something away wants to be meant', async ({ window, host }) => {
  await host.ask('docs', 'create', 'To go', '--format', 'md', '--text', 'x');

  await look(window, '@action docs remove');
  await window.keyboard.press('Enter');
  const dialog = window.getByRole('dialog', { name: /^Remove a document/u });
  await expect(dialog.getByRole('textbox').first()).toBeFocused();
  await window.keyboard.type('To go');
  await window.keyboard.press('Enter');
  await expect(dialog).toContainText('Say above that it is meant.');
  await dialog.getByRole('checkbox', { name: /takes away the document “To go”/u }).focus();
  await window.keyboard.press('Space');
  await dialog.getByRole('button', { name: 'Do it' }).focus();
  await window.keyboard.press('Enter');
  await expect(dialog.getByRole('status').filter({ hasText: 'Done' })).toBeVisible();
});

test('a stream is followed until it is stopped', async ({ window }) => {
  await look(window, '@action notifications watch');
  await expect(window.getByRole('option').first()).toContainText('aiwm notifications watch');
  await window.keyboard.press('Enter');
  const dialog = window.getByRole('dialog', { name: /^Follow what needs somebody/u });
  await dialog.getByRole('button', { name: 'Follow' }).focus();
  await window.keyboard.press('Enter');
  await expect(dialog.getByRole('status').filter({ hasText: '1 line' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Stop' }).focus();
  await window.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Stop' })).toHaveCount(0);
});

test('the list of what needs somebody opens from the palette', async ({ window }) => {
  await look(window, 'what needs you');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('dialog', { name: 'What needs you' })).toBeVisible();
});

test('what is typed before the palette is there stands in its field, and nowhere else', async ({ window }) => {
  const held = Promise.withResolvers<void>();
  await window.route(/\/Palette[^/]*\.js$/u, async (route) => {
    await held.promise;
    await route.continue();
  });
  await window.reload();
  await expect(window.getByRole('heading', { level: 1, name: 'Workflows' })).toBeVisible();
  const search = window.locator('input[data-page-search]');
  await search.focus();
  await window.keyboard.press('Control+k');
  await window.keyboard.type('@note');
  await window.keyboard.press('Backspace');
  held.resolve();

  await expect(window.getByRole('combobox')).toHaveValue('@not');
  await window.keyboard.type('h');
  await expect(window.getByRole('combobox')).toHaveValue('@noth');
  await window.keyboard.press('Escape');
  await expect(search).toHaveValue('');
});

test('files that runs made are found among documents, and lead to their run', async ({ window, host }) => {
  await host.ask('run', 'data-report', '--input', `csv=${figures}`);
  await look(window, '@doc report');
  const made = window.getByRole('option').filter({ hasText: 'made by the run' }).first();
  await expect(made).toBeVisible();
  await made.click();
  await expect(window).toHaveURL(/#\/runs\/[\da-f-]+/u);
});

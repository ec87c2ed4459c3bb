import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { mkdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { expect, expectAccessible, test, visit } from './window-test.ts';

test.use({ samples: false });

const lost = 'Typed before the tab was killed.';
const editor = (page: Page, title: string) => page.getByRole('textbox', { name: `Text of ${title}` });

/** Presses a key until what is wanted has the focus. */
async function pressUntilFocused(page: Page, key: string, wanted: ReturnType<Page['getByRole']>): Promise<void> {
  await expect(wanted).toBeVisible();
  // An editor has a root of its own, in which it has the focus.
  const isFocused = (): Promise<boolean> => wanted.evaluate((element) => element.matches(':focus'));
  for (let steps = 0; steps < 60 && !(await isFocused()); steps += 1) await page.keyboard.press(key);
  await expect(wanted).toBeFocused();
}

test('what is typed outlives its tab, meets a change from the command line, and is merged, restored and exported', async ({ window, host, context }) => {
  test.slow();
  // By keyboard alone: there, a new document, its first words.
  await expect(window.getByRole('heading', { level: 1, name: 'Workflows' })).toBeVisible();
  await window.keyboard.press('g');
  await window.keyboard.press('d');
  await expect(window.getByRole('heading', { level: 1, name: 'Documents' })).toBeVisible();
  await pressUntilFocused(window, 'Tab', window.getByRole('button', { name: 'Create a document' }));
  await window.keyboard.press('Enter');
  await expect(window.getByRole('textbox', { name: 'Title' })).toBeFocused();
  await window.keyboard.type('Weekly report');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('heading', { level: 1, name: 'Weekly report' })).toBeVisible();
  const text = editor(window, 'Weekly report');
  await pressUntilFocused(window, 'Tab', text);
  await window.keyboard.press('Control+End');
  await window.keyboard.type('First finding.\nSecond finding.\nThird finding.\n');
  await expect(window.getByText('Modified', { exact: true })).toBeVisible();
  await window.keyboard.press('Control+s');
  await expect(window.getByText('Revision 2', { exact: true }).filter({ visible: true }).first()).toBeVisible();
  const { id } = await theDocument(host.ask);

  // Typed and kept, never saved; then the tab is gone.
  await window.keyboard.press('Control+End');
  await window.keyboard.type(lost);
  await expect(window.getByText(`${(await textOf(host.ask, id)).length + lost.length} characters`, { exact: true })).toBeVisible();
  await expect(window.getByText('Draft kept in this browser at')).toBeVisible();
  const address = new URL(window.url());
  await kill(window);
  const again = await context.newPage();
  await again.goto(await linkOf(host.ask));
  await expect(again.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  await visit(again, address.hash.slice(1), 'Weekly report');
  await expect(again.getByText('Unsaved changes were brought back.')).toBeVisible();
  await expect(editor(again, 'Weekly report')).toContainText(lost);
  await expectAccessible(again);

  // The command line saves first.
  await host.ask('docs', 'save', id, '--expected-revision', '2', '--text', '# Weekly report\nFirst finding, seen from elsewhere.\nSecond finding.\nThird finding.\n');
  await expect(again.getByRole('button', { name: 'Compare and merge' })).toBeVisible();
  await again.getByRole('button', { name: 'Compare and merge' }).press('Enter');
  await expect(again.getByRole('heading', { name: 'Two versions of this document' })).toBeVisible();
  await expect(again.getByRole('button', { name: 'Save the result' })).toBeEnabled();
  await expectAccessible(again);
  await again.getByRole('button', { name: 'Save the result' }).press('Enter');
  await expect(again.getByText('Saved as revision 4')).toBeVisible();
  await expect(editor(again, 'Weekly report')).toContainText('seen from elsewhere');
  await expect(editor(again, 'Weekly report')).toContainText(lost);

  // An earlier revision again, then out into a folder.
  await again.getByRole('button', { name: 'Actions for revision 2' }).press('Enter');
  await again.getByRole('menuitem', { name: 'Restore…' }).press('Enter');
  await again.getByRole('button', { name: 'Restore', exact: true }).press('Enter');
  await expect(again.getByText('Revision 2 is restored as revision 5')).toBeVisible();
  await expect(again.getByRole('alertdialog')).toHaveCount(0);
  await expect(editor(again, 'Weekly report')).not.toContainText('seen from elsewhere');
  const folder = path.join(await realpath(path.dirname(host.dataDirectory)), `out-${randomUUID()}`);
  await mkdir(folder);
  await host.ask('filesandbox', 'add', folder, '--write');
  await again.keyboard.press('Control+Shift+e');
  await again.getByRole('textbox', { name: 'Folder on the host' }).fill(folder);
  await again.getByRole('dialog').getByRole('button', { name: 'Export' }).press('Enter');
  await expect(again.getByText('1 file exported')).toBeVisible();
  expect(await readFile(path.join(folder, 'Weekly report.md'), 'utf8')).toContain('Third finding.');
});

test('a YAML text is held against its schema while it is written, a restore that does not fit is offered all the same, and several documents are exported', async ({ window, host }) => {
  test.slow();
  const made = async (...args: readonly string[]): Promise<string> => ((await host.ask('docs', 'create', ...args)) as { readonly entry: { readonly id: string } }).entry.id;
  const prices = await made('Prices', '--format', 'yaml', '--text', 'count: many\n');
  await host.ask('docs', 'save', prices, '--expected-revision', '1', '--text', 'count: 3\n');
  await host.ask('docs', 'update', prices, '--schema', await made('Shape', '--format', 'yaml', '--text', 'type: object\nproperties:\n  count: { type: integer }\n'));

  await visit(window, `/documents/${prices}`, 'Prices');
  await editor(window, 'Prices').focus();
  await window.keyboard.press('Control+End');
  await window.keyboard.type('count2: 1\n');
  await window.keyboard.press('Control+Home');
  await window.keyboard.press('End');
  await window.keyboard.type('x');
  await expect(window.getByRole('tab', { name: 'Problems (1)' })).toBeVisible();
  await window.getByRole('tab', { name: 'Problems (1)' }).click();
  await expect(window.getByRole('button', { name: /\/count/u })).toBeVisible();

  await window.getByRole('tab', { name: 'Revisions' }).click();
  await window.getByRole('button', { name: 'Actions for revision 1' }).click();
  await window.getByRole('menuitem', { name: 'Restore…' }).click();
  await window.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(window.getByText('The content does not fit its schema as it is now.', { exact: false })).toBeVisible();
  await expectAccessible(window);
  await window.getByRole('button', { name: 'Restore all the same' }).click();
  await expect(window.getByText('Revision 1 is restored as revision 3')).toBeVisible();

  const folder = path.join(await realpath(path.dirname(host.dataDirectory)), `many-${randomUUID()}`);
  await mkdir(folder);
  await host.ask('filesandbox', 'add', folder, '--write');
  await visit(window, '/documents', 'Documents');
  await window.getByRole('checkbox', { name: 'Choose Prices' }).press('Space');
  await window.getByRole('checkbox', { name: 'Choose Shape' }).press('Space');
  await window.getByRole('group', { name: 'Chosen documents' }).getByRole('button', { name: 'Export…' }).press('Enter');
  await window.getByRole('textbox', { name: 'Folder on the host' }).fill(folder);
  await expectAccessible(window);
  await window.getByRole('dialog').getByRole('button', { name: 'Export' }).press('Enter');
  await expect(window.getByText(`2 files exported to ${folder}`)).toBeVisible();
  expect(await readFile(path.join(folder, 'Prices.yaml'), 'utf8')).toBe('count: many\n');
});

/** Ends the tab's process; the page has no say in it. */
async function kill(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const gone = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => {
    // Nobody is there to answer.
  });
  await gone;
  await page.close();
}

async function theDocument(ask: (...args: readonly string[]) => Promise<unknown>): Promise<{ readonly id: string }> {
  const answer = await ask('docs', 'list');
  expect(answer).toMatchObject({ items: [{ title: 'Weekly report', version: 2 }] });
  return (answer as { readonly items: readonly [{ readonly id: string }] }).items[0];
}

async function textOf(ask: (...args: readonly string[]) => Promise<unknown>, id: string): Promise<string> {
  const answer = await ask('docs', 'get', id);
  expect(answer).toMatchObject({ text: expect.any(String) });
  return (answer as { readonly text: string }).text;
}

async function linkOf(ask: (...args: readonly string[]) => Promise<unknown>): Promise<string> {
  const answer = await ask('open', '--no-open');
  expect(answer).toMatchObject({ link: expect.any(String) });
  return (answer as { readonly link: string }).link;
}

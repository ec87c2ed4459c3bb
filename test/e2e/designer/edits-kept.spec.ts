import type { Page } from '@playwright/test';
import type { Ask } from '../command-line.ts';
import { expect, expectAccessible, test } from '../window-test.ts';

const writes = '**/rpc/workflows/update';

test('two windows edit one draft: what does not touch is merged, what does waits for a person', async ({ window, host }) => {
  test.slow();
  await openDesigner(window);
  const other = await anotherWindow(window, host.ask);
  await openDesigner(other);

  // One writes, the other shows it.
  await write(window, 'name', 'Hello from here');
  await expect(other.getByRole('heading', { level: 1, name: 'Hello from here' })).toBeVisible();

  // Both write before either knows of the other.
  await other.route(writes, async (route) => route.abort());
  await write(other, 'description', 'Written elsewhere');
  await expect(other.getByText('Not saved: trying again')).toBeVisible();
  await write(window, 'name', 'Hello again');
  await expect.poll(() => draftOf(host.ask)).toMatchObject({ name: 'Hello again' });
  await other.unroute(writes);
  await expect.poll(() => draftOf(host.ask)).toMatchObject({ name: 'Hello again', description: 'Written elsewhere' });
  await expect(window.getByTitle('Change the description')).toHaveText('Written elsewhere');
  await expect(other.getByRole('heading', { level: 1, name: 'Hello again' })).toBeVisible();

  // Both write the same field.
  await other.route(writes, async (route) => route.abort());
  await write(other, 'name', 'Hello, theirs');
  await expect(other.getByText('Not saved: trying again')).toBeVisible();
  await write(window, 'name', 'Hello, mine');
  await expect.poll(() => draftOf(host.ask)).toMatchObject({ name: 'Hello, mine' });
  await other.unroute(writes);
  await expect(other.getByRole('alert').filter({ hasText: 'This draft was changed elsewhere' })).toBeVisible();
  await expect(other.getByRole('heading', { level: 1, name: 'Hello, theirs' })).toBeVisible();
  expect(await draftOf(host.ask)).toMatchObject({ name: 'Hello, mine' });
  await expectAccessible(other);
  await other.close();
});

test('a tab killed while somebody writes loses nothing that was kept; the next one offers it', async ({ window, host, context }) => {
  test.slow();
  await openDesigner(window);
  await window.route(writes, async (route) => route.abort());
  await write(window, 'description', 'Written before the tab was killed');
  await expect(window.getByRole('alertdialog').filter({ hasText: 'The draft is not saved yet' })).toBeVisible();
  await write(window, 'name', 'Hello, kept');
  await expect.poll(() => keptEntries(window)).toBe(2);
  await kill(window);

  const again = await context.newPage();
  await again.goto(await linkOf(host.ask));
  await expect(again.getByRole('heading', { level: 1, name: 'Workflows' })).toBeVisible();
  await openDesigner(again);
  const banner = again.getByRole('alert').filter({ hasText: '2 changes were not saved when the window closed' });
  await expect(banner).toBeVisible();
  await expectAccessible(again);
  await banner.getByRole('button', { name: 'Restore the changes' }).click();
  await expect(again.getByRole('heading', { level: 1, name: 'Hello, kept' })).toBeVisible();
  await expect.poll(() => draftOf(host.ask)).toMatchObject({ name: 'Hello, kept', description: 'Written before the tab was killed' });
  await expect(banner).toHaveCount(0);

  // Taken back in one step, as any other act.
  await again.getByRole('heading', { level: 1 }).focus();
  await again.getByRole('button', { name: /^Undo/u }).click();
  await expect(again.getByRole('heading', { level: 1, name: 'Hello', exact: true })).toBeVisible();
  await expect.poll(() => draftOf(host.ask)).toMatchObject({ name: 'Hello' });
});

test('whoever leaves while the host does not take the draft is asked', async ({ window, host }) => {
  await openDesigner(window);
  await window.route(writes, async (route) => route.abort());
  await write(window, 'name', 'Hello, unsaved');
  await expect(window.getByText('Not saved: trying again')).toBeVisible();
  await window.getByRole('link', { name: 'Runs' }).click();
  const question = window.getByRole('alertdialog', { name: 'Leave with unsaved changes?' });
  await question.getByRole('button', { name: 'Stay here' }).click();
  await expect(window.getByRole('heading', { level: 1, name: 'Hello, unsaved' })).toBeVisible();

  await window.unroute(writes);
  await window.getByRole('link', { name: 'Runs' }).click();
  await expect(window.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
  expect(await draftOf(host.ask)).toMatchObject({ name: 'Hello, unsaved' });
});

async function openDesigner(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = '/workflows/hello';
  });
  await expect(page.getByTitle('Change the name', { exact: true })).toBeVisible();
}

/** A second tab of the same browser. */
async function anotherWindow(page: Page, ask: Ask): Promise<Page> {
  const other = await page.context().newPage();
  await other.goto(await linkOf(ask));
  await expect(other.getByRole('heading', { level: 1, name: 'Workflows' })).toBeVisible();
  return other;
}

async function write(page: Page, field: 'name' | 'description', text: string): Promise<void> {
  await page.getByTitle(`Change the ${field}`, { exact: true }).click();
  await page.getByLabel(`${field === 'name' ? 'Name' : 'Description'} of the workflow`, { exact: true }).fill(text);
  await page.keyboard.press('Enter');
}

async function draftOf(ask: Ask): Promise<unknown> {
  return ask('workflows', 'get', 'hello');
}

async function linkOf(ask: Ask): Promise<string> {
  const answer = await ask('open', '--no-open');
  expect(answer).toMatchObject({ link: expect.any(String) });
  return (answer as { readonly link: string }).link;
}

/** How many steps stand in the browser's journal. */
async function keptEntries(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('aiwm.designer');
        opening.addEventListener('error', () => { reject(new Error('no journal')); });
        opening.addEventListener('success', () => {
          const counting = opening.result.transaction('entries').objectStore('entries').count();
          counting.addEventListener('success', () => {
            opening.result.close();
            resolve(counting.result);
          });
        });
      }),
  );
}

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

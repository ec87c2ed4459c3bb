import type { Page } from '@playwright/test';
import type { Ask } from '../command-line.ts';
import { expect, test } from '../window-test.ts';
import { expectFaultless } from '../looks/faults-by-look.ts';

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
  let release = await holdWrites(other, async () => write(other, 'description', 'Written elsewhere'));
  await writeAndSave(window, 'name', 'Hello again');
  release();
  await expect(window.getByTitle('Change the description')).toHaveText('Written elsewhere');
  await expect(other.getByRole('heading', { level: 1, name: 'Hello again' })).toBeVisible();

  // Each takes back only what it did itself.
  await window.getByRole('heading', { level: 1 }).focus();
  await window.getByRole('button', { name: /^Undo/u }).click();
  await expect(window.getByRole('heading', { level: 1, name: 'Hello from here' })).toBeVisible();
  await expect(window.getByTitle('Change the description')).toHaveText('Written elsewhere');
  await expect(other.getByRole('heading', { level: 1, name: 'Hello from here' })).toBeVisible();

  // Both write the same field.
  release = await holdWrites(other, async () => write(other, 'name', 'Hello, theirs'));
  await writeAndSave(window, 'name', 'Hello, mine');
  release();
  await expect(other.getByRole('alert').filter({ hasText: 'This draft was changed elsewhere' })).toBeVisible();
  await expect(other.getByRole('heading', { level: 1, name: 'Hello, theirs' })).toBeVisible();
  expect(await draftOf(host.ask)).toMatchObject({ name: 'Hello, mine', description: 'Written elsewhere' });

  // Whoever leaves is told of it; what is compared is the newest there is.
  await other.getByRole('link', { name: 'Runs' }).click();
  await other.getByRole('alertdialog').getByRole('button', { name: 'Compare and decide' }).click();
  const compared = other.getByRole('dialog', { name: 'The draft was changed elsewhere too' });
  await expect(compared.getByRole('region', { name: /^Name/u })).toContainText('Hello, mine');
  await writeAndSave(window, 'name', 'Hello, mine and more');
  await expect(compared.getByRole('region', { name: /^Name/u })).toContainText('Hello, mine and more');
  await expectFaultless(other, 'a conflict');
  await compared.getByRole('button', { name: 'Take the other' }).click();
  await compared.getByRole('button', { name: 'Save the merged draft' }).click();
  await expect(other.getByRole('heading', { level: 1, name: 'Hello, mine and more' })).toBeVisible();
  await other.close();
});

test('whoever leaves with unsaved changes is asked; a tab killed meanwhile loses nothing that was kept, and the next one offers it', async ({ window, host, context }) => {
  test.slow();
  await openDesigner(window);
  await window.route(writes, async (route) => route.abort());
  await write(window, 'description', 'Written before the tab was killed');
  await expect(window.getByRole('alertdialog').filter({ hasText: 'The draft is not saved yet' })).toBeVisible();
  await window.getByRole('link', { name: 'Runs' }).click();
  await window.getByRole('alertdialog', { name: 'Leave with unsaved changes?' }).getByRole('button', { name: 'Stay here' }).click();
  await write(window, 'name', 'Hello, kept');
  await expect.poll(() => keptEntries(window)).toBe(2);
  // While its window lives, it is nobody else's.
  const beside = await anotherWindow(window, host.ask);
  await openDesigner(beside);
  await expect(beside.getByText(/^Saved$|^Draft saved/u)).toBeVisible();
  await expect(beside.getByRole('button', { name: 'Restore the changes' })).toHaveCount(0);
  await beside.close();
  await kill(window);

  const again = await context.newPage();
  await again.goto(await linkOf(host.ask));
  await expect(again.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  await openDesigner(again);
  const banner = again.getByRole('alert').filter({ hasText: '2 changes were not saved when the window closed' });
  await expect(banner).toBeVisible();
  await expect(banner).toContainText('name');
  await expectFaultless(again, 'changes of a closed window');
  await banner.getByRole('button', { name: 'Restore the changes' }).click();
  await expect(again.getByRole('heading', { level: 1, name: 'Hello, kept' })).toBeVisible();
  await expect(banner).toHaveCount(0);
  await expect(again.getByText(/^Draft saved/u)).toBeVisible();
  expect(await draftOf(host.ask)).toMatchObject({ name: 'Hello, kept', description: 'Written before the tab was killed' });

  // Taken back in one step, as any other act.
  await again.getByRole('heading', { level: 1 }).focus();
  await again.getByRole('button', { name: /^Undo/u }).click();
  await expect(again.getByRole('heading', { level: 1, name: 'Hello', exact: true })).toBeVisible();

  // Whoever leaves before it is written has it written on the way.
  await again.getByRole('link', { name: 'Runs' }).click();
  await expect(again.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
  expect(await draftOf(host.ask)).toMatchObject({ name: 'Hello' });
});

test('a tab killed while somebody types has kept what was typed up to the last second', async ({ window, host, context }) => {
  await openDesigner(window);
  await window.route(writes, async (route) => route.abort());
  await window.getByTitle('Change the description', { exact: true }).click();
  // The clock of the page stands still but for what is said here: however slow the machine, no more than this goes by.
  await window.clock.install();
  await window.clock.pauseAt(new Date(Date.now() + 60_000));
  const text = 'Typed until the tab was killed';
  await window.keyboard.press('ControlOrMeta+a');
  await window.keyboard.type(text);
  await window.clock.runFor(900);
  await expect.poll(() => keptText(window)).toContain(text);
  await kill(window);
  await context.clock.resume();

  const again = await context.newPage();
  await again.goto(await linkOf(host.ask));
  await expect(again.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  await openDesigner(again);
  await again.getByRole('button', { name: 'Restore the changes' }).click();
  await expect(again.getByTitle('Change the description')).toHaveText(text);
});

test('half of a source is kept in the browser, and said; keys lead out of its editor, and the next tab offers it', async ({ window, host, context }) => {
  test.slow();
  await openDesigner(window);
  await window.getByRole('button', { name: 'Source', exact: true }).click();
  await window.getByRole('textbox', { name: 'The definition as JSON' }).click();
  await window.keyboard.press('ControlOrMeta+a');
  await window.keyboard.type('{ "name": "Half wri');
  await expect(window.getByText('Source not saved: no workflow yet')).toBeVisible();
  await window.keyboard.press('Alt+2');
  await expect(window.getByRole('treegrid')).toBeVisible();
  await window.getByRole('link', { name: 'Runs' }).click();
  const asked = window.getByRole('alertdialog', { name: 'Leave with unsaved changes?' });
  await expectFaultless(window, 'leaving a source');
  await asked.getByRole('button', { name: 'Show the source' }).click();
  await expect(window.getByRole('textbox', { name: 'The definition as JSON' })).toContainText('Half wri');
  await kill(window);

  const again = await context.newPage();
  await again.goto(await linkOf(host.ask));
  await expect(again.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  await openDesigner(again);
  await again.getByRole('alert').filter({ hasText: 'The source was not saved' }).getByRole('button', { name: 'Restore the changes' }).click();
  await expect(again.getByRole('textbox', { name: 'The definition as JSON' })).toContainText('Half wri');
  await again.getByRole('button', { name: 'Put back what is on the canvas' }).click();
  await expect(again.getByRole('textbox', { name: 'The definition as JSON' })).toContainText('aiwm.workflow/1');
  await expect(again.getByText('Source not saved: no workflow yet')).toHaveCount(0);
});

test('what is half typed stays while its row is folded away, and is offered again by the next tab', async ({ window, host, context }) => {
  const edits = [{ kind: 'set', at: 'workflow', path: ['inputs'], value: { type: 'object', properties: { amount: { type: 'number', default: 12.5 }, note: { type: 'string' } } } }];
  await host.ask('workflows', 'edit', 'hello', '--edits', JSON.stringify(edits));
  await openDesigner(window);
  await window.keyboard.press('ControlOrMeta+i');
  await window.getByRole('tab', { name: /^Inputs/u }).click();
  const row = (page: Page) => page.getByRole('button', { name: /^amount/u });
  const field = (page: Page) => page.getByRole('list', { name: 'Inputs' }).getByRole('textbox', { name: /^Default/u });
  await row(window).click();
  await field(window).fill('1,000');
  await expect(window.getByText('takes a number with a point and without commas, such as 12.5 or 1000.')).toBeVisible();
  await row(window).click();
  await expect(field(window)).toHaveCount(0);
  await window.getByRole('button', { name: 'Show the field' }).click();
  await expect(field(window)).toHaveValue('1,000');

  await kill(window);

  const next = await context.newPage();
  await next.goto(await linkOf(host.ask));
  await expect(next.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  await openDesigner(next);
  await expect(next.getByRole('alert').filter({ hasText: 'What was typed in “Default” is no value yet.' })).toBeVisible();
  await next.getByRole('button', { name: 'Restore the changes' }).click();
  await expect(field(next)).toHaveValue('1,000');
  await field(next).fill('1000');
  await expect(next.getByText('A field not saved: no value yet')).toHaveCount(0);
});

test('what is half typed into a field somebody else takes away can still be copied', async ({ window, host }) => {
  const amounts = (name: string) => JSON.stringify([{ kind: 'set', at: 'workflow', path: ['inputs'], value: { type: 'object', properties: { [name]: { type: 'number', default: 12.5 } } } }]);
  await host.ask('workflows', 'edit', 'hello', '--edits', amounts('amount'));
  await openDesigner(window);
  await window.keyboard.press('ControlOrMeta+i');
  await window.getByRole('tab', { name: /^Inputs/u }).click();
  await window.getByRole('list', { name: 'Inputs' }).getByRole('textbox', { name: /^Default/u }).fill('1,000');
  await expect(window.getByText('A field not saved: no value yet')).toBeVisible();

  await host.ask('workflows', 'edit', 'hello', '--edits', amounts('total'));
  const lost = window.getByRole('alert').filter({ hasText: '“Default” was changed elsewhere while something stood in it that was no value yet: 1,000' });
  await expect(lost.getByRole('button', { name: 'Copy' })).toBeVisible();
  await expect(window.getByText('A field not saved: no value yet')).toHaveCount(0);
  await expectFaultless(window, 'lost-text');

  await window.getByRole('link', { name: 'Runs' }).click();
  await window.getByRole('alertdialog', { name: 'Leave with unsaved changes?' }).getByRole('button', { name: 'Look at it' }).click();
  await lost.getByRole('button', { name: 'Let it go' }).click();
  await expect(lost).toHaveCount(0);
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
  await expect(other.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  return other;
}

async function write(page: Page, field: 'name' | 'description', text: string): Promise<void> {
  await page.getByTitle(`Change the ${field}`, { exact: true }).click();
  await page.getByLabel(`${field === 'name' ? 'Name' : 'Description'} of the workflow`, { exact: true }).fill(text);
  await page.keyboard.press('Enter');
}

/** Writes, and waits until the host has it. */
async function writeAndSave(page: Page, field: 'name' | 'description', text: string): Promise<void> {
  const written = page.waitForResponse(writes);
  await write(page, field, text);
  await written;
}

/** What the act writes is on its way to the host, and arrives once it is released. */
async function holdWrites(page: Page, act: () => Promise<void>): Promise<() => void> {
  const held = Promise.withResolvers<undefined>();
  await page.route(
    writes,
    async (route) => {
      await held.promise;
      await route.continue();
    },
    { times: 1 },
  );
  const asked = page.waitForRequest(writes);
  await act();
  await asked;
  return () => {
    held.resolve(undefined);
  };
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
/** Acts in the journal; what was sent stands there, too. */
async function keptEntries(page: Page): Promise<number> {
  return (await kept(page)).filter((entry) => !JSON.stringify(entry).includes('"kind":"send"')).length;
}

async function keptText(page: Page): Promise<string> {
  return JSON.stringify(await kept(page));
}

async function kept(page: Page): Promise<readonly unknown[]> {
  return page.evaluate(
    async () => {
      const { name = '' } = (await indexedDB.databases()).find((each) => each.name?.startsWith('aiwm.designer:') === true) ?? {};
      return new Promise<readonly unknown[]>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.addEventListener('error', () => { reject(new Error('no journal')); });
        opening.addEventListener('success', () => {
          const reading = opening.result.transaction('entries').objectStore('entries').getAll();
          reading.addEventListener('success', () => {
            opening.result.close();
            resolve(reading.result);
          });
        });
      });
    },
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

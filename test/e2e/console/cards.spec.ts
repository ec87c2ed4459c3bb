import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { expect, expectAccessible, test, visit } from '../window-test.ts';
import type { ServedHost } from '../served-host.ts';

const CardPage = z.object({ items: z.tuple([z.object({ id: z.string() })]) });

async function startApproval(host: ServedHost): Promise<string> {
  const started = await host.ask('runs', 'start', 'approval');
  return typeof started === 'object' && started !== null && 'id' in started ? String(started.id) : '';
}

test('cards are walked and answered by keyboard alone', async ({ window, host }) => {
  await startApproval(host);
  await startApproval(host);
  await visit(window, '/cards', 'Cards');
  const links = window.getByRole('main').getByRole('listitem').getByRole('link');
  await expect(links).toHaveCount(2, { timeout: 20_000 });

  await window.keyboard.press('j');
  await expect(links.first()).toBeFocused();
  await window.keyboard.press('j');
  await expect(links.nth(1)).toBeFocused();
  await window.keyboard.press('Enter');
  await expect(window.getByRole('radio', { name: 'Approve' })).toBeFocused();
  await window.keyboard.press('ControlOrMeta+Enter');
  await expect(window.getByText('Decision is needed to go on.')).toBeVisible();
  await window.keyboard.press('Space');
  await window.keyboard.press('ControlOrMeta+Enter');

  await expect(window.getByText('This card is answered.')).toBeVisible();
  await expect(links).toHaveCount(1);
});

test('on a phone a card has the page to itself, and what was typed outlasts a reload', async ({ window, host }) => {
  await startApproval(host);
  await window.setViewportSize({ width: 390, height: 800 });
  await visit(window, '/cards', 'Cards');
  const link = window.getByRole('main').getByRole('listitem').getByRole('link');
  await link.click({ timeout: 20_000 });
  const comments = window.getByRole('textbox', { name: 'Comments' });
  await comments.fill('Not yet sent.');

  await expect(link).toBeHidden();
  expect(await window.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await expectAccessible(window);
  await window.reload();

  await expect(comments).toHaveValue('Not yet sent.');
  await expect(window.getByText('What you typed before is here again.')).toBeVisible();
  await window.getByRole('link', { name: 'All cards' }).click();
  await expect(link).toBeVisible();
});

test('who is slower is told who answered, and keeps what was typed', async ({ window, host }) => {
  const run = await startApproval(host);
  await visit(window, '/cards', 'Cards');
  await window.getByRole('main').getByRole('listitem').getByRole('link').click({ timeout: 20_000 });
  await window.getByRole('textbox', { name: 'Comments' }).fill('I would not.');

  await host.ask('cards', 'submit', run, '--values', '{"decision":"approved"}');

  await expect(window.getByRole('main').getByRole('status').filter({ hasText: 'by user:local' })).toBeVisible();
  await expect(window.getByRole('region', { name: 'What you had typed' })).toContainText('I would not.');
  await window.getByRole('button', { name: 'Discard what I typed' }).click();
  await expect(window.getByText('I would not.')).toHaveCount(0);
});

const decide = { key: 'decision', type: 'text', label: 'Decision', required: true, minLength: 3 };
const code = { key: 'code', type: 'text', label: 'Code', pattern: '^[A-Z]{3}$' };
const plan = { key: 'plan', type: 'file', label: 'Plan', accept: ['.pdf'], maxBytes: 10 };
/** A card for the clerk, and one for the chief when nobody answers in time. */
const escalating = (after: string) => ({
  format: 'aiwm.workflow/1',
  name: 'Escalates',
  cards: [{ id: 'first', title: 'For the clerk', fields: [decide, code, plan] }, { id: 'second', title: 'For the chief', fields: [decide] }],
  root: {
    id: 'root',
    nodes: [{ id: 'start', type: 'start' }, { id: 'clerk', type: 'uiCard', config: { card: 'first' } }, { id: 'chief', type: 'uiCard', name: 'Ask the chief', config: { card: 'second' } }, { id: 'done', type: 'end' }],
    transitions: [
      { id: 't1', from: 'start', to: 'clerk', triggers: [{ type: 'immediate' }] },
      { id: 't2', from: 'clerk', to: 'done', triggers: [{ type: 'card-submitted' }] },
      { id: 't3', from: 'clerk', to: 'chief', triggers: [{ type: 'scheduled', config: { after } }] },
      { id: 't4', from: 'chief', to: 'done', triggers: [{ type: 'card-submitted' }] },
    ],
  },
});

async function startEscalating({ ask, dataDirectory }: ServedHost, after: string): Promise<void> {
  const folder = path.join(dataDirectory, 'files', 'escalates');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'workflow.json'), JSON.stringify(escalating(after)));
  await ask('workflows', 'import', folder);
  await ask('runs', 'start', 'escalates', '--draft');
}

test('a card that expires while it is filled in says who is asked now, keeps what was typed, and the one in its place says why it came', async ({ window, host }) => {
  test.slow();
  await startEscalating(host, 'PT15S');
  await visit(window, '/cards', 'Cards');
  await window.getByRole('main').getByRole('link', { name: /For the clerk.*then “Ask the chief” is asked/u }).click();
  await window.getByRole('textbox', { name: 'Decision' }).fill('I am not done');

  await expect(window.getByRole('main').getByText('The run went on at “Ask the chief”.')).toBeVisible({ timeout: 30_000 });
  await expect(window.getByRole('region', { name: 'What you had typed' })).toContainText('I am not done');
  await window.getByRole('main').getByRole('link', { name: /For the chief.*Escalated/u }).click();
  await expect(window.getByText('Nobody answered in time before, so this is asked instead.')).toBeVisible();
  await expectAccessible(window);
  await window.getByRole('link', { name: 'Show the card that expired' }).click();
  await window.getByText('What happened to this card').click();
  await expect(window.getByRole('listitem').filter({ hasText: 'First opened by user:local' })).toBeVisible();
  await expect(window.getByRole('listitem').filter({ hasText: 'Expired' }).last()).toBeVisible();

  const which = window.getByRole('button', { name: /Which cards/u });
  await which.click();
  await window.getByRole('option', { name: 'Expired' }).click();
  await window.getByRole('main').getByRole('link', { name: /For the clerk/u }).click();
  await expect(which).toContainText('Expired');
});

test('all that is wrong with an answer is said at once, patterns too', async ({ window, host }) => {
  await startEscalating(host, 'PT1H');
  await visit(window, '/cards', 'Cards');
  await window.getByRole('main').getByRole('link', { name: /For the clerk/u }).click();
  const field = window.getByRole('textbox', { name: 'Code' });
  await field.fill('abc');
  await window.getByRole('button', { name: 'Submit' }).click();

  await expect(window.getByRole('alert')).toHaveText('2 fields need attention.');
  await expect(window.getByText('Decision is needed to go on.')).toBeVisible();
  await expect(window.getByText('must look like ^[A-Z]{3}$')).toBeVisible();
  await field.fill('ABC');
  await expect(window.getByText('must look like ^[A-Z]{3}$')).toBeHidden();
  await expect(window.getByRole('alert')).toHaveText('One field needs attention.');
});

test('a half-filled card outlasts the death of its host, and is then answered once', async ({ window, host }) => {
  await startEscalating(host, 'PT1H');
  await visit(window, '/cards', 'Cards');
  await window.getByRole('main').getByRole('link', { name: /For the clerk/u }).click();
  await window.getByRole('textbox', { name: 'Decision' }).fill('Go ahead');

  await host.kill();
  await host.startAgain();
  await window.reload();

  await expect(window.getByRole('textbox', { name: 'Decision' })).toHaveValue('Go ahead');
  await window.getByRole('button', { name: 'Submit' }).click();
  await expect(window.getByText('This card is answered.')).toBeVisible();
  expect(await host.ask('cards', 'list', '--state', 'submitted')).toMatchObject({ items: [{ title: 'For the clerk' }] });
  expect(await host.ask('runs', 'list')).toMatchObject({ items: [{ status: 'completed' }] });
});

test('a file of another kind or too large is refused before it is sent, and an answer that is not taken stands in the history', async ({ window, host }) => {
  await startEscalating(host, 'PT1H');
  await visit(window, '/cards', 'Cards');
  await window.getByRole('main').getByRole('link', { name: /For the clerk/u }).click();
  const file = window.locator('input[type=file]');

  await file.setInputFiles({ name: 'notes.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('x') });
  await expect(window.getByText('notes.exe is of a kind that is not taken. Choose one that ends in .pdf.')).toBeVisible();
  await file.setInputFiles({ name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 too long') });
  await expect(window.getByText(/plan\.pdf has .*Choose one of at most/u)).toBeVisible();

  // Past the form, as another door would.
  const { id } = CardPage.parse(await host.ask('cards', 'list')).items[0];
  await expect(host.ask('cards', 'submit', id, '--values', '{"decision":"no"}')).rejects.toThrow();
  await window.reload();
  await window.getByText('What happened to this card').click();
  await expect(window.getByRole('listitem').filter({ hasText: 'Answer not taken, by user:local' })).toContainText('Decision: must have at least 3 characters.');
});

test('a part of a card is dragged from the palette to its place, is moved by keyboard, and the preview follows', async ({ window, host }) => {
  await startEscalating(host, 'PT1H');
  await visit(window, '/workflows/escalates', 'Escalates');
  await window.getByRole('group', { name: /^Ask the chief, /u }).click();
  await window.getByRole('button', { name: 'Edit in the large editor' }).first().click();
  const dialog = window.getByRole('dialog', { name: 'Card “For the chief”' });
  const rows = dialog.getByRole('list', { name: 'Parts' }).getByRole('listitem');
  await expect(rows).toHaveCount(1);

  await dialog.getByRole('button', { name: 'Callout' }).dragTo(rows.first(), { targetPosition: { x: 60, y: 4 } });

  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('Something to notice');
  await expect(dialog.getByRole('note')).toContainText('Something to notice');
  await rows.first().getByRole('button', { name: /Something to notice/u }).first().press('Alt+ArrowDown');
  await expect(rows.first()).toContainText('Decision');
  await expect.poll(async () => host.ask('workflows', 'get', 'escalates')).toMatchObject({ definition: { cards: [{}, { fields: [{ key: 'decision' }, { type: 'callout' }] }] } });
});

test('what was typed into a card of a run that is purged elsewhere goes when the browser hears of it', async ({ window, host }) => {
  const run = await startApproval(host);
  await visit(window, '/runs', 'Runs');
  await window.evaluate((key) => { localStorage.setItem(key, '{}'); }, `aiwm.card.${run}:review#1`);
  await host.ask('runs', 'stop', run);
  await host.ask('runs', 'purge', run, '--yes');

  await visit(window, `/runs/${run}`, 'Run');
  await expect(window.getByRole('main')).toContainText('not_found');
  await expect.poll(() => window.evaluate((key) => localStorage.getItem(key), `aiwm.card.${run}:review#1`)).toBeNull();
});

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test, visit } from './window-test.ts';

test.describe('without samples', () => {
  test.use({ samples: false });

  test('every list says what would stand there and what brings it', async ({ window }) => {
    await expect(window.getByRole('heading', { name: 'No workflows yet' })).toBeVisible();
    await visit(window, '/runs', 'Runs');
    await expect(window.getByRole('heading', { name: 'No runs yet' })).toBeVisible();
    await visit(window, '/cards', 'Cards');
    await expect(window.getByRole('heading', { name: 'Nothing waits for you' })).toBeVisible();
    await visit(window, '/settings/audit', 'Settings');
    await expect(window.getByRole('heading', { name: 'No commands yet' })).toBeVisible();
    await expect(window.getByRole('main').getByRole('link', { name: 'Run a workflow' })).toBeVisible();
    await visit(window, '/settings/usage', 'Settings');
    await window.getByRole('button', { name: 'Add a budget' }).click();
    await expect(window.getByRole('dialog')).toBeVisible();
    await window.keyboard.press('Escape');
    await visit(window, '/workflows', 'Workflows');
    await window.getByRole('button', { name: 'Create a workflow' }).click();
    await expect(window.getByRole('heading', { level: 1, name: 'Ask a model' })).toBeVisible();
  });

  test('a file that is no workflow is refused in words', async ({ window }) => {
    await window.locator('input[type=file]').setInputFiles({ name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from('{ "format": ') });

    const message = window.getByRole('dialog', { name: 'Import broken.json' }).getByRole('alert');
    await expect(message).toBeVisible();
    await expect(message).toContainText('definition_invalid');
  });

  test('a file that is a workflow is imported as a draft, run and published', async ({ window }) => {
    const definition = {
      format: 'aiwm.workflow/1',
      name: 'Shortest',
      root: {
        id: 'root',
        nodes: [{ id: 'start', type: 'start' }, { id: 'done', type: 'end' }],
        transitions: [{ id: 't1', from: 'start', to: 'done', triggers: [{ type: 'immediate' }] }],
      },
    };
    await window.locator('input[type=file]').setInputFiles({ name: 'shortest.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(definition)) });

    await window.getByRole('dialog', { name: 'Import shortest.json' }).getByRole('button', { name: 'Import as a draft' }).click();
    await expect(window.getByRole('heading', { level: 1, name: 'Shortest' })).toBeVisible();
    await window.getByRole('button', { name: 'Publish', exact: true }).click();
    await window.getByRole('dialog', { name: 'Publish Shortest' }).getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(window.getByText('Published as version 1')).toBeVisible();
    await window.getByRole('button', { name: 'Run', exact: true }).click();
    await window.getByRole('button', { name: 'Start run' }).click();
    await expect(window.getByRole('button', { name: /The run completed/u })).toBeVisible();
  });
});

test('a failure shows its sentence, its code and the next step', async ({ window }) => {
  await visit(window, '/workflows/none', 'Workflow');

  await expect(window.getByRole('alert')).toContainText('There is no workflow "none".');
  await expect(window.getByRole('alert')).toContainText('not_found');
});

test('shapes stand where a slow answer will come, and a failed one can be asked for again', async ({ window }) => {
  let release: (fails: boolean) => void = () => undefined;
  const decided = new Promise<boolean>((resolve) => { release = resolve; });
  await window.route('**/rpc/runs/list', async (route) => ((await decided) ? route.abort() : route.continue()), { times: 3 });

  await visit(window, '/runs', 'Runs');
  await expect(window.getByText('Loading…')).toBeAttached();
  release(true);
  await expect(window.getByRole('alert')).toContainText('The runs cannot be shown');
  await window.unroute('**/rpc/runs/list');
  await window.getByRole('button', { name: 'Try again' }).click();

  await expect(window.getByRole('heading', { name: 'No runs yet' })).toBeVisible();
});

test('a tab without a session says which command prints a new link', async ({ window }) => {
  await window.evaluate(() => { sessionStorage.clear(); });
  await window.reload();

  await expect(window.getByRole('heading', { name: 'This tab has no session' })).toBeVisible();
  await expect(window.getByText('aiwm open')).toBeVisible();
});

test('another tab of this browser gets a session of its own, at once or as soon as one is there', async ({ window, context, host }) => {
  const runs = new URL('/#/runs', host.link).href;
  const opened = await context.newPage();
  await opened.goto(runs);
  await expect(opened.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
  const tokenOf = (page: Page) => page.evaluate(() => sessionStorage.getItem('aiwm.session'));
  expect(await tokenOf(opened)).not.toBe(await tokenOf(window));

  await opened.close();
  await window.evaluate(() => { sessionStorage.setItem('aiwm.session', 'ended'); location.hash = '#/runs/7f3a?node=ask'; });
  await window.reload();
  await expect(window.getByText('aiwm open run 7f3a --node ask')).toBeVisible();
  const waiting = await context.newPage();
  await waiting.goto(runs);
  await expect(waiting.getByRole('heading', { name: 'This tab has no session' })).toBeVisible();

  await window.getByRole('textbox', { name: 'Link' }).fill('https://example.org/#elsewhere');
  await window.getByRole('button', { name: 'Open the link' }).click();
  await expect(window.getByText('This is none of our links: they end in “#code=…”.')).toBeVisible();
  const [link = ''] = /http[^"]+/u.exec(JSON.stringify(await host.ask('open', '--no-open'))) ?? [];
  await window.getByRole('textbox', { name: 'Link' }).fill(link);
  await window.getByRole('button', { name: 'Open the link' }).click();
  await expect(window).toHaveURL(/#\/runs\/7f3a\?node=ask$/u);
  await expect(waiting.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
});

test('a new link opened in the tab whose session has ended goes on where it was', async ({ window, host }) => {
  await window.evaluate(() => { sessionStorage.setItem('aiwm.session', 'ended'); location.hash = '#/runs'; });
  await window.reload();
  await expect(window.getByRole('heading', { name: 'This tab has no session' })).toBeVisible();

  const [link = ''] = /http[^"]+/u.exec(JSON.stringify(await host.ask('open', '--no-open'))) ?? [];
  await window.evaluate((address) => { location.href = address; }, link);

  await expect(window.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
});

test('a directory is allowed, shown and taken back; one that is missing is refused at the field', async ({ window, host }) => {
  await visit(window, '/settings/directories', 'Settings');
  const field = window.getByRole('textbox', { name: 'Directory' });
  await field.fill('/no/such/place');
  await window.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(field).toHaveAccessibleDescription(/no\/such\/place/u);

  await field.fill(host.dataDirectory);
  await window.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(field).toHaveAccessibleDescription(/data/u);

  const folder = await mkdtemp(join(tmpdir(), 'aiwm-allowed-'));
  await field.fill(folder);
  await window.getByRole('button', { name: 'Allow', exact: true }).click();
  await window.getByRole('button', { name: /Stop allowing .*aiwm-allowed-/u }).click();
  await window.getByRole('button', { name: 'Stop allowing it' }).click();

  await expect(window.getByRole('button', { name: /Stop allowing .*aiwm-allowed-/u })).toHaveCount(0);
});

import { expect, test, visit } from '../window-test.ts';
import { idOf } from '../run-record.ts';

test('a link leads to a run at a node, going back comes to the same place, and another link leads elsewhere', async ({ window, host }) => {
  const run = idOf(await host.ask('run', 'hello'));
  await visit(window, `/runs/${run}?node=greet`, 'Hello');
  await expect(window.getByText('Only “Greet”')).toBeVisible();
  await expect(window.getByRole('button', { name: 'Show every step' })).toBeVisible();

  await window.getByRole('button', { name: 'Show every step' }).click();
  await expect(window).not.toHaveURL(/node=/u);
  await window.goBack();
  await window.goForward();
  await expect(window.getByRole('button', { name: 'Show every step' })).toHaveCount(0);

  await visit(window, `/runs/${run}?seq=2`, 'Hello');
  await expect(window.getByRole('slider')).toHaveValue('2');
  await visit(window, '/runs', 'Runs');
  await window.goBack();
  await expect(window.getByRole('slider')).toHaveValue('2');
});

test('a link to what is not there says so and shows what there is', async ({ window, host }) => {
  const run = idOf(await host.ask('run', 'hello'));
  await visit(window, `/runs/${run}?node=nowhere`, 'Hello');
  await expect(window.getByRole('status').filter({ hasText: 'no step “nowhere”' })).toBeVisible();
  await window.getByRole('button', { name: 'Show the whole run' }).click();
  await expect(window.getByRole('status').filter({ hasText: 'no step “nowhere”' })).toHaveCount(0);

  await visit(window, '/workflows/hello?node=nowhere', 'Hello');
  await window.getByRole('button', { name: 'Show the history' }).click();
  await expect(window.getByRole('dialog', { name: /History/u })).toBeVisible();

  await visit(window, '/runs/00000000-0000-7000-8000-000000000000', 'Run');
  await window.getByRole('link', { name: 'Show all runs' }).click();
  await expect(window.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
});

test('a step of a run leads into the designer, which opens at a node and at its history', async ({ window, host }) => {
  const run = idOf(await host.ask('run', 'hello'));
  await visit(window, `/runs/${run}?node=greet`, 'Hello');
  await window.getByRole('link', { name: 'Open in the designer' }).click();
  await expect(window.getByRole('complementary', { name: 'Inspector' }).getByRole('heading', { name: 'Greet' })).toBeVisible();
  await visit(window, '/workflows/hello?panel=history', 'Hello');
  await expect(window.getByRole('dialog', { name: /History/u })).toBeVisible();
});

test('the address of the designer follows what is chosen, in its place, and what is closed', async ({ window }) => {
  await visit(window, '/workflows/hello?panel=history', 'Hello');
  await window.getByRole('dialog', { name: /History/u }).getByRole('button', { name: 'Close' }).last().click();
  await expect(window).toHaveURL(/\/workflows\/hello$/u);
  await window.locator('.react-flow__node[data-id="greet"]').click();
  await expect(window).toHaveURL(/hello\?node=greet$/u);
  await window.locator('.react-flow__node[data-id="start"]').click();
  await expect(window).toHaveURL(/hello\?node=start$/u);
  await window.locator('.react-flow__node[data-id="greet"]').click();
  await expect(window).toHaveURL(/hello\?node=greet$/u);

  await window.reload();
  await expect(window.getByRole('complementary', { name: 'Inspector' }).getByRole('heading', { name: 'Greet' })).toBeVisible();
  await window.keyboard.press('Escape');
  await window.goBack();
  await expect(window.getByRole('heading', { level: 1, name: 'Workflows' })).toBeVisible();
  await window.goForward();
  await expect(window.getByRole('heading', { level: 1, name: 'Hello' })).toBeVisible();
});

test('the command line prints a link to a place', async ({ host, page }) => {
  const run = idOf(await host.ask('run', 'hello'));
  const { link } = (await host.ask('open', 'run', run, '--node', 'greet')) as { readonly link: string };
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1, name: 'Hello' })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`#/runs/${run}\\?node=greet$`, 'u'));
});

import { expect, expectAccessible, test, visit } from '../window-test.ts';

test('a workflow made from one that is deprecated says so, leads to its successor, and follows it', async ({ window, host }) => {
  await host.ask('workflows', 'duplicate', 'hello', 'My hello');
  await visit(window, '/workflows/hello', 'Hello');
  await window.keyboard.press('ControlOrMeta+i');
  await window.getByRole('button', { name: /Lifecycle/u }).click();
  await window.getByRole('option', { name: 'Deprecated' }).click();
  await expect(window.getByText('This workflow is deprecated.')).toBeVisible();
  await window.getByRole('combobox', { name: /^Its successor/u }).fill('reply');
  await window.getByRole('textbox', { name: /^Why/u }).fill('It greets one person only.');
  await expect(window.getByRole('button', { name: 'Open reply' })).toBeVisible();
  await expectAccessible(window);
  await expect.poll(async () => JSON.stringify(await host.ask('workflows', 'get', 'hello'))).toContain('It greets one person only.');

  await visit(window, '/workflows/my-hello', 'My hello');
  await expect(window.getByText('It was made from “Hello”, which is deprecated.')).toBeVisible();
  await expectAccessible(window);
  await window.getByRole('button', { name: 'It follows reply now' }).click();
  await expect(window.getByText(/^It was made from/u)).toHaveCount(0);
  await expect.poll(async () => await host.ask('workflows', 'get', 'my-hello')).toMatchObject({ madeFrom: { name: 'reply' } });
  await visit(window, '/workflows', 'Workflows');
  await expect(window.getByRole('article', { name: 'Hello', exact: true }).getByText('Deprecated')).toBeVisible();
});

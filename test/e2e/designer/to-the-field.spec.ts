import type { Page } from '@playwright/test';
import { expect, test } from '../window-test.ts';

const schemas = (inputs: object, outputs: object = {}) => ['inputs', 'outputs'].map((name) => ({ kind: 'set', at: 'workflow', path: [name], value: { type: 'object', properties: name === 'inputs' ? inputs : outputs } }));

test('what is wrong in a schema is shown in its field, with what was meant', async ({ window, host }) => {
  const edits = [
    ...schemas({ topic: { type: 'strnig' }, amount: { type: 'number', minimum: 5, maximum: 3 } }, { sum: { type: 'number', default: 'x' } }),
    { kind: 'set', at: 'workflow', path: ['variables'], value: { kept: { schema: { type: 'objct' }, initial: null } } },
  ];
  await host.ask('workflows', 'edit', 'hello', '--edits', JSON.stringify(edits));
  await openDesigner(window);
  await window.keyboard.press('ControlOrMeta+Shift+m');

  await showProblem(window, /Did you mean "string"\?/u);
  const schema = window.getByRole('list', { name: 'Inputs' }).getByRole('textbox', { name: /^JSON Schema/u });
  await expect(schema).toBeFocused();
  await expect(schema).toHaveAttribute('aria-invalid', 'true');
  await expect(window.getByRole('list', { name: 'Inputs' }).getByText('Did you mean "string"?')).toBeVisible();

  await showProblem(window, /no value fits this part: "minimum" is 5/u);
  await expect(window.getByRole('list', { name: 'Inputs' }).getByRole('textbox', { name: /^At most/u })).toBeFocused();

  await showProblem(window, /the default "x" does not fit/u);
  await expect(window.getByRole('list', { name: 'Outputs' }).getByRole('textbox', { name: /^Default/u })).toBeFocused();

  await showProblem(window, /Did you mean "object"\?/u);
  await expect(window.getByRole('textbox', { name: /^JSON Schema/u })).toBeFocused();
});

test('what is half typed is led to in its field', async ({ window, host }) => {
  await host.ask('workflows', 'edit', 'hello', '--edits', JSON.stringify(schemas({ amount: { type: 'number', default: 12.5 }, note: { type: 'string' } })));
  await openDesigner(window);
  await window.keyboard.press('ControlOrMeta+i');
  await window.getByRole('tab', { name: /^Inputs/u }).click();
  const row = window.getByRole('button', { name: /^amount/u });
  const field = window.getByRole('list', { name: 'Inputs' }).getByRole('textbox', { name: /^Default/u });
  await row.click();
  await field.fill('12,5');
  await row.click();
  await window.getByRole('tab', { name: 'General' }).click();
  await window.getByRole('button', { name: 'Show the field' }).click();
  await expect(field).toHaveValue('12,5');
  await expect(field).toBeFocused();
});

test('a workflow that is called and not published is a press away', async ({ window, host }) => {
  await host.ask('workflows', 'create', 'Helper');
  const edits = [{ kind: 'add_node', region: 'root', node: { id: 'call', name: 'Call', type: 'subWorkflow', config: { workflow: 'helper' } } }];
  await host.ask('workflows', 'edit', 'hello', '--edits', JSON.stringify(edits));
  await window.evaluate(() => {
    location.hash = '/workflows/hello?node=call';
  });
  const inspector = window.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector.getByText('is called and has no published version')).toBeVisible();
  await expect(inspector.getByText('aiwm workflows publish')).toHaveCount(0);
  await inspector.getByRole('link', { name: 'Open “Helper” to publish it' }).click();
  await expect(window.getByRole('heading', { level: 1, name: 'Helper' })).toBeVisible();
});

test('an address leads to a panel of a node', async ({ window }) => {
  await window.evaluate(() => {
    location.hash = '/workflows/hello?node=done&panel=about';
  });
  await expect(window.getByRole('tab', { name: 'About', selected: true })).toBeVisible();
  await expect(window).toHaveURL(/node=done&panel=about/u);
});

test('a pinned inspector does not cover the canvas of a window that is made narrow', async ({ window }) => {
  await openDesigner(window);
  await window.getByRole('button', { name: 'Inspector', exact: true }).click();
  const inspector = window.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector).toBeVisible();
  await window.getByRole('heading', { level: 1 }).focus();
  await window.setViewportSize({ width: 390, height: 800 });
  await expect(inspector).toHaveCount(0);
  await window.setViewportSize({ width: 1280, height: 800 });
  await expect(inspector).toBeVisible();
});

async function openDesigner(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = '/workflows/hello';
  });
  await expect(page.getByTitle('Change the name', { exact: true })).toBeVisible();
}

/** Chooses a problem from the list of them. */
async function showProblem(page: Page, said: RegExp): Promise<void> {
  const problems = page.getByRole('region', { name: 'Problems' });
  await problems.getByRole('row').filter({ hasText: said }).locator('p').click();
}

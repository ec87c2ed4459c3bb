import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test, visit } from '../window-test.ts';

test('a prompt is edited and taken back by its name, an expression is mended with what is offered, validators change places and are switched off', async ({ window }) => {
  const inspector = await openDesigner(window);

  await choose(window, 'Draft');
  await inspector.getByRole('button', { name: /^Ask the model/u }).click();
  const prompt = inspector.getByRole('textbox', { name: 'Prompt' });
  await prompt.click();
  await prompt.press('ControlOrMeta+End');
  await prompt.pressSequentially(' Be brief.');
  await expect(prompt).toContainText('Be brief.');
  await expect(inspector.getByText(/^About \d+ tokens/u)).toBeVisible();
  await window.getByRole('button', { name: /^Undo: change prompt/u }).click();
  await expect(prompt).not.toContainText('Be brief.');

  await choose(window, 'Review');
  await inspector.getByRole('tab', { name: 'Exits' }).click();
  await inspector.getByRole('button', { name: 'Open transition Approved' }).click();
  const when = inspector.getByRole('textbox', { name: 'When' });
  await when.click();
  await when.press('ControlOrMeta+A');
  await when.pressSequentially('vars.rouns > 0');
  await expect(inspector.getByText('vars.rouns does not exist.').first()).toBeVisible();
  await when.press('ControlOrMeta+A');
  await when.pressSequentially('vars.rou');
  await inspector.getByRole('option', { name: /vars\.rounds/u }).click();
  await when.pressSequentially(' > 0');
  await expect(when).toHaveText('vars.rounds > 0');
  await expect(inspector.getByText('does not exist.')).toHaveCount(0);

  for (const kind of ['An expression holds', 'Nothing failed']) {
    await inspector.getByRole('button', { name: 'Add validator' }).click();
    await window.getByRole('dialog').getByRole('option', { name: kind }).click();
  }
  const validators = inspector.getByRole('list', { name: 'Validators' }).getByRole('listitem');
  await expect(validators).toHaveText([/^An expression holds/u, /^Nothing failed/u]);
  await validators.nth(1).getByRole('button', { name: /^Nothing failed/u }).press('Alt+ArrowUp');
  await expect(validators).toHaveText([/^Nothing failed/u, /^An expression holds/u]);

  const isUsed = inspector.getByRole('switch', { name: 'Use Nothing failed' });
  await isUsed.press('Space');
  await expect(isUsed).not.toBeChecked();
  await expect(validators.first()).toHaveText(/^Nothing failedoff/u);
  await window.getByRole('button', { name: /^Undo/u }).click();
  await expect(isUsed).toBeChecked();
});

test('a field added to a card is asked for when the draft runs', async ({ window, host }) => {
  test.slow();
  const inspector = await openDesigner(window);
  await choose(window, 'Review');
  await inspector.getByRole('tab', { name: 'Parameters' }).click();
  await inspector.getByRole('button', { name: 'Add a field' }).click();
  await inspector.getByRole('textbox', { name: 'Question' }).fill('Who are you?');
  await expect(inspector.getByRole('textbox', { name: 'Who are you?' })).toBeVisible();
  await expectGood(window);
  await expect.poll(async () => JSON.stringify(await host.ask('workflows', 'show', 'approval'))).toContain('Who are you?');
  await host.ask('runs', 'start', 'approval', '--draft');

  await visit(window, '#/cards', 'Cards');
  await window.getByRole('main').getByRole('listitem').getByRole('link').first().click();
  await expect(window.getByRole('textbox', { name: 'Who are you?' })).toBeVisible();
});

test('undo in a text takes back nothing that was written elsewhere, and Escape in a large prompt closes one thing', async ({ window, host }) => {
  const inspector = await openDesigner(window);
  await choose(window, 'Draft');
  await inspector.getByRole('button', { name: /^Ask the model/u }).click();
  const prompt = inspector.getByRole('textbox', { name: 'Prompt' });
  await prompt.click();
  await prompt.press('ControlOrMeta+End');
  await prompt.pressSequentially(' Mine.');
  await expect.poll(async () => JSON.stringify(await host.ask('workflows', 'show', 'approval'))).toContain(' Mine.');
  await host.ask('workflows', 'edit', 'approval', '--edits', JSON.stringify([{ kind: 'set', at: 'nodes.write', path: ['entry', 0, 'config', 'prompt'], value: 'Theirs.' }]));
  await expect(prompt).toHaveText('Theirs.');
  await prompt.press('ControlOrMeta+z');
  await expect(prompt).toHaveText(/^Theirs\.$/u);

  await inspector.getByRole('button', { name: /^Edit Prompt in a large/u }).click();
  const dialog = window.getByRole('dialog', { name: 'Prompt' });
  const large = dialog.getByRole('textbox', { name: 'Prompt' });
  await large.click();
  await large.press('ControlOrMeta+End');
  await large.pressSequentially(' {{ va');
  await expect(dialog.getByRole('option').first()).toBeVisible();
  await large.press('Escape');
  await expect(dialog.getByRole('option')).toHaveCount(0);
  await expect(large).toBeFocused();
  await large.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('a value is put into a prompt from the list its button opens, and the large inspector gives the focus back', async ({ window }) => {
  const inspector = await openDesigner(window);
  await choose(window, 'Draft');
  await inspector.getByRole('button', { name: /^Ask the model/u }).click();
  const prompt = inspector.getByRole('textbox', { name: 'Prompt' });
  await inspector.getByRole('button', { name: 'Insert a value into Prompt' }).press('Enter');
  await expect(inspector.getByRole('option', { name: /^inputs\.topic/u })).toBeVisible();
  await expect(inspector.getByRole('option', { name: /^(?:error\.|size)/u })).toHaveCount(0);
  await prompt.pressSequentially('inputs.top');
  // Until the list is the one of what was typed, Enter begins a line.
  await expect(inspector.getByRole('option')).toHaveCount(1);
  await expect(inspector.getByRole('option', { name: /^inputs\.topic/u, selected: true })).toBeVisible();
  await expect(window.locator('.cm-tooltip-autocomplete-disabled')).toHaveCount(0);
  await prompt.press('Enter');
  await expect(prompt).toHaveText(/\}\}\{\{ inputs\.topic \}\}$/u);

  const enlarge = inspector.getByRole('button', { name: 'Show it large, with input and output' });
  await enlarge.click();
  await expect(window.getByRole('dialog', { name: 'Inspector' })).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(enlarge).toBeFocused();
});

async function openDesigner(window: Page): Promise<Locator> {
  await window.evaluate(() => {
    location.hash = '#/workflows/approval';
  });
  await window.getByRole('button', { name: 'Outline', exact: true }).click();
  await window.getByRole('button', { name: 'Inspector', exact: true }).click();
  const inspector = window.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector.getByRole('heading', { name: 'Approval' })).toBeVisible();
  return inspector;
}

/** Selects a node, as one does by a press on it. */
async function choose(window: Page, name: string): Promise<void> {
  await window.getByRole('row', { name: new RegExp(`^${name},`, 'u') }).click();
  await expect(window.getByRole('complementary', { name: 'Inspector' }).getByRole('heading', { name, level: 2 })).toBeVisible();
}

/** Nothing serious or critical in the inspector. */
async function expectGood(window: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page: window }).include('aside').setLegacyMode().analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

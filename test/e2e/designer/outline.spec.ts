import type { Page } from '@playwright/test';
import { expect, expectAccessible, test, visit } from '../window-test.ts';

test.use({ samples: false });

const line = (window: Page, name: RegExp) => window.getByRole('row', { name });

/** Puts a kind of node into the exit of the line with the focus; the new one has the focus then. */
async function insertAfter(window: Page, kind: string, added: RegExp): Promise<void> {
  await window.keyboard.press('ArrowRight');
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('Insert');
  await window.getByRole('combobox', { name: 'Add a node' }).pressSequentially(kind);
  await window.keyboard.press('Enter');
  await expect(line(window, added)).toBeFocused();
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('a workflow of six states is built, connected and checked by keyboard alone, and the outline says how it stands', async ({ window, host }) => {
      await host.ask('workflows', 'create', 'Trial');
      await visit(window, '/workflows/trial', 'Trial');
      await window.keyboard.press('Alt+2');
      await expect(line(window, /^start, start/u)).toBeFocused();

      await insertAfter(window, 'work step', /^Work step, work step, 1 exit: to done/u);
      await insertAfter(window, 'decision', /^Decision, decision, 1 exit: else to done/u);
      await insertAfter(window, 'card', /^Card, card, 1 exit: to done/u);
      await insertAfter(window, 'wait', /^Wait, wait, 1 exit: Time has passed to done/u);

      await window.keyboard.press('F2');
      await window.getByRole('textbox', { name: 'New name of Wait' }).pressSequentially('Cool down');
      await window.keyboard.press('Enter');
      await expect(line(window, /^Cool down, wait/u)).toBeFocused();

      await window.keyboard.press('b');
      await window.keyboard.press('b');
      await expect(line(window, /^Decision, decision/u)).toBeFocused();
      await window.keyboard.press('c');
      await window.getByRole('combobox', { name: 'Connect Decision to…' }).pressSequentially('done');
      await window.keyboard.press('Enter');
      await expect(line(window, /^Decision, decision, 2 exits: always to done, else to Card/u)).toBeVisible();

      await window.keyboard.press('Control+z');
      await expect(line(window, /^Decision, decision, 1 exit: else to Card/u)).toBeVisible();
      await window.keyboard.press('Control+y');
      await expect(line(window, /^Decision, decision, 2 exits/u)).toBeVisible();

      await line(window, /^Card, card/u).click();
      await window.keyboard.press('Delete');
      await window.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).press('Enter');
      await expect(line(window, /^Cool down, wait/u)).toBeFocused();
      await expect(window.getByRole('status').filter({ hasText: 'Card is deleted' })).toBeVisible();
      await line(window, /^Work step, work step/u).click();
      await window.keyboard.press('a');
      await window.getByRole('combobox', { name: 'Add an action to Work step' }).pressSequentially('set a variable');
      await window.keyboard.press('Enter');
      await expect(line(window, /^Set a variable, on entry/u)).toBeFocused();
      await expectAccessible(window);
    });
  });
}

test('a note is made, written, found and deleted in the outline, by keyboard', async ({ window, host }) => {
  await host.ask('workflows', 'create', 'Trial');
  await visit(window, '/workflows/trial', 'Trial');
  await window.keyboard.press('Alt+2');
  await expect(line(window, /^start, start/u)).toBeFocused();
  await window.keyboard.press('n');
  const text = window.getByRole('textbox', { name: 'Text of the note' });
  await expect(text).toBeFocused();
  await window.keyboard.type('Ask legal first');
  await expect(line(window, /^Note: Ask legal first/u)).toBeVisible();
  await expect(window.getByRole('heading', { level: 2, name: 'Ask legal first' })).toBeVisible();
  await expectAccessible(window);

  await line(window, /^start, start/u).click();
  await window.keyboard.press('Control+F');
  await window.keyboard.type('legal');
  await window.keyboard.press('Enter');
  await expect(line(window, /^Note: Ask legal first/u)).toHaveAttribute('aria-selected', 'true');
  await line(window, /^Note: Ask legal first/u).click();
  await window.keyboard.press('F2');
  await expect(text).toBeFocused();
  await window.keyboard.press('End');
  await window.keyboard.type(', then sales');

  await line(window, /^Note: Ask legal first, then sales/u).click();
  await window.keyboard.press('Delete');
  await window.getByRole('alertdialog', { name: 'Delete the note “Ask legal first, then sales”?' }).getByRole('button', { name: 'Delete' }).click();
  await expect(line(window, /^Note/u)).toBeHidden();
});

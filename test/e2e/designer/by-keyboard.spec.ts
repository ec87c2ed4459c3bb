import type { Page } from '@playwright/test';
import { expect, test } from '../window-test.ts';
import { enter, goTo, typeOver, withoutPointer } from './keyboard-only.ts';

test.use({ samples: false });

const line = (window: Page, name: RegExp) => window.getByRole('row', { name });

/** Adds a kind of node into the exit of the node with the focus; the new one has the focus then. */
async function insert(window: Page, kind: string, added: RegExp): Promise<void> {
  await window.keyboard.press('Insert');
  await choose(window, 'Add a node', kind);
  await expect(line(window, added)).toBeFocused();
}

/** Types into the list that has opened, and takes what it offers first. */
async function choose(window: Page, list: string, text: string): Promise<void> {
  await expect(window.getByRole('combobox', { name: list })).toBeFocused();
  await window.keyboard.type(text);
  await window.keyboard.press('Enter');
}

test('a workflow of six states is created, built, connected, checked, mended, published and run to its end, its card answered, without a pointer', async ({ window }) => {
  test.slow();
  const isUntouched = await withoutPointer(window);
  const when = window.getByRole('textbox', { name: /^When/u });
  await enter(window, window.getByRole('button', { name: 'Create', exact: true }).first());
  await goTo(window, window.getByRole('menuitem', { name: /^Blank workflow/u }), 'ArrowDown');
  await window.keyboard.press('Enter');
  await expect(window.getByRole('heading', { level: 1, name: 'Untitled' })).toBeVisible();

  await window.keyboard.press('Alt+2');
  await goTo(window, line(window, /^start, start/u));
  await insert(window, 'ask a model', /^Ask a model, work step, 1 exit: to done/u);
  await insert(window, 'decision', /^Decision, decision, 1 exit: else to done/u);
  await insert(window, 'card', /^Card, card, 1 exit: to done/u);
  await insert(window, 'wait', /^Wait, wait, 1 exit: Time has passed to done/u);
  await window.keyboard.press('e');
  await typeOver(window, window.getByRole('textbox', { name: 'After' }), '1 second');
  await window.keyboard.press('Control+Enter');
  await expect(line(window, /^Wait, wait/u)).toBeFocused();

  await window.keyboard.press('b');
  await window.keyboard.press('b');
  await expect(line(window, /^Decision, decision/u)).toBeFocused();
  await window.keyboard.press('c');
  await choose(window, 'Connect Decision to…', 'done');
  await expect(line(window, /^exit always to done/u)).toBeFocused();

  await window.keyboard.press('e');
  await typeOver(window, when, 'nodes.ask_a_model.text == "No"');
  await window.keyboard.press('Control+Enter');
  await expect(line(window, /^exit .* to done, 1 error/u)).toBeFocused();
  await window.keyboard.press('Control+Enter');
  await expect(window.getByRole('region', { name: 'Problems' }).getByRole('row', { name: /nodes.ask_a_model.text does not exist/u })).toBeVisible();
  await window.keyboard.press('F8');
  await typeOver(window, when, 'nodes.ask_a_model.chat.text == "No"');
  await expect(window.getByText('Nothing to mend.')).toBeVisible();
  await window.keyboard.press('Control+Enter');
  await expect(line(window, /^exit .* to done$/u).first()).toBeFocused();

  await window.keyboard.press('Control+Shift+P');
  await expect(window.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true })).toBeEnabled();
  await enter(window, window.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }));
  await expect(line(window, /^exit .* to done$/u).first()).toBeFocused();

  await window.keyboard.press('F5');
  await enter(window, window.getByRole('dialog').getByRole('button', { name: 'Start run' }));
  await enter(window, window.getByRole('link', { name: 'Answer the card' }));
  await typeOver(window, window.getByRole('textbox', { name: 'Answer' }), 'Yes, go on.');
  await enter(window, window.getByRole('button', { name: 'Submit' }));
  await enter(window, window.getByRole('link', { name: 'Show the run' }));
  await expect(window.getByRole('button', { name: /The run completed/u })).toBeVisible();
  await isUntouched();
});

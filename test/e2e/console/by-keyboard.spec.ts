import type { Page } from '@playwright/test';
import { enter, goTo, typeOver, withoutPointer } from '../designer/keyboard-only.ts';
import { expect, test } from '../window-test.ts';

/** Opens the menu of what is made out of a run, and chooses from it. */
async function choose(window: Page, entry: string): Promise<void> {
  await enter(window, window.getByRole('button', { name: 'More acts' }));
  await goTo(window, window.getByRole('menuitem', { name: entry }), 'ArrowDown');
  await window.keyboard.press('Enter');
}

test('a run is started, paused, resumed, answered, gone back through, forked with another prompt and compared, without a pointer', async ({ window }) => {
  test.slow();
  const isUntouched = await withoutPointer(window);
  const says = (words: string) => expect(window.getByRole('status').filter({ hasText: words })).toBeAttached({ timeout: 20_000 });
  const dialog = window.getByRole('dialog');
  const timeline = window.getByRole('region', { name: 'Timeline' });

  await enter(window, window.getByRole('button', { name: 'Run Content lab', exact: true }));
  await enter(window, dialog.getByRole('button', { name: 'Start run' }));
  await says('Run of Content lab: Waiting');

  // Space pauses and resumes wherever it would do nothing else.
  await expect(window.getByRole('heading', { level: 1, name: 'Content lab' })).toBeFocused();
  await window.keyboard.press('Space');
  await expect(dialog.getByRole('region', { name: 'Where it stands' })).toContainText('Somebody looks at it (waiting)');
  await typeOver(window, dialog.getByRole('textbox', { name: 'Reason' }), 'A word with the editor first');
  await expect(dialog.getByText(/^aiwm runs pause \S+ --reason 'A word with the editor first'$/u)).toBeVisible();
  await enter(window, dialog.getByRole('button', { name: 'Pause the run' }));
  await says('Run of Content lab: Paused');
  await enter(window, window.getByRole('button', { name: 'Resume' }));
  await says('Run of Content lab: Waiting');

  await enter(window, window.getByRole('button', { name: 'Take “Take this draft” to “Take it”' }));
  await enter(window, dialog.getByRole('button', { name: 'Take the transition' }));
  await says('Run of Content lab: Completed');

  const ended = window.url();
  await goTo(window, window.getByRole('tab', { selected: true }));
  await goTo(window, window.getByRole('tab', { name: 'Variables' }), 'ArrowRight');
  const variables = window.getByRole('tabpanel', { name: 'Variables' });
  await expect(variables).toContainText('Meet a folding bicycle');
  // The scrubber goes to the first row, and on from there.
  await goTo(window, window.getByRole('slider'), 'Shift+Tab');
  await window.keyboard.press('Home');
  await expect(variables).toContainText('The run as it was after row 1');
  for (let on = 2; on <= 7; on += 1) {
    await window.keyboard.press('ArrowRight');
    await expect(variables).toContainText(`The run as it was after row ${on}`);
  }
  await expect(variables).not.toContainText('Meet a folding bicycle');
  await window.keyboard.press('Control+l');
  await expect(timeline.locator(':focus')).toHaveCount(1);
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('Home');
  await window.keyboard.press('Enter');
  await expect(timeline.getByRole('button', { name: 'Show the run as it was here' })).toBeVisible();

  await choose(window, 'Fork with changes…');
  // It begins where one has gone back to, which is before a model is asked.
  await expect(dialog.getByRole('button', { name: /From where/u })).toContainText('Where you have gone back to');
  await typeOver(window, dialog.getByRole('textbox', { name: 'Prompt' }), 'Praise it in one line.');
  await enter(window, dialog.getByRole('button', { name: 'Begin the fork' }));
  await expect(window.getByText(/^Fork of/u)).toBeVisible();
  expect(window.url()).not.toBe(ended);
  await says('Run of Content lab: Waiting');

  await enter(window, window.getByRole('link', { name: 'Compare the two' }));
  await expect(window.getByRole('heading', { level: 1, name: 'Compare two runs' })).toBeVisible();
  await expect(window.getByRole('main')).toContainText('Praise it in one line.');
  await isUntouched();
});

import { readdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import type { ServedHost } from '../served-host.ts';
import { expect, test, visit } from '../window-test.ts';
import { atRest, canvasOf, drag, drop, exitOf, middle, onLine, spotOn } from './by-mouse.ts';

const samples = readdirSync(new URL('../../../examples', import.meta.url));
const halves = [samples.filter((_, index) => index % 2 === 0), samples.filter((_, index) => index % 2 === 1)];

for (const [index, half] of halves.entries()) {
  test(`half ${index + 1} of the samples: nodes are moved, put into transitions, connected and told what to do by mouse; nothing is wrong then, and all of it is taken back`, async ({ window, host }) => {
    test.slow();
    for (const sample of half) await test.step(sample, async () => editAndPutBack(window, sample, await requiredOf(host, sample)));
  });
}

/** What every end of a sample that counts as completed has to give. */
async function requiredOf(host: ServedHost, sample: string): Promise<readonly string[]> {
  const { definition: { outputs } } = z.object({ definition: z.object({ outputs: z.object({ required: z.array(z.string()).default([]) }).default({ required: [] }) }) }).parse(await host.ask('workflows', 'show', sample));
  return outputs.required;
}

async function editAndPutBack(window: Page, sample: string, required: readonly string[]): Promise<void> {
  await visit(window, `/workflows/${sample}`, /./u);
  // The canvas of the sample before stands until this one is read.
  await expect(window.getByRole('main').getByText(sample, { exact: true })).toBeVisible();
  const canvas = canvasOf(window);
  const undo = window.getByRole('toolbar', { name: 'Workflow' }).getByRole('button', { name: /^Undo/u });
  const start = canvas.getByRole('group', { name: /, Start,/u }).first();
  const fresh = canvas.locator('.react-flow__node.selected');
  await expect(start).toBeVisible();

  await atRest(canvas);
  const from = await middle(start);
  await drag(window, from, { x: from.x - 30, y: from.y - 6 });
  await expect(undo).toHaveAccessibleName(/^Undo: move/u);

  await drop(canvas, 'Decision', await onLine(canvas.getByRole('group', { name: /^Transition from (?:start|Begin) to/u }).first()));
  await expect(undo).toHaveAccessibleName(/^Undo: insert decision/u);
  const decision = canvas.locator(`[data-id="${await fresh.getAttribute('data-id') ?? ''}"]`);

  await drop(canvas, 'End', await spotOn(canvas, { x: 150, y: 60 }));
  await expect(undo).toHaveAccessibleName(/^Undo: add end/u);
  const end = canvas.locator(`[data-id="${await fresh.getAttribute('data-id') ?? ''}"]`);
  await decision.hover();
  await drag(window, await exitOf(decision), await middle(end));
  await expect(undo).toHaveAccessibleName(/^Undo: connect/u);

  await end.click();
  await window.getByRole('complementary', { name: 'Inspector' }).getByRole('textbox', { name: 'Result', exact: true }).fill('postponed');
  // A node tells it only where one is near enough to read it.
  await expect(undo).toHaveAccessibleName(/^Undo: change result/u);

  await window.getByRole('button', { name: /^Check the workflow/u }).click();
  const problems = window.getByRole('region', { name: 'Problems' });
  for (const name of required) await problems.getByRole('button', { name: `Let the workflow do without “${name}”` }).click();
  await expect(problems).toContainText('0 errors');
  await expect(window.getByText(/^Draft saved/u)).toBeVisible();

  while (await undo.isEnabled()) await undo.click();
  await expect(window.getByRole('main').getByText('Published', { exact: true })).toBeVisible();
}

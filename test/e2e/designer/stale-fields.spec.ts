import type { ServedHost } from '../served-host.ts';
import { expect, test, visit } from '../window-test.ts';

/** Somebody else writes while a field is open here. */
async function writeElsewhere(host: ServedHost, at: string, [field, value]: readonly [field: string, value: string]): Promise<void> {
  await host.ask('workflows', 'edit', 'approval', '--edits', JSON.stringify([{ kind: 'set', at, path: [field], value }]));
}

const draftOf = async (host: ServedHost): Promise<string> => JSON.stringify(await host.ask('workflows', 'get', 'approval'));

test('a field that was only opened writes nothing over what somebody else wrote meanwhile', async ({ window, host }) => {
  await visit(window, '/workflows/approval', 'Approval');
  const description = window.getByRole('textbox', { name: 'Description of the workflow' });
  await window.getByRole('button', { name: /^A model drafts an announcement/u }).click();
  await expect(description).toBeFocused();
  await writeElsewhere(host, 'workflow', ['description', 'Written elsewhere']);
  await expect(description).toHaveValue('Written elsewhere');
  await description.press('Escape');
  await expect(window.getByRole('button', { name: 'Written elsewhere' })).toBeVisible();

  await window.keyboard.press('Alt+2');
  const row = window.getByRole('row', { name: /^Draft,/u }).first();
  await row.click();
  await row.press('F2');
  await expect(window.getByRole('textbox', { name: 'New name of Draft' })).toBeFocused();
  await writeElsewhere(host, 'nodes.write', ['name', 'Written']);
  await expect(window.getByRole('textbox', { name: 'New name of Written' })).toBeVisible();
  await window.keyboard.press('Tab');
  await expect(window.getByRole('row', { name: /^Written,/u }).first()).toBeVisible();

  await window.getByRole('row', { name: /^Written,/u }).first().click();
  await window.keyboard.press('Control+s');
  await expect(window.getByRole('dialog')).toBeVisible();
  await window.keyboard.press('Escape');
  await expect.poll(() => draftOf(host)).toContain('Written elsewhere');
  expect(await draftOf(host)).toContain('"name":"Written"');
});

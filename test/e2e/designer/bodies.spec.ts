import { expect, expectAccessible, test, visit } from '../window-test.ts';

test.use({ samples: false });

test('bodies of a Parallel are added, named and deleted in the outline and the inspector', async ({ window, host }) => {
  await host.ask('workflows', 'create', 'Trial');
  await visit(window, '/workflows/trial', 'Trial');
  const line = (name: RegExp) => window.getByRole('row', { name });
  await window.keyboard.press('Alt+2');
  await expect(line(/^start, start/u)).toBeFocused();
  await window.keyboard.press('Insert');
  await window.getByRole('combobox', { name: 'Add a node' }).pressSequentially('parallel');
  await window.keyboard.press('Enter');
  await expect(line(/^Parallel, parallel/u)).toBeFocused();

  await line(/Body 1 of 2/u).click();
  await window.keyboard.press('F2');
  await window.getByRole('textbox', { name: /^New name of/u }).fill('Legal review');
  await window.keyboard.press('Enter');
  await expect(line(/^legal review, Body 1 of 2/u)).toBeVisible();

  await line(/^legal review, Body 1 of 2/u).click();
  await window.keyboard.press('Control+d');
  await expect(line(/^legal review 2, Body 2 of 3/u)).toBeVisible();
  await line(/^legal review 2, Body 2 of 3/u).click();
  await window.keyboard.press('Delete');
  await window.getByRole('alertdialog', { name: 'Delete legal review 2 of Parallel?' }).getByRole('button', { name: 'Delete' }).press('Enter');
  await expect(line(/^legal review 2/u)).toHaveCount(0);
  await expect(line(/^Parallel, parallel/u)).toBeVisible();

  await line(/^Parallel, parallel/u).click();
  await window.keyboard.press('e');
  const bodies = window.getByRole('region', { name: 'Bodies' });
  await bodies.getByRole('button', { name: 'Add a body' }).click();
  await expect(line(/Body 3 of 3/u)).toBeVisible();
  await expectAccessible(window);
});

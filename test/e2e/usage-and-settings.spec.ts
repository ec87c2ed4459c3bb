import { fileURLToPath } from 'node:url';
import { expect, expectAccessible, test, visit } from './window-test.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('what a run used is shown, and a budget is set, seen filling and removed', async ({ window, host }) => {
      test.slow();
      const csv = fileURLToPath(new URL('../../examples/data-report/weather.csv', import.meta.url));
      await visit(window, '/settings/usage', 'Settings');
      await window.getByRole('button', { name: 'Add a budget' }).click();
      await window.getByRole('textbox', { name: 'Name', exact: true }).fill('daily');
      await window.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(window.getByText('Cap at least one of money, tokens and calls.')).toBeVisible();
      await window.getByRole('textbox', { name: /^Most calls/u }).fill('50');
      await expectAccessible(window);
      await window.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(window.getByRole('listitem', { name: 'daily' })).toContainText('0 calls used, 50 calls left');

      await host.ask('run', 'data-report', '--input', `csv=${csv}`);
      await expect(window.getByRole('region', { name: 'Usage', exact: true })).toContainText('Tokens by day');
      await expect(window.getByRole('listitem', { name: 'daily' })).toContainText(/[1-9]\d* calls? used/u);
      await expectAccessible(window);
      await host.ask('budgets', 'remove', 'daily');
      await expect(window.getByRole('heading', { name: 'No budgets' })).toBeVisible();
    });

    test('a setting is explained, changed, discarded, saved, and not saved over somebody else', async ({ window, host }) => {
      test.slow();
      await visit(window, '/settings/sections', 'Settings');
      await window.getByRole('button', { name: 'Explain connectors.llm' }).click();
      await expect(window.getByRole('dialog')).toContainText('Default');
      await expectAccessible(window);
      await window.keyboard.press('Escape');

      const port = window.getByRole('textbox', { name: /^Port/u });
      const unsaved = window.getByRole('region', { name: 'Unsaved changes' });
      await port.fill('4400');
      await expect(unsaved).toContainText('server.port: 4400 (was 4319)');
      await expectAccessible(window);
      await window.getByRole('button', { name: 'Discard the change of server.port' }).click();
      await expect(unsaved).toHaveCount(0);
      await port.fill('4400');
      await host.ask('settings', 'set', 'server', '--value', '{"port": 4500}');
      await expect(unsaved).toContainText('(was 4500)');
      await unsaved.getByRole('button', { name: 'Save all' }).click();
      await expect(unsaved).toContainText('version_conflict');
      await unsaved.getByRole('button', { name: 'Keep mine' }).click();
      await unsaved.getByRole('button', { name: 'Save all' }).click();
      await expect(window.getByText('The settings are saved')).toBeVisible();
      expect(await host.ask('settings', 'get', 'server')).toMatchObject({ value: { port: 4400 } });

      await visit(window, '/settings/profiles', 'Settings');
      await window.getByRole('textbox', { name: 'Name', exact: true }).fill('staging');
      await window.getByRole('button', { name: 'Create', exact: true }).click();
      await window.getByRole('button', { name: 'Use the profile staging' }).click();
      await expect(window.getByRole('listitem', { name: 'staging' })).toContainText('Active');
    });
  });
}

import { expect, expectAccessible, test, visit } from './window-test.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('a model is tested, asked, added, changed and removed', async ({ window, host }) => {
      test.slow();
      await visit(window, '/settings/connectors', 'Settings');
      await window.getByRole('button', { name: 'Test Offline model' }).click();
      await expect(window.getByRole('listitem', { name: 'Offline model' })).toContainText(/Answered in/u);

      await window.getByRole('button', { name: 'Details of Offline model' }).click();
      await window.getByRole('tab', { name: 'Playground' }).click();
      await window.getByRole('button', { name: 'Ask', exact: true }).click();
      await expect(window.getByRole('region', { name: 'Answer' })).toContainText('Tokens out');
      await expect(window.getByText('aiwm connectors ask mock --prompt')).toBeVisible();
      await expectAccessible(window);
      await window.keyboard.press('Escape');

      await window.getByRole('button', { name: 'Add a connector' }).click();
      await window.getByRole('textbox', { name: 'Id' }).fill('workshop');
      await window.getByRole('textbox', { name: 'Base URL' }).fill('http://127.0.0.1:9/v1');
      await window.getByRole('textbox', { name: /^Model/u }).fill('house-model');
      await expect(window.getByText('aiwm connectors add workshop --kind openai-compatible --base-url http://127.0.0.1:9/v1 --model house-model')).toBeVisible();
      await expectAccessible(window);
      await window.getByRole('button', { name: 'Add', exact: true }).click();
      const added = window.getByRole('listitem', { name: 'workshop' });
      await expect(added).toBeVisible();
      expect(await host.ask('connectors', 'get', 'workshop')).toMatchObject({ settings: { baseUrl: 'http://127.0.0.1:9/v1', model: 'house-model' } });

      await window.getByRole('button', { name: 'Details of workshop' }).click();
      await expect(window.getByRole('dialog')).toContainText('Gives up after');
      await expectAccessible(window);
      await window.getByRole('tab', { name: 'Settings' }).click();
      await window.getByRole('textbox', { name: 'Title' }).fill('Workshop');
      await expectAccessible(window);
      await window.getByRole('button', { name: 'Save', exact: true }).press('Enter');
      await expect(window.getByText('workshop is saved')).toBeVisible();
      await window.getByRole('button', { name: 'Remove', exact: true }).press('Enter');
      await window.getByRole('alertdialog', { name: 'Remove Workshop?' }).getByRole('button', { name: 'Remove' }).click();
      await expect(window.getByRole('listitem', { name: 'Workshop' })).toHaveCount(0);
    });

    test('a vault is set up with a password, and a key is kept, never shown, and removed', async ({ window, host }) => {
      test.slow();
      const password = 'correct horse battery';
      const key = `sk-canary-${colorScheme}-4711`;
      await visit(window, '/settings/credentials', 'Settings');
      await expect(window.getByRole('region', { name: 'Vault' })).toContainText('Not set up');
      await expectAccessible(window);
      await window.getByLabel('Master password', { exact: true }).fill(password);
      await window.getByLabel('Master password again').fill('another one');
      await window.getByRole('button', { name: 'Set up', exact: true }).click();
      await expect(window.getByText('The two are not the same.')).toBeVisible();
      await window.getByLabel('Master password again').fill(password);
      await window.getByRole('button', { name: 'Set up', exact: true }).click();
      await expect(window.getByRole('region', { name: 'Vault' })).toContainText('Open by a password');

      await window.getByRole('button', { name: 'Add a key' }).click();
      await window.getByRole('button', { name: /Connector/u }).click();
      await window.getByRole('option', { name: 'Claude' }).click();
      await window.getByRole('textbox', { name: 'Label' }).fill('prod');
      await window.getByLabel('Key', { exact: true }).fill(key);
      await expect(window.getByLabel('Key', { exact: true })).toHaveAttribute('type', 'password');
      await expect(window.getByLabel('Key', { exact: true })).toHaveAttribute('autocomplete', 'off');
      await expectAccessible(window);
      await window.getByRole('checkbox', { name: 'Keep it without trying it' }).focus();
      await window.keyboard.press('Space');
      await window.getByRole('button', { name: 'Save without a test' }).click();
      const row = window.getByRole('listitem', { name: 'claude prod' });
      await expect(row).toContainText('Not tried');
      expect(await window.content()).not.toContain(key);
      expect(await window.content()).not.toContain(password);
      await expectAccessible(window);

      await window.getByRole('button', { name: 'Rotate the key claude prod' }).click();
      await expectAccessible(window);
      await window.keyboard.press('Escape');
      await host.ask('vault', 'lock');
      await expect(window.getByRole('region', { name: 'Vault' })).toContainText('Locked');
      await window.getByLabel('Master password').fill('wrong password');
      await window.getByRole('button', { name: 'Unlock', exact: true }).click();
      await expect(window.getByRole('form', { name: 'Unlock' }).getByRole('alert')).toContainText('vault_locked');
      await window.getByLabel('Master password').fill(password);
      await window.getByRole('button', { name: 'Unlock', exact: true }).click();
      await window.getByRole('button', { name: 'Remove the key claude prod' }).click();
      await window.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
      await expect(window.getByRole('heading', { name: 'No keys yet' })).toBeVisible();
    });
  });
}

import { expect, expectAccessible, openRunDialog, test, visit } from './window-test.ts';

const screens = [
  ['/', 'Home'],
  ['/workflows', 'Workflows'],
  ['/workflows/data-report', 'Data report'],
  ['/runs', 'Runs'],
  ['/cards', 'Cards'],
  ['/documents', 'Documents'],
  ['/documents/templates', 'Document templates'],
  ['/settings/connectors', 'Settings'],
  ['/settings/credentials', 'Settings'],
  ['/settings/usage', 'Settings'],
  ['/settings/sections', 'Settings'],
  ['/settings/profiles', 'Settings'],
  ['/settings/tokens', 'Settings'],
  ['/settings/directories', 'Settings'],
  ['/settings/appearance', 'Settings'],
  ['/settings/system', 'Settings'],
  ['/settings/log', 'Settings'],
  ['/settings/audit', 'Settings'],
] as const;

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('no screen has a serious fault', async ({ window, host }) => {
      test.slow();
      await host.ask('runs', 'start', 'approval');
      await expect(window.getByRole('link', { name: /1 open card/u })).toBeVisible({ timeout: 20_000 });
      for (const [address, title] of screens) {
        await visit(window, address, title);
        await expect(window.getByText('Loading…')).toHaveCount(0);
        await expectAccessible(window);
      }

      await visit(window, '/runs', 'Runs');
      await window.getByRole('link', { name: 'Approval' }).click();
      await expect(window.getByRole('link', { name: 'Answer the card' })).toBeVisible();
      await expectAccessible(window);
      await window.getByRole('link', { name: 'Answer the card' }).click();
      await window.getByRole('button', { name: 'Send the decision' }).click();
      await expectAccessible(window);
    });

    test('no window over a screen has a serious fault', async ({ window }) => {
      await openRunDialog(window, 'Data report');
      await window.getByRole('button', { name: 'Start run' }).click();
      await expectAccessible(window);
      await window.keyboard.press('Escape');
      await window.keyboard.press('Control+k');
      await expect(window.getByRole('option', { name: 'Blank workflow' })).toBeVisible();
      await expectAccessible(window);
      await window.keyboard.type('doctor');
      await expect(window.getByRole('option', { name: /Check the installation/u })).toBeVisible();
      await expectAccessible(window);
      await window.keyboard.press('Escape');
      await expect(window.getByRole('dialog')).toHaveCount(0);
      await window.keyboard.press('?');
      await expect(window.getByRole('dialog')).toBeVisible();
      await expectAccessible(window);
    });
  });
}

for (const width of [800, 600]) {
  test(`nothing is wider than a window of ${width}`, async ({ window }) => {
    await window.setViewportSize({ width, height: 800 });
    for (const [address, title] of screens) {
      await visit(window, address, title);
      await expect(window.getByText('Loading…')).toHaveCount(0);
      expect(await window.getByRole('main').evaluate((main) => main.scrollWidth - main.clientWidth), address).toBe(0);
    }
  });
}

import { expect, expectAccessible, test, visit } from '../window-test.ts';

test.use({ isFirstUse: true });

test('the tour comes at first use, goes on by doing, is left by one key and comes again only when asked for', async ({ window }) => {
  await visit(window, '#/workflows/approval', 'Approval');
  const tour = window.getByRole('complementary', { name: 'Tour of the designer' });
  await expect(tour.getByRole('heading', { name: 'Add a step' })).toBeVisible();
  await expectAccessible(window);

  await window.locator('.react-flow__node').nth(1).click();
  await window.keyboard.press('Control+d');
  await expect(tour.getByRole('heading', { name: 'Say what it does' })).toBeVisible();
  await tour.getByRole('button', { name: 'Next' }).press('Escape');
  await expect(tour).toBeHidden();

  await window.reload();
  await expect(window.getByRole('heading', { level: 1, name: 'Approval' })).toBeVisible();
  await expect(window.locator('.react-flow__node').first()).toBeVisible();
  await expect(tour).toBeHidden();
  await window.keyboard.press('Shift+F1');
  await expect(tour.getByRole('heading', { name: 'Add a step' })).toBeVisible();
});

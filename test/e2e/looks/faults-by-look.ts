import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const looks = [
  ['high contrast', { colorScheme: 'light', contrast: 'more' }],
  ['dark', { colorScheme: 'dark', contrast: 'no-preference' }],
  ['light', { colorScheme: 'light', contrast: 'no-preference' }],
] as const;

export type Look = (typeof looks)[number][0];

/** Nothing serious or critical in any look of a view, by axe; the counts are a line of the table that the output is. In each look, more may be asked. */
export async function expectFaultless(page: Page, view: string, more?: (look: Look) => Promise<void>): Promise<void> {
  const counts: string[] = [];
  const faults: string[] = [];
  for (const [look, media] of looks) {
    await page.emulateMedia(media);
    await expect(page.locator('html')).toHaveAttribute('data-theme', media.colorScheme);
    await expect(page.locator('html')).toHaveAttribute('data-contrast', media.contrast === 'more' ? 'high' : 'normal');
    const found = await faultsIn(page, look);
    counts.push(`${look} ${found.length}`);
    faults.push(...found);
    await more?.(look);
  }
  const row = `axe, serious or critical | ${view} | ${counts.join(' | ')}`;
  test.info().annotations.push({ type: 'axe', description: row });
  console.log(row);
  expect(faults, view).toEqual([]);
}

/** By all rules in one look, by those of colour in the others. */
async function faultsIn(page: Page, look: Look): Promise<readonly string[]> {
  const over = await page.locator('[role=dialog], [role=alertdialog]:not([aria-modal=false])').count();
  const whole = new AxeBuilder({ page }).setLegacyMode();
  // A window over the page is the page meanwhile.
  const axe = over === 0 ? whole : whole.include('[role=dialog], [role=alertdialog]');
  const { violations } = await (look === 'light' ? axe : axe.withRules(['color-contrast'])).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${look}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

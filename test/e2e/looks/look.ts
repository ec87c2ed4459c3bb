import { expect, type Page } from '@playwright/test';
import { expectFaultless, type Look } from './faults-by-look.ts';
import { expectWellLaid, isComparable } from './recorded-look.ts';

/** How pictures are taken: one window, one place on earth, and nothing that moves. */
export const asRecorded = { viewport: { width: 1024, height: 640 }, timezoneId: 'UTC', locale: 'en-GB', contextOptions: { reducedMotion: 'reduce' } } as const;

/** A view that has no fault in any look, is well laid, and looks as recorded in those that are named. */
export async function look(window: Page, view: string, recorded: readonly Look[] = []): Promise<void> {
  const isSame = recorded.length > 0 && (await isComparable(window));
  // Where nothing opens for a pointer.
  await window.mouse.move(600, 8);
  await expectFaultless(window, view, async (name) => {
    await expectWellLaid(window, `${view}, ${name}`);
    if (isSame && recorded.includes(name)) await expect.soft(window).toHaveScreenshot(`${view}, ${name}.png`.replaceAll(/[ ,]+/gu, '-'), { mask: [window.locator('time'), window.getByText(/^Draft saved/u)] });
  });
}

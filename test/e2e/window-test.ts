import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { type ServedHost, serveHost } from './served-host.ts';

interface Fixtures {
  /** Whether the host publishes the product's samples. */
  readonly samples: boolean;
  /** Whether the browser is one in which nobody has left the tour of the designer yet. */
  readonly isFirstUse: boolean;
  readonly host: ServedHost;
  /** The page, open on the workflows; the test fails if it logs an error or breaks its content policy. */
  readonly window: Page;
}

/** A test of the page against a real host that nobody else uses. */
export const test = base.extend<Fixtures>({
  samples: [true, { option: true }],
  isFirstUse: [false, { option: true }],
  host: async ({ samples }, provide) => {
    const host = await serveHost({ samples });
    await provide(host);
    await host.close();
  },
  window: async ({ host, page, context, isFirstUse }, provide) => {
    if (!isFirstUse) {
      await context.addInitScript(() => {
        // The sealed frames of previews keep nothing.
        if (origin !== 'null') localStorage.setItem('aiwm.designer.tour', 'left');
      });
    }
    const faults: string[] = [];
    page.on('console', (message) => {
      // The browser writes a line for each refusal of the host and each try to reach one that is gone; the screens show both.
      // Recording puts scripts of its own into every frame, which the sealed frames of previews refuse.
      if (message.type() === 'error' && !/^(?:Failed to load resource: (?:the server responded|net::ERR_)|WebSocket connection to '[^']*' failed|Blocked script execution in 'about:)/u.test(message.text())) faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(String(error)));
    await page.goto(host.link);
    await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
    await visit(page, '/workflows', 'Workflows');
    await provide(page);
    expect(faults).toEqual([]);
  },
});

export { expect } from '@playwright/test';

/** Goes to a screen by its address and waits for its h1. */
export async function visit(page: Page, address: string, title: string | RegExp): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, address);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

/** Opens the run dialog of a workflow from its card. */
export async function openRunDialog(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Run ${name}`, exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Start run' })).toBeVisible();
}

/** Nothing serious or critical, by axe. */
export async function expectAccessible(page: Page): Promise<void> {
  // Half-way from one colour to another is neither.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().flatMap((each) => (each instanceof CSSTransition ? [each.finished] : []))));
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

import type { Page } from '@playwright/test';
import { expect, test, visit } from '../window-test.ts';
import { plainWords, textsIn } from './plain-words.ts';

const screens = ['/workflows', '/workflows/approval', '/runs', '/cards', '/documents', '/settings/appearance'] as const;
/** Words of the sample, which come from the host: its name and what it says of itself. */
const fromHost = ['Approval', 'A model drafts an announcement, a person approves it or sends it back with comments, and what is approved becomes a document.'];

test('every word of the window comes from the catalogue of strings, and longer words fit on their buttons', async ({ window }) => {
  await speakPseudo(window);

  for (const screen of screens) {
    await visit(window, screen, /./u);
    const found = await window.evaluate((known) => {
      const buttons = [...document.querySelectorAll<HTMLElement>('nav a, nav button, [role=tab], header button')].filter((button) => !known.includes(button.textContent.trim()));
      return {
        plain: buttons.map((button) => button.textContent.trim()).filter((text) => /^[A-Z][a-z]{3,}( [a-z]+)*$/u.test(text)),
        clipped: buttons.filter((button) => button.scrollWidth > button.clientWidth + 1 && getComputedStyle(button).overflowX === 'hidden').map((button) => button.textContent),
      };
    }, fromHost);

    expect(found, screen).toEqual({ plain: [], clipped: [] });
  }
});

test('the designer says nothing past the catalogue: canvas, inspector in each mode, outline, problems, history and dialogs', async ({ window, host }) => {
  test.slow();
  await host.ask('runs', 'start', 'approval');
  const known = textsIn(await Promise.all([host.ask('workflows', 'show', 'approval'), host.ask('catalogue', 'list'), host.ask('workflows', 'history', 'approval'), ...['nodes.write', 'nodes.review'].map(async (where) => host.ask('workflows', 'scope', 'approval', where))]));
  const expectCatalogue = async (what: string): Promise<void> => {
    expect.soft(await plainWords(window, known), what).toEqual([]);
  };
  await speakPseudo(window);
  await visit(window, '/workflows/approval', 'Approval');
  const inspector = window.locator('[data-designer-inspector]');
  const line = (name: string) => window.getByRole('row', { name: new RegExp(`^${name},`, 'u') }).first();

  await window.keyboard.press('Control+i');
  await expect(window.locator('.react-flow__edge').first()).toBeAttached();
  await expectCatalogue('the workflow');
  await window.keyboard.press('Alt+2');
  await expectCatalogue('the outline');
  for (const node of ['Draft', 'Review']) {
    await line(node).click();
    await expect(inspector.getByRole('heading', { level: 2, name: node })).toBeVisible();
    for (const tab of await inspector.getByRole('tab').all()) {
      await tab.click();
      await expectCatalogue(`a tab of ${node}`);
    }
  }
  for (const keys of ['a', 'c', 'Insert', 'Control+f', 'Control+Shift+h', '?']) {
    await line('Draft').click();
    await window.keyboard.press(keys);
    await expect(window.getByRole('dialog')).toBeVisible();
    await expectCatalogue(`the dialog behind ${keys}`);
    await window.keyboard.press('Escape');
    await expect(window.getByRole('dialog')).toHaveCount(0);
  }
  await line('Review').press('ArrowRight');
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('r');
  await expect(window.getByRole('dialog')).toBeVisible();
  await expectCatalogue('the dialog that leads an exit elsewhere');
  await window.keyboard.press('Escape');
  await window.keyboard.press('Control+Enter');
  await expect(window.locator('[data-designer-pane]').nth(3)).toBeVisible();
  await expectCatalogue('the problems');
});

async function speakPseudo(window: Page): Promise<void> {
  await window.evaluate(() => {
    const address = new URL(location.href);
    address.searchParams.set('locale', 'pseudo');
    history.replaceState(null, '', address);
  });
  await window.reload();
  await expect(window.getByRole('navigation').first()).toContainText('Ŵóŕķƒļóŵš');
}

import { expect, test, visit } from '../window-test.ts';

const screens = ['/workflows', '/workflows/approval', '/runs', '/cards', '/documents', '/settings/appearance'] as const;
/** Words of the sample, which come from the host: its name and what it says of itself. */
const fromHost = ['Approval', 'A model drafts an announcement, a person approves it or sends it back with comments, and what is approved becomes a document.'];

test('every word of the window comes from the catalogue of strings, and longer words fit on their buttons', async ({ window }) => {
  await window.evaluate(() => {
    const address = new URL(location.href);
    address.searchParams.set('locale', 'pseudo');
    history.replaceState(null, '', address);
  });
  await window.reload();
  await expect(window.getByRole('navigation').first()).toContainText('Ŵóŕķƒļóŵš');

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

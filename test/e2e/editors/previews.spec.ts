import type { FrameLocator, Page } from '@playwright/test';
import { expectAccessible } from '../window-test.ts';
import { expect, lastTold, show, showMany, test } from './editors-test.ts';
import { hostileHtml, hostileMarkdown } from './hostile-html.ts';

// Recording puts scripts of its own into every frame, which a sealed frame refuses and reports.
test.use({ trace: 'off' });

/** How a frame of the page says that it was reached by a program inside it. */
const listen = (): void => {
  const window_ = window as Window & { hits?: unknown[] };
  window_.hits = [];
  window.addEventListener('message', ({ data }) => window_.hits?.push(data));
};
const hits = (): unknown[] => (window as Window & { hits?: unknown[] }).hits ?? [];

/** So many at once as a page shows quickly. */
function someOf(all: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(all.length / 25) }, (_, index) => all.slice(index * 25, index * 25 + 25));
}

async function framesOf(page: Page, count: number): Promise<FrameLocator[]> {
  const frames = page.locator('iframe');
  await expect(frames).toHaveCount(count);
  return Array.from({ length: count }, (_, at) => frames.nth(at).contentFrame());
}

test('no hostile HTML document runs, asks, leads away or speaks', async ({ editors, strayRequests }) => {
  expect(hostileHtml.length).toBeGreaterThanOrEqual(100);
  await editors.evaluate(listen);
  const address = editors.url();

  for (const attacks of someOf(hostileHtml)) {
    await showMany(editors, 'HtmlPreview', attacks.map((attack, at) => ({ title: 'Document', source: `<p>before ${at}</p>${attack}` })));
    const frames = await framesOf(editors, attacks.length);
    await Promise.all(frames.map(async (frame, at) => expect(frame.getByText(`before ${at}`, { exact: true })).toBeVisible()));
    // What can be pressed is pressed.
    await Promise.all(
      frames.map(async (frame, at) => {
        if (!/<(?:a|area|button|summary|details|isindex|input)\b/u.test(attacks[at] ?? '')) return;
        for (const control of await frame.locator('a, button, summary, input').all()) await control.dispatchEvent('click');
        await expect(frame.getByText(`before ${at}`, { exact: true })).toBeVisible();
      }),
    );
  }

  await editors.evaluate(() => { window.postMessage('heard', '*'); });
  await expect.poll(async () => editors.evaluate(hits)).toEqual(['heard']);
  expect(strayRequests).toEqual([]);
  expect(editors.url()).toBe(address);
  expect(editors.context().pages()).toHaveLength(1);
  expect(new Set(await editors.locator('iframe').evaluateAll((frames) => frames.map((frame) => frame.getAttribute('sandbox'))))).toEqual(new Set(['']));
});

test('no hostile Markdown runs, asks, leads away or speaks', async ({ editors, strayRequests }) => {
  expect(hostileMarkdown.length).toBeGreaterThanOrEqual(100);
  await editors.evaluate(listen);
  const address = editors.url();

  for (const [index, attacks] of someOf(hostileMarkdown).entries()) {
    await showMany(editors, 'MarkdownPreview', attacks.map((attack, at) => ({ label: 'Preview', source: `before ${index} ${at}\n\n${attack}` })));
    for (const at of attacks.keys()) await expect(editors.getByText(`before ${index} ${at}`, { exact: true })).toBeAttached();
    const links = await editors.locator('main a').evaluateAll((found) => found.map((link) => link.getAttribute('href')));
    expect(links.filter((href) => href !== null && !/^(?:https:|mailto:)/u.test(href)), attacks.join('\n')).toEqual([]);
    expect(await editors.locator('main :is(script, iframe, object, embed, form, style, svg, video, img[src]:not([src^="data:image/"]))').count(), attacks.join('\n')).toBe(0);
  }

  expect(await editors.evaluate(hits)).toEqual([]);
  expect(strayRequests).toEqual([]);
  expect(editors.url()).toBe(address);
});

test('a preview of HTML says what it left out, and nothing where nothing was', async ({ editors }) => {
  await show(editors, 'HtmlPreview', { title: 'Page', source: '<h1 onclick="x()">Hi</h1><style>p{}</style><script>1</script><a href="https://example.org">there</a>' });

  await expect(editors.getByRole('note')).toHaveText('Left out of the preview: 1 script, 1 event handler, 1 style of its own. The document itself is unchanged.');
  await expect(editors.frameLocator('iframe').getByTitle('https://example.org')).toHaveText('there');

  await show(editors, 'HtmlPreview', { title: 'Page', source: '<h1>Plain</h1><img alt="dot" src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==">' });

  await expect(editors.frameLocator('iframe').getByRole('img', { name: 'dot' })).toBeAttached();
  await expect(editors.getByRole('note')).toHaveCount(0);
  expect(await lastTold(editors)).toBeUndefined();
});

test('of a long Markdown text only what is near is drawn', async ({ editors }) => {
  const source = Array.from({ length: 3000 }, (_, index) => `## Part ${index}\n\nWords of part ${index} of a long text.\n`).join('\n');
  await show(editors, 'MarkdownPreview', { label: 'Preview', source });
  await expect(editors.getByRole('heading', { name: 'Part 0', exact: true })).toBeVisible();
  await expect.poll(async () => editors.locator('[data-line]').count(), { timeout: 20_000 }).toBeGreaterThan(140);
  expect(await editors.getByRole('heading').count()).toBeLessThan(500);

  await show(editors, 'MarkdownPreview', { label: 'Preview', source, line: 4 * 2500 + 1 });
  await expect(editors.getByRole('heading', { name: 'Part 2500', exact: true })).toBeInViewport();
  await editors.getByRole('group', { name: 'Preview' }).press('End');
  await expect(editors.getByRole('heading', { name: 'Part 2999', exact: true })).toBeInViewport();
});

test('Markdown is drawn as it is written, and follows the line of the editor', async ({ editors }) => {
  const text = Array.from({ length: 200 }, (_, index) => `## Part ${index}\n\nWords of *part* ${index} &amp; more.\n`).join('\n');
  await show(editors, 'MarkdownPreview', { label: 'Preview', source: text });
  await expect(editors.getByRole('heading', { name: 'Part 0', exact: true })).toBeVisible();
  await expect(editors.getByText('Words of part 0 & more.')).toBeVisible();

  await show(editors, 'MarkdownPreview', { label: 'Preview', source: `${text}\n## The end\n`, line: 201 });

  await expect(editors.getByRole('heading', { name: 'Part 50', exact: true })).toBeInViewport();
  await expect(editors.getByRole('heading', { name: 'The end' })).toBeAttached();

  await show(editors, 'MarkdownPreview', { label: 'Preview', source: `\`\`\`sh\n${'wide '.repeat(400)}\n\`\`\`\n\n| ${'wide | '.repeat(60)}\n|${'---|'.repeat(60)}\n` });

  await editors.getByRole('group', { name: 'Code' }).focus();
  await expect(editors.getByRole('group', { name: 'Code' })).toBeFocused();
  await expectAccessible(editors);
});

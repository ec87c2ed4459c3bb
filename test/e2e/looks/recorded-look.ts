import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, type Page, test } from '@playwright/test';

/** Whether the pictures of this run are compared with the recorded ones: they can be the same only where letters are drawn the same. */
export async function isComparable(page: Page): Promise<boolean> {
  const here = await surroundingsOf(page);
  const path = test.info().snapshotPath('made-in.json', { kind: 'screenshot' });
  if (isRecording()) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${JSON.stringify(here, undefined, 2)}\n`);
  }
  const isSame = existsSync(path) && JSON.stringify(here) === JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
  if (!isSame) test.info().annotations.push({ type: 'pictures', description: 'Not compared: another browser, or other fonts, than they were recorded with.' });
  return isSame;
}

function isRecording(): boolean {
  return ['all', 'changed'].includes(test.info().config.updateSnapshots);
}

/** The browser, and how it draws letters in the fonts of the product. */
async function surroundingsOf(page: Page): Promise<Readonly<Record<string, string>>> {
  return page.evaluate(async () => {
    const board = document.createElement('canvas');
    [board.width, board.height] = [700, 120];
    const context = board.getContext('2d');
    if (context === null) throw new Error('Nothing can be drawn here.');
    const style = getComputedStyle(document.documentElement);
    const widths = ['--font-text', '--font-code'].flatMap((font, row) => ['13px', '600 13px'].map((size, column) => {
      context.font = `${size} ${style.getPropertyValue(font)}`;
      const words = 'Review → Publish 0123456789 “Überprüfen”';
      context.fillText(words, 0, 24 + (row * 2 + column) * 26);
      return context.measureText(words).width.toFixed(2);
    }));
    const pixels = await crypto.subtle.digest('SHA-256', context.getImageData(0, 0, board.width, board.height).data);
    return {
      browser: /Chrome\/\d+/u.exec(navigator.userAgent)?.[0] ?? navigator.userAgent,
      widths: widths.join(' '),
      letters: [...new Uint8Array(pixels).slice(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    };
  });
}

/** What holds wherever the page is shown: parts stand within the window, words of transitions beside nodes, and no words are cut off. */
export async function expectWellLaid(page: Page, view: string): Promise<void> {
  const found = await page.evaluate(() => {
    const shown = (selector: string): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)].filter((each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && each.closest('[inert]') === null);
    const wordsOf = (each: Element): string => (each.getAttribute('aria-label') ?? each.textContent).trim().slice(0, 60);
    const outside = shown('header, main, footer, aside, nav, [role=dialog], [role=alertdialog], [role=toolbar]').filter((each) => {
      const { left, right, width } = each.getBoundingClientRect();
      return width > 0 && (left < -1 || right > innerWidth + 1);
    });
    const boxes = shown('.react-flow__node-step').map((node) => ({ node, box: node.getBoundingClientRect() }));
    // What holds other nodes may have words of theirs in it.
    const nodes = boxes.filter(({ box }) => !boxes.some((other) => other.box !== box && other.box.left >= box.left && other.box.right <= box.right && other.box.top >= box.top && other.box.bottom <= box.bottom));
    const overlap = (one: DOMRect, other: DOMRect): number => Math.min(Math.min(one.right, other.right) - Math.max(one.left, other.left), Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top));
    const covered = shown('.react-flow__edgelabel-renderer [class*=pill]').flatMap((pill) => nodes.filter(({ box }) => overlap(pill.getBoundingClientRect(), box) > 3).map(({ node }) => `${wordsOf(pill)} on ${wordsOf(node)}`));
    const cut = shown('button, [role=tab], h1, h2, label, th').filter((each) => {
      const { overflowX, textOverflow } = getComputedStyle(each);
      return each.clientWidth > 1 && overflowX === 'hidden' && textOverflow !== 'ellipsis' && each.scrollWidth > each.clientWidth + 1;
    });
    return { outside: outside.map(wordsOf), covered, cut: cut.map(wordsOf), wider: Math.max(0, document.documentElement.scrollWidth - innerWidth) };
  });
  expect(found, view).toEqual({ outside: [], covered: [], cut: [], wider: 0 });
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Measure } from '../measure.ts';

const folder = join(import.meta.dirname, '../../dist/renderer');
const most = 350;

/** The scripts a page has before it shows anything: those its markup names, and what they import by themselves. */
function initialScripts(): ReadonlySet<string> {
  const scripts = new Set<string>();
  const take = (path: string): void => {
    if (scripts.has(path)) return;
    scripts.add(path);
    for (const [, name = ''] of readFileSync(join(folder, path), 'utf8').matchAll(/(?:^|[;}\n])(?:import|export)(?:[^"'()`;]*\bfrom)?\s*["']\.\/([\w.-]+\.js)["']/gu)) take(join('assets', name));
  };
  for (const [, path = ''] of readFileSync(join(folder, 'index.html'), 'utf8').matchAll(/(?:src|href)="(?:\.?\/)?(assets\/[\w.-]+\.js)"/gu)) take(path);
  return scripts;
}

/** What the built page loads at first, packed as it is sent; a number of bytes, the same wherever it is built. */
export const initialJavascript: Measure = {
  name: 'designer canvas and all screens: JavaScript at first, packed',
  goal: `≤ ${most} kB`,
  async measure() {
    const sizes = [...initialScripts()].map((path) => gzipSync(readFileSync(join(folder, path))).length);
    const kilobytes = Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1024);
    return { against: `${sizes.length} files`, product: `${kilobytes} kB`, result: `${kilobytes} kB`, met: sizes.length > 0 && kilobytes <= most };
  },
};

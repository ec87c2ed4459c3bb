import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import type { Plugin } from 'vite';

const worker = 'service-worker.js';
/** Stand beside the page and are none of its files: the worker itself, and what the desktop program shows beside the clock. */
const besides: readonly string[] = [worker, 'tray.png'];

/** Drawings of the page, and the pictures of them that browsers ask for where a program is installed. */
const pictures = [
  { drawing: 'icon.svg', width: 192, file: 'icon-192.png' },
  { drawing: 'icon.svg', width: 512, file: 'icon-512.png' },
  { drawing: 'icon-full.svg', width: 512, file: 'icon-full-512.png' },
  { drawing: 'icon-full.svg', width: 180, file: 'icon-full-180.png' },
] as const;

/** Draws the product's mark in the sizes its manifest names, tells the service worker which files the page is made of, and both which build they are. */
export function installablePage(): Plugin {
  return {
    name: 'aiwm:installable-page',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    async writeBundle({ dir = '' }) {
      for (const { drawing, width, file } of pictures) {
        const drawn = new Resvg(await readFile(path.join(dir, drawing), 'utf8'), { fitTo: { mode: 'width', value: width } }).render();
        await writeFile(path.join(dir, file), drawn.asPng());
      }
      await nameBuild(dir);
    },
  };
}

/** One name for all files together: the page carries it, and the worker, which knows by it whether a page is of its build. */
async function nameBuild(directory: string): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !besides.includes(entry.name) && !entry.name.endsWith('.map')).map((entry) => path.join(entry.parentPath, entry.name)).toSorted();
  const digest = createHash('sha256');
  for (const file of files) digest.update(file.slice(directory.length)).update(await readFile(file));
  const version = digest.digest('hex').slice(0, 16);
  const addresses = files.map((file) => `/${path.relative(directory, file).split(path.sep).join('/')}`).map((address) => (address === '/index.html' ? '/' : address));
  const program = path.join(directory, worker);
  await writeFile(program, `const shellFiles = ${JSON.stringify(addresses)}, shellVersion = ${JSON.stringify(version)};\n${await readFile(program, 'utf8')}`);
  const page = path.join(directory, 'index.html');
  await writeFile(page, (await readFile(page, 'utf8')).replace('<html lang="en">', `<html lang="en" data-build="${version}">`));
}

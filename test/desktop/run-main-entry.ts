/**
 * Runs the real entry of the desktop program on plain Node: `electron` is a module that records, the built page a folder
 * with one file. Prints what was recorded, as JSON.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { recorded } from './electron-stand-in.ts';

const dist = await mkdtemp(path.join(tmpdir(), 'aiwm-dist-'));
const page = path.join(dist, 'dist', 'renderer');
const standIn = new URL('electron-stand-in.ts', import.meta.url).href;
const productFiles = new URL('../../src/core/app/product-files.ts', import.meta.url).href;
const ownPage = `export * from ${JSON.stringify(`${productFiles}?real`)}; export function rendererDirectory() { return ${JSON.stringify(page)}; }`;

registerHooks({
  resolve(specifier, context, next) {
    return specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context);
  },
  load(url, context, next) {
    return url === productFiles ? { format: 'module', source: ownPage, shortCircuit: true } : next(url, context);
  },
});

await mkdir(page, { recursive: true });
await writeFile(path.join(page, 'index.html'), '<!doctype html>');
const hostFile = path.join(process.env['AIWM_HOME'] ?? '', 'host.json');

await import('../../src/main/main.ts');
const [window] = recorded.windows;
const before = [...recorded.order];
const said: unknown = JSON.parse(await readFile(hostFile, 'utf8'));
const hostListens = typeof said === 'object' && said !== null && 'address' in said && 'token' in said;

recorded.app.emit('will-quit', { preventDefault: () => undefined });
while (recorded.exits.length === 0) await new Promise((resolve) => { setImmediate(resolve); });
await rm(dist, { recursive: true, force: true });

process.stdout.write(`${JSON.stringify({
  order: before,
  preferences: window?.options.webPreferences,
  loaded: window?.loaded,
  permissions: [...recorded.session.keys()].toSorted(),
  errors: recorded.errors,
  hostListens,
  channels: [...recorded.ipcMain.eventNames().map(String), ...recorded.invoked.keys()].toSorted(),
  exits: recorded.exits,
  hostFileGone: !existsSync(hostFile),
})}\n`);

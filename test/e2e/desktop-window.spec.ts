import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron as electron, expect, test } from '@playwright/test';

/** The real program in Electron itself; where its binary is not, nothing of this is proven. */
const root = path.join(import.meta.dirname, '..', '..');
const installed = path.join(root, 'node_modules', 'electron');
const named = path.join(installed, 'path.txt');
const binary = existsSync(named) ? path.join(installed, 'dist', readFileSync(named, 'utf8')) : undefined;
test.skip(binary === undefined || !existsSync(binary), 'Electron’s binary is not here');

test('opens its window on its own scheme, makes documents, has the algorithms of the vault, and quits in order', async () => {
  const home = await mkdtemp(path.join(tmpdir(), 'aiwm-window-'));
  const program = await electron.launch({ executablePath: binary ?? '', args: [root], env: { ...process.env, AIWM_HOME: home, AIWM_KEYCHAIN: 'off' } });
  const window = await program.firstWindow();

  await expect(window.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  expect(window.url()).toMatch(/^app:\/\/aiwm\//u);
  expect(await window.evaluate(() => [Reflect.get(globalThis, 'require'), Reflect.get(globalThis, 'process'), Object.keys((Reflect.get(globalThis, 'aiwm') as object | undefined) ?? {})])).toEqual([undefined, undefined, ['kind', 'copy']]);
  // Electron's cryptography is another than Node's.
  expect(await program.evaluate(() => {
    const crypto = process.getBuiltinModule('node:crypto');
    const cipher = crypto.createCipheriv('aes-256-gcm', crypto.randomBytes(32), crypto.randomBytes(12));
    cipher.final();
    const { privateKey } = crypto.generateKeyPairSync('ed25519');
    return [cipher.getAuthTag().length, crypto.createHmac('sha256', 'k').update('x').digest().length, crypto.hkdfSync('sha256', 'k', 's', 'i', 32).byteLength, crypto.sign(null, Buffer.from('x'), privateKey).length];
  })).toEqual([16, 32, 32, 64]);
  await window.evaluate(() => { location.hash = '/settings/system'; });
  // Its checks build a document of every kind, in a process of Electron's.
  await expect(window.getByText('markdown, html, docx, pdf')).toBeVisible({ timeout: 60_000 });

  await program.evaluate(({ app }) => { app.quit(); });
  await program.waitForEvent('close');
  expect(existsSync(path.join(home, 'host.json'))).toBe(false);
  await rm(home, { recursive: true, force: true });
});

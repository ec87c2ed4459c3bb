import { chmodSync, openSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeVaultPassword } from '../../../src/core/app/vault-password.ts';

let folder = '';
let file = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'aiwm-password-'));
  file = path.join(folder, 'password');
  await writeFile(file, 'from the file\n', { mode: 0o600 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the master password of a program without a terminal', () => {
  it('is taken from a descriptor before a file, and from a file before the variable', async () => {
    const environment = { AIWM_VAULT_PASSWORD_FILE: file, AIWM_VAULT_PASSWORD: 'from the variable' };
    const other = path.join(folder, 'other');
    await writeFile(other, 'from the descriptor\n');
    // The one who is given it closes it.
    const second = openSync(other, 'r');
    expect(await takeVaultPassword({ descriptor: second, environment: { ...environment } })()).toBe('from the descriptor');
    expect(await takeVaultPassword({ environment: { ...environment } })()).toBe('from the file');
    expect(await takeVaultPassword({ environment: { AIWM_VAULT_PASSWORD: 'from the variable' } })()).toBe('from the variable');
    expect(await takeVaultPassword({ environment: {} })()).toBeUndefined();
  });

  it('is gone from the environment at once, and handed out once', async () => {
    const environment: NodeJS.ProcessEnv = { AIWM_VAULT_PASSWORD: 'once', OTHER: 'stays' };
    const password = takeVaultPassword({ environment });
    expect(environment).toEqual({ OTHER: 'stays' });
    expect([await password(), await password()]).toEqual(['once', undefined]);
  });

  it.skipIf(process.platform === 'win32')('is not taken from a file others may read, unless systemd handed it over', async () => {
    chmodSync(file, 0o640);
    await expect(async () => takeVaultPassword({ environment: { AIWM_VAULT_PASSWORD_FILE: file } })()).rejects.toMatchObject({ code: 'precondition_failed', next: expect.stringContaining('chmod 600') });
    expect(await takeVaultPassword({ environment: { AIWM_VAULT_PASSWORD_FILE: file, CREDENTIALS_DIRECTORY: folder } })()).toBe('from the file');
    chmodSync(file, 0o600);
    await expect(async () => takeVaultPassword({ environment: { AIWM_VAULT_PASSWORD_FILE: path.join(folder, 'not-there') } })()).rejects.toMatchObject({ code: 'precondition_failed' });
    await expect(async () => takeVaultPassword({ descriptor: 999, environment: {} })()).rejects.toMatchObject({ code: 'usage' });
  });
});

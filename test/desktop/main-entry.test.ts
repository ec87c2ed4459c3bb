import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const runner = fileURLToPath(new URL('./run-main-entry.ts', import.meta.url));

let dataDirectory: string;
afterEach(() => rm(dataDirectory, { recursive: true, force: true }));

describe('the entry of the desktop program', () => {
  it('starts the shell on plain Node with everything hardened, becomes the host and quits cleanly', async () => {
    dataDirectory = await mkdtemp(path.join(tmpdir(), 'aiwm-entry-'));

    const { stdout } = await run(process.execPath, [runner], { env: { ...process.env, AIWM_HOME: dataDirectory }, timeout: 100_000 });

    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({
      order: ['enableSandbox', 'schemes', 'lock', 'ready', 'window'],
      preferences: expect.objectContaining({ contextIsolation: true, sandbox: true, webSecurity: true, nodeIntegration: false, preload: expect.stringMatching(/dist[\\/]preload[\\/]preload\.js$/u) }),
      loaded: ['app://aiwm/'],
      permissions: ['onBeforeRequest', 'setDevicePermissionHandler', 'setDisplayMediaRequestHandler', 'setPermissionCheckHandler', 'setPermissionRequestHandler'],
      errors: [],
      hostListens: true,
      channels: ['aiwm:choose-server', 'aiwm:copy', 'aiwm:server', 'aiwm:want-port'],
      exits: [0],
      hostFileGone: true,
    });
  });
});

import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../../src/core/app/app.ts';
import { runCommandLine } from '../../../src/cli/command-line.ts';
import { startHttpServer } from '../../../src/server/http-server.ts';
import { openSampleHost } from '../../contracts/fixture/sample-host.ts';
import { createTestTerminal } from './test-terminal.ts';

let host: Host;
let server: Awaited<ReturnType<typeof startHttpServer>>;
let outside: string;
beforeAll(async () => {
  host = await openSampleHost();
  server = await startHttpServer(host, { port: 0 });
  outside = await realpath(await mkdtemp(path.join(tmpdir(), 'aiwm-outside-')));
  await writeFile(path.join(outside, 'f'), 'outside');
});
afterAll(async () => {
  await server.close();
  await host.close();
  await rm(outside, { recursive: true, force: true });
});

async function aiwm(...argv: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const terminal = createTestTerminal({ cwd: host.dataDirectory, environment: { AIWM_HOME: host.dataDirectory } });
  return { code: await runCommandLine(argv, terminal), ...terminal.printed };
}

describe('a script learns from the exit code', () => {
  it('that an allowed directory is not as it should be, and that all are again', async () => {
    const gone = path.join(outside, 'soon-gone');
    await mkdir(gone);
    await aiwm('filesandbox', 'add', gone);
    expect(await aiwm('filesandbox', 'verify')).toMatchObject({ code: 0 });
    await rm(gone, { recursive: true });

    for (const flags of [[], ['--json']]) expect(await aiwm('filesandbox', 'verify', ...flags)).toMatchObject({ code: 9, out: expect.stringContaining(gone) });

    await aiwm('filesandbox', 'remove', gone);
    expect(await aiwm('filesandbox', 'verify')).toMatchObject({ code: 0 });
  });

  it('that a path may not be used, whichever command it asks', async () => {
    const file = path.join(outside, 'f');

    expect(await aiwm('filesandbox', 'check', file)).toMatchObject({ code: 4 });
    expect(await aiwm('files', 'resolve', file)).toMatchObject({ code: 4, out: expect.stringContaining(file) });
    expect(await aiwm('files', 'resolve', 'later.csv', '--access', 'write')).toMatchObject({ code: 0 });
  });
});

describe.skipIf(process.platform === 'win32')('a link that leads out', () => {
  it('is refused with the real place', async () => {
    const link = path.join(host.dataDirectory, 'files', 'alias');
    await symlink(path.join(outside, 'f'), link);

    const { code, err } = await aiwm('filesandbox', 'check', link, '--json');

    expect(code).toBe(4);
    expect(JSON.parse(err)).toMatchObject({ code: 'path_denied', data: { path: link, realPath: path.join(outside, 'f'), access: 'read' }, next: expect.stringContaining(`filesandbox add "${outside}"`) });
  });
});

describe('a name that is taken', () => {
  it('is told with the option that replaces it', async () => {
    const source = path.join(host.dataDirectory, 'files', 'report.md');
    await writeFile(source, '# One\n');
    await writeFile(path.join(host.dataDirectory, 'files', 'report.txt'), 'another');

    expect(await aiwm('docs', 'convert', source, '--to', 'txt')).toMatchObject({ code: 6, err: expect.stringContaining('--overwrite') });
  });
});

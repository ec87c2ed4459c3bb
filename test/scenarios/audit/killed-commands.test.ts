import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditFilter } from '../../../src/core/domain/ports/audit-repository.ts';
import { verifyAudit } from '../../../src/core/domain/services/verify-audit.ts';
import { prepareDataDirectory } from '../../../src/core/storage/data-directory.ts';
import { openLocalSqlite } from '../../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { fixtureSamples } from '../../contracts/fixture/sample-host.ts';
import { freshHome } from '../cli/aiwm-process.ts';
import type { AuditedCommand } from './audited-process.ts';

let home: string;
beforeEach(async () => {
  home = await freshHome();
});
afterEach(() => rm(path.dirname(home), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));

/** Answers the signal that ended it, if one did. */
async function give(command: Omit<AuditedCommand, 'home' | 'samples'>): Promise<unknown> {
  const given: AuditedCommand = { home, samples: fixtureSamples, ...command };
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'audited-process.ts'), JSON.stringify(given)], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code, signal] = (await once(child, 'exit')) as unknown[];
  return signal ?? code;
}

async function kept(filter: AuditFilter) {
  const { generation } = await prepareDataDirectory(home);
  const data = await openLocalSqlite({ directory: generation, readonly: true });
  try {
    const [rows, runs] = [await data.audit.list({ ...filter, limit: 10 }), await data.runs.list({ limit: 10 })];
    expect((await verifyAudit(data.audit)).fault).toBeUndefined();
    return { rows, runs: runs.length, made: await data.workflows.find('made') };
  } finally {
    await data.close();
  }
}

describe('a host that is killed', () => {
  it.each([{ writesBeside: false }, { writesBeside: true }])('once a run has begun has the row of the command that began it ($writesBeside: a thread writes)', async ({ writesBeside }) => {
    const input = { workflow: 'approval', input: { topic: 'Holiday plan' } };

    expect(await give({ operation: 'runs.start', input, dieAfter: 'commit', writesBeside })).toBe('SIGKILL');

    expect(await kept({ operation: 'runs.start' })).toMatchObject({ runs: 1, rows: [{ outcome: 'ok', correlationId: 'the-command' }] });
  });

  it.each([{ dieAfter: 'begin', isMade: false }, { dieAfter: 'create', isMade: true }] as const)('in the middle of another command is told of by the next host: after "$dieAfter"', async ({ dieAfter, isMade }) => {
    expect(await give({ operation: 'workflows.create', input: { name: 'Made' }, dieAfter })).toBe('SIGKILL');
    expect(await give({ operation: 'workflows.create', input: { name: 'Another' } })).toBe(0);

    const { rows, made } = await kept({ operation: 'workflows.create' });
    expect(rows).toMatchObject([{ outcome: 'ok', input: { name: 'Another' } }, { outcome: 'interrupted', input: { name: 'Made' }, correlationId: 'the-command' }]);
    expect(made !== undefined).toBe(isMade);
  });
});

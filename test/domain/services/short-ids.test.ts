import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import { openMemoryHost, processClient } from '../../contracts/fixture/sample-host.ts';
import { failureOf } from './failure-of.ts';

let host: Host;
let client: AppClient;
let runs: readonly string[];
beforeAll(async () => {
  host = await openMemoryHost();
  client = processClient(host.app);
  const { slug } = await client.workflows.create({ name: 'Nothing' });
  runs = [(await client.runs.start({ workflow: slug, draft: true })).id, (await client.runs.start({ workflow: slug, draft: true })).id];
  await host.app.idle();
});
afterAll(() => host.close());

describe('a run is named by a part of its id', () => {
  it('by its end, which screens show, or by a beginning that only it has', async () => {
    for (const id of runs) {
      expect((await client.runs.get({ id: id.slice(-8) })).id).toBe(id);
      expect((await client.runs.events({ id: id.slice(-6).toUpperCase() })).items[0]?.runId).toBe(id);
      expect((await client.runs.why({ id: id.slice(0, 30) })).id).toBe(id);
    }
  });

  it('not by a part that more than one has, nor by one that is too short to mean anything', async () => {
    const id = runs[0] ?? '';

    expect(await failureOf(client.runs.get({ id: id.slice(0, 6) }))).toMatchObject({ code: 'input_invalid', message: expect.stringContaining('more than one run') });
    expect(await failureOf(client.runs.get({ id: id.slice(-5) }))).toMatchObject({ code: 'not_found' });
    expect(await failureOf(client.runs.get({ id: '%%%%%%' }))).toMatchObject({ code: 'not_found' });
  });
});

describe('a workflow that is not there', () => {
  it('is answered with the one that was most likely meant', async () => {
    expect(await failureOf(client.workflows.get({ id: 'aproval' }))).toMatchObject({ code: 'not_found', next: expect.stringContaining('Did you mean "approval"?') });
    expect((await failureOf(client.workflows.get({ id: 'nothing-like-it' }))).next).not.toContain('Did you mean');
  });
});

describe('a version is named with its workflow', () => {
  it('for an export as for a comparison', async () => {
    expect(await client.workflows.export({ id: 'approval@1' })).toMatchObject({ status: 'published' });
    expect(await client.workflows.export({ id: 'approval@published' })).toMatchObject({ status: 'published' });
    expect(await client.workflows.export({ id: 'approval@draft' })).toMatchObject({ status: 'draft' });
    expect(await failureOf(client.workflows.export({ id: 'approval@newest' }))).toMatchObject({ code: 'input_invalid' });
  });
});

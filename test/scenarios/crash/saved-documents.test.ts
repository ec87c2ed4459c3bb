import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFormatterSet } from '../../../src/core/files/formatters/formatters.ts';
import { openLocalSqlite } from '../../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { registryOver } from '../../support/documents-of-runs.ts';
import { oneDocument } from './crash-definitions.ts';
import { CrashSite } from './crash-site.ts';

describe('a host killed after a step saved a document and before its journal knows', () => {
  let site: CrashSite;
  beforeEach(async () => { site = await CrashSite.open(); });
  afterEach(() => site.close());

  it('leaves what was saved since as it is, and tells the step what it made, even where that revision went by now', async () => {
    const first = await site.host({ dieAtDocument: true });
    // A document that is named as it is written would be locked until the step is over.
    first.tell({ do: 'start', key: 'the-run', definition: oneDocument('{{ "Saved" }}', 'by the run'), inputs: { url: site.witness.url } });
    await first.exited;

    const data = await openLocalSqlite({ directory: site.directory });
    const { registry } = registryOver(data, { formatters: createFormatterSet(), documentRevisions: 1 });
    const made = await registry.find('Saved');
    const [run] = await data.runs.list({ limit: 1 });
    const changed = await registry.save(made, { expected: 1, bytes: new TextEncoder().encode('by a person') }, { author: { kind: 'user', id: 'local' }, note: '', override: true });
    expect((await data.documents.revisions(made.id)).map(({ number }) => number)).toEqual([2]);
    await data.close();
    if (run === undefined) throw new Error('The run was not begun.');

    const host = await site.host();
    expect(await host.ask({ do: 'settle', runId: run.id })).toMatchObject({ status: 'completed' });
    await host.ask({ do: 'close' });

    const events = await site.journal(run.id);
    expect(events.filter(({ type }) => type === 'effect_completed')).toMatchObject([{ payload: { output: { id: made.id, revision: 1, sha256: made.newest.sha256 } } }]);
    const after = await openLocalSqlite({ directory: site.directory, readonly: true });
    expect((await after.documents.get(made.id))?.newest).toEqual(changed.newest);
    await after.close();
  });
});

import { describe, expect, it } from 'vitest';
import { failureOf } from './failure-of.ts';
import { memoryHost } from '../../contracts/fixture/host-of-file.ts';

const { client } = await memoryHost();

/** A workflow with so many published versions. */
async function published(name: string, versions: number): Promise<string> {
  const { slug } = await client.workflows.create({ name, template: 'blank' });
  for (let number = 1; number <= versions; number += 1) {
    await client.workflows.edit({ id: slug, edits: [{ kind: 'set', at: 'workflow', path: ['limits', 'maxTransitions'], value: number + 10 }] });
    await client.workflows.publish({ id: slug, note: `Note ${number}` });
  }
  return slug;
}

describe('older versions', () => {
  it('go beyond the number that is kept, but none that a run or a call needs; the history shows what went', async () => {
    const slug = await published('Often published', 14);
    await client.runs.start({ workflow: slug, version: 2 });
    await client.workflows.create({ name: 'Caller', definition: { format: 'aiwm.workflow/1', name: 'Caller', root: { id: 'root', nodes: [{ id: 'call', type: 'subWorkflow', config: { workflow: slug, version: 3 } }] } } });

    const told = await client.workflows.prune({ id: slug, keep: 10, dryRun: true });

    expect(told).toMatchObject({
      dryRun: true, keep: 10,
      items: [{ workflow: slug, version: 4 }, { workflow: slug, version: 1, note: 'Note 1' }],
      needed: [{ version: 3, because: 'called', by: ['caller'] }, { version: 2, because: 'run', by: [] }],
    });
    expect((await client.workflows.history({ id: slug })).items).toHaveLength(14);
    expect(await client.workflows.prune({ id: slug, keep: 10 })).toEqual({ ...told, dryRun: false });
    const history = await client.workflows.history({ id: slug });
    expect(history.items.map(({ version }) => version)).toEqual([14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 3, 2]);
    expect(history.purged).toMatchObject([{ version: 4 }, { version: 1, note: 'Note 1', purgedBy: 'user:local' }]);
    expect(await failureOf(client.workflows.restore({ id: slug, version: 4 }))).toMatchObject({ code: 'not_found' });
    expect(await client.workflows.prune({ keep: 10 })).toMatchObject({ items: [] });
  });

  it('are at least ten, and as many as the settings say', async () => {
    expect(await failureOf(client.workflows.prune({ keep: 9 }))).toMatchObject({ code: 'input_invalid' });
    expect(await client.workflows.prune({ dryRun: true })).toMatchObject({ keep: 100, items: [] });
  });
});

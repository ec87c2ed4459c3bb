import { hash, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DocumentId } from '../../src/core/domain/model/document-entry.ts';
import { RunId, type WorkflowId } from '../../src/core/domain/model/ids.ts';
import type { EffectRevision, NewDocument, NewRevision } from '../../src/core/domain/ports/document-repository.ts';
import type { CurrentPort } from './current-port.ts';
import { actor, definition, newWorkflowId, start } from './run-commit-fixture.ts';

const newId = (): DocumentId => DocumentId.parse(randomUUID());

function revision(text: string, change: Partial<NewRevision> = {}): NewRevision {
  const bytes = new TextEncoder().encode(text);
  return { at: start, author: actor, note: '', content: { sha256: hash('sha256', bytes, 'hex'), mediaType: 'text/markdown', bytes }, ...change };
}

function document(change: Partial<NewDocument> = {}): NewDocument {
  return { id: newId(), title: 'Greeting', format: 'md', role: 'document', tags: [], workflows: [], createdAt: start, ...change };
}

function effect(effectKey: string): Pick<EffectRevision, 'madeBy'> {
  return { madeBy: { runId: RunId.parse(randomUUID()), effectKey } };
}

/** Documents with their revisions. */
export function describeDocumentRows(current: CurrentPort): void {
  const workflow = async (slug: string): Promise<WorkflowId> =>
    (await current().workflows.create({ id: newWorkflowId(), slug, name: slug, description: '', createdAt: start, updatedAt: start, archived: false, origin: 'cli' }, { definition: definition(slug), hash: '1'.repeat(64), attachments: { files: [] } })).id;
  const textOf = async (sha256: string): Promise<string> => new TextDecoder().decode(await current().blobs.read(sha256));
  const saved = (id: DocumentId, expected: number, { text, keep = 100, spared = [] }: { readonly text: string; readonly keep?: number; readonly spared?: readonly number[] }) => current().documents.save({ id, expected, keep, spared, ...revision(text, { at: start + expected }) });

  describe('a document', () => {
    it('begins with a first revision, whose bytes are kept', async () => {
      const made = await current().documents.create(document({ tags: ['a', 'b'], role: 'template' }), revision('# Hello'));

      expect(made).toMatchObject({ title: 'Greeting', role: 'template', tags: ['a', 'b'], usage: 0, newest: { number: 1, bytes: 7, author: actor } });
      expect(await current().documents.get(made.id)).toEqual(made);
      expect(await current().documents.named('Greeting')).toEqual([made]);
      expect(await textOf(made.newest.sha256)).toBe('# Hello');
    });

    it('takes a save of whoever knows its newest revision, and refuses another with the number there is', async () => {
      const { id } = await current().documents.create(document(), revision('one'));

      expect((await saved(id, 1, { text: 'two' })).newest.number).toBe(2);
      await expect(saved(id, 1, { text: 'three' })).rejects.toMatchObject({ code: 'conflict', data: { revision: 2, expectedRevision: 1 } });

      expect((await current().documents.revisions(id)).map(({ number }) => number)).toEqual([2, 1]);
      expect(await current().documents.revision(id, 1)).toMatchObject({ number: 1, bytes: 3 });
      expect(await current().documents.revision(id, 3)).toBeUndefined();
    });

    it('lets one of two writers win, whichever comes first', async () => {
      const { id } = await current().documents.create(document(), revision('one'));

      const outcomes = await Promise.allSettled([saved(id, 1, { text: 'left' }), saved(id, 1, { text: 'right' })]);

      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect((await current().documents.get(id))?.newest.number).toBe(2);
    });

    it('keeps so many revisions, and the pinned one besides; what only those had that went is swept', async () => {
      const { id } = await current().documents.create(document(), revision('pinned'));
      await current().documents.update(id, { pinnedRevision: 1 }, start);
      await saved(id, 1, { text: 'goes' });
      const gone = await current().documents.revision(id, 2);
      await saved(id, 2, { text: 'stays', keep: 2 });
      await saved(id, 3, { text: 'newest', keep: 2 });
      await current().history.sweep(start);

      expect((await current().documents.revisions(id)).map(({ number }) => number)).toEqual([4, 3, 1]);
      expect(await current().documents.get(id)).toMatchObject({ removedRevisions: 1, pinnedRevision: 1 });
      await expect(current().blobs.read(gone?.sha256 ?? '')).rejects.toMatchObject({ code: 'not_found' });
      expect(await textOf((await current().documents.revision(id, 1))?.sha256 ?? '')).toBe('pinned');
    });

    it('keeps revisions that somebody needs, however old they are', async () => {
      const { id } = await current().documents.create(document(), revision('first'));
      await saved(id, 1, { text: 'second' });
      await saved(id, 2, { text: 'third', keep: 1, spared: [1] });
      await saved(id, 3, { text: 'fourth', keep: 1, spared: [1, 7] });

      expect((await current().documents.revisions(id)).map(({ number }) => number)).toEqual([4, 1]);
    });

    it('changes in what is known of it alone', async () => {
      const schema = await current().documents.create(document({ title: 'Schema', format: 'json' }), revision('{}'));
      const { id } = await current().documents.create(document({ schema: schema.id }), revision('x'));

      expect(await current().documents.update(id, { title: 'New', tags: ['x'] }, start + 9)).toMatchObject({ title: 'New', tags: ['x'], schema: schema.id, modifiedAt: start + 9 });
      expect((await current().documents.schemaOf(schema.id)).map((row) => row.id)).toEqual([id]);
      await expect(current().documents.remove(schema.id)).rejects.toMatchObject({ code: 'conflict' });
      expect(await current().documents.update(id, { schema: null }, start)).not.toHaveProperty('schema');
      await expect(current().documents.update(id, { pinnedRevision: 7 }, start)).rejects.toMatchObject({ code: 'not_found' });
      await expect(current().documents.update(newId(), {}, start)).rejects.toMatchObject({ code: 'not_found' });
    });

    it('is removed with its bytes, unless another has the same', async () => {
      const one = await current().documents.create(document(), revision('shared'));
      const two = await current().documents.create(document(), revision('shared'));

      expect([await current().documents.remove(one.id), await current().documents.remove(one.id)]).toEqual([true, false]);
      await current().history.sweep(start);
      expect(await textOf(two.newest.sha256)).toBe('shared');
      await current().documents.remove(two.id);
      await current().history.sweep(start);

      await expect(current().blobs.read(two.newest.sha256)).rejects.toMatchObject({ code: 'not_found' });
      expect(await current().documents.list({ limit: 10 })).toEqual([]);
    });

    it('is found by words, format, role, tag and workflow, the last changed first and page by page', async () => {
      const linked = await workflow('linked');
      const rows = [
        await current().documents.create(document({ title: 'Über Straßen', tags: ['roads'] }), revision('1', { at: start + 1 })),
        await current().documents.create(document({ title: 'Prices', format: 'csv', workflows: [linked] }), revision('2', { at: start + 2 })),
        await current().documents.create(document({ title: 'Letter', role: 'template', tags: ['Roads ahead'] }), revision('3', { at: start + 3 })),
      ] as const;
      const ids = async (filter: Parameters<ReturnType<CurrentPort>['documents']['count']>[0]) => (await current().documents.list({ ...filter, limit: 10 })).map(({ id }) => id);

      expect(await ids({})).toEqual([rows[2].id, rows[1].id, rows[0].id]);
      expect(await ids({ text: 'ROADS' })).toEqual([rows[2].id, rows[0].id]);
      expect(await ids({ text: 'über' })).toEqual([rows[0].id]);
      expect(await ids({ tag: 'roads' })).toEqual([rows[0].id]);
      expect(await ids({ format: 'csv', role: 'document', workflowId: linked })).toEqual([rows[1].id]);
      expect(await current().documents.count({ role: 'template' })).toBe(1);
      expect((await current().documents.list({ limit: 1, after: rows[2].id })).map(({ id }) => id)).toEqual([rows[1].id]);

      await current().workflows.remove(linked, 1);
      expect(await current().documents.get(rows[1].id)).toMatchObject({ workflows: [] });
    });

    it('keeps bytes that another revision of it has, when one goes', async () => {
      const { id, newest } = await current().documents.create(document(), revision('again'));
      await saved(id, 1, { text: 'between' });
      await saved(id, 2, { text: 'again', keep: 2 });
      await current().history.sweep(start);

      expect((await current().documents.revisions(id)).map(({ number }) => number)).toEqual([3, 2]);
      expect(await textOf(newest.sha256)).toBe('again');
    });

    it('knows how often runs read it', async () => {
      const { id } = await current().documents.create(document(), revision('read'));
      await current().documents.noteUse(id, start + 5);
      await current().documents.noteUse(id, start + 4);

      expect(await current().documents.get(id)).toMatchObject({ usage: 2, lastUsedAt: start + 5 });
    });

    it('is made by an effect once, whatever is saved after it and even when its revision went', async () => {
      const by = effect('key-1');
      const made = await current().documents.make(document({ title: 'Made' }), { ...revision('made'), ...by, keep: 1 });
      const { id } = made.row;
      await saved(id, 1, { text: 'by a person', keep: 1 });

      expect(made).toMatchObject({ number: 1, row: { newest: { number: 1, madeBy: by.madeBy } } });
      expect(await current().documents.revision(id, 1)).toBeUndefined();
      for (const again of [await current().documents.madeBy('key-1'), await current().documents.make(id, { ...revision('made'), ...by, keep: 1 })]) {
        expect(again).toMatchObject({ number: 1, sha256: made.sha256, row: { id, newest: { number: 2 } } });
      }
      expect((await current().documents.revisions(id)).map(({ number }) => number)).toEqual([2]);
      expect(await current().documents.madeBy('key-2')).toBeUndefined();

      await current().documents.remove(id);
      expect(await current().documents.madeBy('key-1')).toBeUndefined();
    });

    it('is one document, however many effects make the title at once; who comes later makes a revision, and equal bytes make none', async () => {
      const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((key) => current().documents.make(document({ title: 'One' }), { ...revision(key), ...effect(key), keep: 9 })));
      const [row] = await current().documents.named('One');
      const id = row?.id ?? newId();

      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
      for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'conflict', data: { id, title: 'One' } });
      expect(await current().documents.named('One')).toHaveLength(1);

      const later = await Promise.all(['d', 'e'].map((key) => current().documents.make(id, { ...revision(key), ...effect(key), keep: 9 })));
      expect(new Set(later.map(({ number }) => number))).toEqual(new Set([2, 3]));
      const newest = (await current().documents.revision(id, 3)) ?? { sha256: '' };
      const same = await current().documents.make(id, { ...revision(await textOf(newest.sha256)), ...effect('f'), keep: 9 });
      expect(same).toMatchObject({ number: 3, sha256: newest.sha256 });
      await saved(id, 3, { text: 'later' });
      expect(await current().documents.madeBy('f')).toMatchObject({ number: 3, sha256: newest.sha256 });
    });

    it('keeps a large content beside the rows', async () => {
      const text = 'x'.repeat(2_000_000);
      const { newest } = await current().documents.create(document({ format: 'txt' }), revision(text));
      await current().history.sweep(start + 400 * 86_400_000);

      expect(await textOf(newest.sha256)).toBe(text);
    });
  });
}

import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { VersionId, type WorkflowId } from '../../src/core/domain/model/ids.ts';
import { keptWriteMs, keptWrites, type NewDraftSave } from '../../src/core/domain/ports/draft-save.ts';
import type { VersionRow, WorkflowRow } from '../../src/core/domain/ports/workflow-repository.ts';
import { actor, continuation, creation, definition, header, newWorkflowId, projection, start } from './run-commit-fixture.ts';
import type { CurrentPort } from './current-port.ts';

const hashes = { first: '1'.repeat(64), second: '2'.repeat(64) } as const;
const attachments = { mock: { sha256: 'c'.repeat(64), bytes: 3, mediaType: 'application/json' }, files: [{ sha256: 'e'.repeat(64), bytes: 4, mediaType: 'text/csv', name: 'weather.csv' }] };

/** Drafts and versions of workflows. */
export function describeWorkflowRows(current: CurrentPort): void {
  const created = async (slug: string, change: { readonly archived?: boolean; readonly at?: number } = {}): Promise<WorkflowRow> =>
    current().workflows.create(
      { id: newWorkflowId(), slug, name: 'Report', description: '', createdAt: change.at ?? start, updatedAt: change.at ?? start, archived: change.archived ?? false, origin: 'cli' },
      { definition: definition('Report'), hash: hashes.first, attachments },
    );
  const saved = (row: WorkflowRow, hash: string): Promise<WorkflowRow> =>
    current().workflows.saveDraft(row.id, { definition: definition('Changed'), hash, attachments: { files: [] }, name: 'Changed', description: 'd', expectedRevision: row.revision, at: start + 5, save: { kind: 'autosave', author: actor, act: 'Change it' } });

  describe('a workflow', () => {
    it('is found by id and by slug, with its draft', async () => {
      const row = await created('data-report');

      expect(row).toMatchObject({ revision: 1, draftChanged: true, archived: false });
      expect(row).not.toHaveProperty('publishedVersion');
      expect(await current().workflows.find(row.id)).toEqual(row);
      expect(await current().workflows.find('data-report')).toEqual(row);
      expect(await current().workflows.find('nothing')).toBeUndefined();
      expect(await current().workflows.draft(row.id)).toEqual({ definition: definition('Report'), hash: hashes.first, attachments, revision: 1, updatedAt: start });
    });

    it('keeps its slug to itself', async () => {
      const row = await created('data-report');
      await expect(created('data-report')).rejects.toMatchObject({ code: 'conflict', data: { workflowId: row.id } });
      expect(await current().workflows.list({ archived: false })).toHaveLength(1);
    });

    it('is found by the names it had, of which kept ones are given to no other', async () => {
      const row = await created('data-report');
      const { workflows } = current();
      const renamed = await workflows.rename(row.id, { slug: 'weekly', former: 'kept', at: start + 1 });
      expect(renamed).toEqual({ ...row, slug: 'weekly', formerSlugs: ['data-report'] });
      expect(await workflows.find('data-report')).toEqual(renamed);
      expect(await workflows.named('data-report')).toEqual(renamed);
      await expect(created('data-report'), 'a kept name leads to one workflow').rejects.toMatchObject({ code: 'conflict', data: { workflowId: row.id } });

      await workflows.rename(row.id, { slug: 'monthly', former: 'yielding', at: start + 2 });
      expect(await workflows.find('weekly'), 'a yielding name leads to it while nobody has it').toMatchObject({ id: row.id, formerSlugs: ['data-report'] });
      expect(await workflows.named('weekly')).toBeUndefined();
      const other = await created('weekly');
      expect(await workflows.find('weekly')).toEqual(other);
      await expect(workflows.rename(other.id, { slug: 'monthly', former: 'kept', at: start })).rejects.toMatchObject({ code: 'conflict' });
      await expect(workflows.rename(other.id, { slug: 'data-report', former: 'kept', at: start })).rejects.toMatchObject({ code: 'conflict' });

      expect(await workflows.rename(row.id, { slug: 'data-report', former: 'kept', at: start + 3 }), 'a name it had can be its own again').toMatchObject({ slug: 'data-report', formerSlugs: ['monthly'], revision: 1 });
      expect(await workflows.rename(row.id, { slug: 'data-report', former: 'gone', at: start + 4 })).toMatchObject({ formerSlugs: [] });
      expect(await workflows.find('monthly')).toBeUndefined();
      await workflows.remove(other.id, 1);
      expect(await workflows.find('weekly')).toBeUndefined();
    });

    it('takes the slug that follows its name, for as long as nobody chose one and it is free', async () => {
      const { workflows } = current();
      const row = await workflows.create({ id: newWorkflowId(), slug: 'untitled', slugFollows: true, name: 'Untitled', description: '', createdAt: start, updatedAt: start, archived: false, origin: 'designer' }, { definition: definition('Untitled'), hash: hashes.first, attachments });
      const named = (revision: number, slug: string): Promise<WorkflowRow> =>
        workflows.saveDraft(row.id, { definition: definition(slug), hash: hashes.second, attachments, name: slug, description: '', slug, expectedRevision: revision, at: start + revision, save: { kind: 'autosave', author: actor, act: 'Rename' } });
      expect(row).toMatchObject({ slugFollows: true, formerSlugs: [] });
      expect(await named(1, 'triage')).toMatchObject({ slug: 'triage', slugFollows: true, formerSlugs: [], revision: 2 });
      expect(await workflows.find('untitled'), 'an address somebody has open still leads to it').toMatchObject({ id: row.id });

      await created('report');
      expect(await named(2, 'report'), 'another has it').toMatchObject({ slug: 'triage', name: 'report' });
      expect(await workflows.rename(row.id, { slug: 'chosen', former: 'yielding', at: start })).toMatchObject({ slugFollows: false });
      expect(await named(3, 'later')).toMatchObject({ slug: 'chosen' });
    });

    it('is listed last changed first, archived ones apart', async () => {
      const old = await created('old', { at: start });
      const young = await created('young', { at: start + 1 });
      const away = await created('away', { archived: true });

      expect((await current().workflows.list({ archived: false })).map((row) => row.id)).toEqual([young.id, old.id]);
      expect((await current().workflows.list({ archived: true })).map((row) => row.id)).toEqual([away.id]);
      expect((await current().workflows.list()).map((row) => row.id).toSorted()).toEqual([young.id, old.id, away.id].toSorted());
      await saved(old, hashes.second);
      expect((await current().workflows.list({ archived: false })).map((row) => row.id)).toEqual([old.id, young.id]);
    });

    it('takes one of two drafts written over the same one', async () => {
      const row = await created('data-report');

      const [first, second] = await Promise.allSettled([saved(row, hashes.second), saved(row, hashes.first)]);

      expect(first).toMatchObject({ status: 'fulfilled', value: { revision: 2, name: 'Changed', description: 'd', updatedAt: start + 5 } });
      expect(second).toMatchObject({ status: 'rejected', reason: { code: 'version_conflict' } });
      expect(await current().workflows.draft(row.id)).toEqual({ definition: definition('Changed'), hash: hashes.second, attachments: { files: [] }, revision: 2, updatedAt: start + 5 });
    });

    it('keeps what its draft was like at each save, joins autosaves, and gives each number once', async () => {
      const row = await created('data-report');
      const { workflows } = current();
      const write = (revision: number, at: number, save: NewDraftSave): Promise<WorkflowRow> =>
        workflows.saveDraft(row.id, { definition: definition(`r${String(revision)}`), hash: hashes.second, attachments, name: 'Report', description: '', expectedRevision: revision, at: start + at, save });
      await write(1, 10, { kind: 'autosave', author: actor, act: 'One' });
      await write(2, 20_000, { kind: 'autosave', author: actor, act: 'Two' });
      await write(3, 90_000, { kind: 'autosave', author: actor, act: 'Three' });
      const mark = await workflows.checkpoint(row.id, { note: 'Good', author: actor, expectedRevision: 4, at: start + 91_000 });
      await write(4, 92_000, { kind: 'undo', author: actor, act: 'Undo: Three', repeats: 3 });

      expect(mark).toMatchObject({ number: 4, kind: 'checkpoint', note: 'Good', act: 'Three', revision: 4 });
      expect(await workflows.saves(row.id)).toMatchObject([
        { number: 5, kind: 'undo', repeats: 3, revision: 5, author: actor },
        { number: 4, kind: 'checkpoint' },
        { number: 3, kind: 'autosave', act: 'One · Two', revision: 3, at: start + 10 },
        { number: 1, kind: 'start', revision: 1, hash: hashes.first },
      ]);
      expect(await workflows.save(row.id, 3)).toMatchObject({ definition: definition('r2'), attachments });
      expect(await workflows.save(row.id, 2), 'what was seen under a number is not replaced by what joined it').toBeUndefined();
      expect(await workflows.save(row.id, 1)).toMatchObject({ definition: definition('Report') });
      expect(await workflows.save(row.id, 9)).toBeUndefined();
      await expect(workflows.checkpoint(row.id, { note: 'Late', author: actor, expectedRevision: 4, at: start })).rejects.toMatchObject({ code: 'version_conflict' });
      expect(await workflows.find(row.id)).toMatchObject({ revision: 5 });
      await workflows.remove(row.id, 5);
      expect(await workflows.saves(row.id)).toEqual([]);
    });

    it('knows the last writes of each writer by their names, in the order they arrived, and each once', async () => {
      const row = await created('data-report');
      const { workflows } = current();
      const named = (name: string) => ({ name, hash: hashes.second });
      const write = (revision: number, name: string, at = start): Promise<WorkflowRow> =>
        workflows.saveDraft(row.id, { definition: definition(name), hash: hashes.second, attachments, name: 'Report', description: '', expectedRevision: revision, at, save: { kind: 'autosave', author: actor, act: name }, write: named(name) });
      await write(1, 'b.1');
      await workflows.checkpoint(row.id, { note: 'Good', author: actor, expectedRevision: 2, at: start, write: named('a.1') });
      await expect(write(1, 'late.1')).rejects.toMatchObject({ code: 'version_conflict' });

      const kept = { at: start, hash: hashes.second };
      expect(await workflows.writes(row.id, ['a.1', 'late.1', 'b.1'])).toEqual([{ write: 'b.1', revision: 2, ...kept }, { write: 'a.1', revision: 2, ...kept }]);
      expect(await workflows.writes(newWorkflowId(), ['a.1'])).toEqual([]);

      const busy = keptWrites + 1;
      for (let revision = 2; revision < 2 + busy; revision += 1) await write(revision, `c.d.${String(revision)}`);
      expect((await workflows.writes(row.id, ['b.1', 'a.1', 'c.d.2', 'c.d.3'])).map((each) => each.write), 'one writer has no other forgotten').toEqual(['b.1', 'a.1', 'c.d.3']);
      await write(2 + busy, 'late.2', start + keptWriteMs);
      expect((await workflows.writes(row.id, ['b.1', 'c.d.3', 'late.2'])).map((each) => each.write), 'they are forgotten in time').toEqual(['late.2']);
      await workflows.remove(row.id, 3 + busy);
      expect(await workflows.writes(row.id, ['late.2'])).toEqual([]);
    });

    it('that does not exist is said to be missing', async () => {
      const ghost = { ...(await created('data-report')), id: newWorkflowId() };
      await expect(current().workflows.draft(ghost.id)).rejects.toMatchObject({ code: 'not_found' });
      await expect(saved(ghost, hashes.first)).rejects.toMatchObject({ code: 'not_found' });
      await expect(current().workflows.publish(version(ghost.id, 1), 1)).rejects.toMatchObject({ code: 'not_found' });
      await expect(current().workflows.remove(ghost.id, 1)).rejects.toMatchObject({ code: 'not_found' });
      expect(await current().workflows.versions(ghost.id)).toEqual([]);
    });

    it('publishes versions in order, and its draft counts as changed when its meaning is', async () => {
      const row = await created('data-report');
      const one = await current().workflows.publish(version(row.id, 1), 1);
      expect(one).toMatchObject({ publishedVersion: 1, draftChanged: false, revision: 2, updatedAt: start + 1 });

      const moved = await saved(one, hashes.first);
      expect(moved.draftChanged).toBe(false);
      const changed = await saved(moved, hashes.second);
      expect(changed).toMatchObject({ draftChanged: true, publishedVersion: 1 });

      const two = version(row.id, 2, hashes.second);
      expect(await current().workflows.publish(two, changed.revision)).toMatchObject({ publishedVersion: 2, draftChanged: false });
      expect(await current().workflows.versions(row.id)).toMatchObject([{ number: 2 }, { number: 1 }]);
      expect(await current().workflows.version(row.id, 2)).toEqual(two);
      expect(await current().workflows.version(row.id, 3)).toBeUndefined();
    });

    it('publishes neither a number out of turn nor on a stale revision', async () => {
      const row = await created('data-report');
      await expect(current().workflows.publish(version(row.id, 2), 1)).rejects.toMatchObject({ code: 'version_conflict' });
      await expect(current().workflows.publish(version(row.id, 1), 9)).rejects.toMatchObject({ code: 'version_conflict' });
      expect(await current().workflows.find(row.id)).toEqual(row);
      expect(await current().workflows.versions(row.id)).toEqual([]);
    });

    it('comes with versions of another place: their numbers stay, none is the published one, the next follows', async () => {
      const bring = [version(newWorkflowId(), 4), { ...version(newWorkflowId(), 7, hashes.second), importedAt: start + 9 }];
      const row = await current().workflows.create(
        { id: newWorkflowId(), slug: 'brought', name: 'Brought', description: '', createdAt: start, updatedAt: start, archived: false, origin: 'import' },
        { definition: { ...definition('Brought'), about: { tags: ['weekly'], nodes: { ask: { tags: ['not this'] } } } }, hash: hashes.second, attachments, versions: bring },
      );

      expect(row).toMatchObject({ draftChanged: true, about: { tags: ['weekly'] } });
      expect(row).not.toHaveProperty('publishedVersion');
      const listed = await current().workflows.versions(row.id);
      expect(listed.map(({ number, importedAt }) => [number, importedAt])).toEqual([[7, start + 9], [4, undefined]]);
      expect(listed[0]).not.toHaveProperty('definition');
      expect(await current().workflows.version(row.id, 7)).toEqual({ ...bring[1], workflowId: row.id });
      await expect(current().workflows.publish(version(row.id, 1), 1)).rejects.toMatchObject({ code: 'version_conflict' });
      expect(await current().workflows.publish(version(row.id, 8), 1)).toMatchObject({ publishedVersion: 8 });
    });

    it('lets versions go, but neither the published one nor those of runs, and knows what went', async () => {
      const row = await created('data-report');
      for (const number of [1, 2, 3, 4]) await current().workflows.publish(version(row.id, number), number);
      const { epoch } = await current().claim({ id: randomUUID(), at: start });
      await current().commitRun(creation(epoch, { header: header({ workflowId: row.id, versionNumber: 2 }) }));

      expect(await current().workflows.versionsOfRuns(row.id)).toEqual([2]);
      expect(await current().workflows.purgeVersions(row.id, { numbers: [1, 2, 4, 9], at: start + 50, by: actor })).toEqual([1]);

      expect((await current().workflows.versions(row.id)).map(({ number }) => number)).toEqual([4, 3, 2]);
      expect(await current().workflows.version(row.id, 1)).toBeUndefined();
      expect(await current().workflows.purgedVersions(row.id)).toEqual([{ number: 1, hash: hashes.first, note: 'n', publishedAt: start + 1, publishedBy: actor, purgedAt: start + 50, purgedBy: actor }]);
      expect(await current().workflows.purgeVersions(row.id, { numbers: [1], at: start + 60, by: actor })).toEqual([]);
    });

    it('is removed only when all of its runs have ended', async () => {
      const row = await created('data-report');
      const { epoch } = await current().claim({ id: randomUUID(), at: start });
      const run = creation(epoch, { header: header({ workflowId: row.id }) });
      await current().commitRun(run);

      await expect(current().workflows.remove(row.id, 1)).rejects.toMatchObject({ code: 'conflict', data: { runId: run.runId } });
      await current().commitRun(continuation(run.runId, 3, { epoch, projection: projection({ status: 'completed' }) }));
      await expect(current().workflows.remove(row.id, 7)).rejects.toMatchObject({ code: 'version_conflict' });
      await current().workflows.remove(row.id, 1);

      expect(await current().workflows.find('data-report')).toBeUndefined();
      expect(await current().runs.get(run.runId)).toMatchObject({ workflowId: row.id });
      expect((await created('data-report')).revision).toBe(1);
    });
  });
}

function version(workflowId: WorkflowId, number: number, hash: string = hashes.first): VersionRow {
  return { id: VersionId.parse(randomUUID()), workflowId, number, hash, definition: definition(`v${String(number)}`), attachments, note: 'n', publishedAt: start + number, publishedBy: actor };
}

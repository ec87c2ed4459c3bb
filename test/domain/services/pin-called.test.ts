import { beforeEach, expect, it } from 'vitest';
import { standardCatalogue } from '../../../src/core/domain/catalogue/catalogue.ts';
import { definitionHash } from '../../../src/core/domain/model/definition-hash.ts';
import { VersionId, WorkflowId } from '../../../src/core/domain/model/ids.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import type { WorkflowDataPort } from '../../../src/core/domain/ports/workflow-data-port.ts';
import { pinCalled } from '../../../src/core/domain/services/pin-called.ts';
import { openMemory } from '../../../src/core/storage/memory/memory-adapter.ts';
import { around, go, node } from '../runtime/support/definitions.ts';

let data: WorkflowDataPort;
let made = 0;
beforeEach(() => {
  data = openMemory();
  made = 0;
});

const uuid = (): string => `01890000-0000-7000-8000-${String((made += 1)).padStart(12, '0')}`;
const calls = (workflow: string, more: JsonObject = {}): JsonObject => around(node('next', 'subWorkflow', { config: { workflow, ...more } }), [go('t2', 'next', 'done', 'task-complete')]);
const plain = (name: string): JsonObject => ({ ...around(node('say', 'workStep'), [go('t2', 'say', 'done', 'task-complete')]), name });
const pin = (definition: JsonObject, self?: string): Promise<JsonObject> => pinCalled({ workflows: data.workflows, catalogue: standardCatalogue }, definition, self);

async function published(slug: string, ...definitions: readonly JsonObject[]): Promise<void> {
  const id = WorkflowId.parse(uuid());
  const draft = { definition: {}, hash: definitionHash({}), attachments: { files: [] } };
  let row = await data.workflows.create({ id, slug, name: slug, description: '', createdAt: 1, updatedAt: 1, archived: false, origin: 'designer' }, draft);
  for (const [at, definition] of definitions.entries()) {
    const version = { id: VersionId.parse(uuid()), workflowId: id, number: at + 1, hash: definitionHash(definition), definition, attachments: { files: [] }, note: '', publishedAt: 1, publishedBy: { kind: 'user' as const, id: 'test' } };
    row = await data.workflows.publish(version, row.revision);
  }
}

it('a definition without calls is given back as it is', async () => {
  const definition = plain('alone');

  expect(await pin(definition)).toBe(definition);
});

it('keeps the version published now, or the one that is named, and what those call in turn', async () => {
  await published('leaf', plain('one'), plain('two'));
  await published('branch', await pin(calls('leaf')));
  const pinned = await pin(calls('branch'));

  expect(Object.keys(pinned['called'] ?? {})).toEqual(['branch', 'leaf']);
  expect(pinned).toMatchObject({ called: { leaf: { name: 'two' } } });
  expect((pinned['called'] as JsonObject)['branch']).not.toHaveProperty('called');
  expect(await pin(calls('leaf', { version: 1 }))).toMatchObject({ called: { leaf: { name: 'one' } } });
});

it('refuses what is not there, not published, called by itself, or wanted in two versions', async () => {
  await published('draft');
  await published('leaf', plain('one'));
  await published('branch', await pin(calls('leaf')));
  await published('again', await pin(calls('branch')));

  await expect(pin(calls('nobody'))).rejects.toMatchObject({ code: 'not_found' });
  await expect(pin(calls('leaf', { version: 7 }))).rejects.toMatchObject({ code: 'not_found' });
  await expect(pin(calls('draft'))).rejects.toMatchObject({ code: 'not_published' });
  await expect(pin(calls('branch'), 'leaf')).rejects.toMatchObject({ code: 'definition_invalid' });
  const leaf = await data.workflows.find('leaf');
  await data.workflows.publish({ id: VersionId.parse(uuid()), workflowId: leaf?.id ?? WorkflowId.parse(uuid()), number: 2, hash: definitionHash(plain('two')), definition: plain('two'), attachments: { files: [] }, note: '', publishedAt: 1, publishedBy: { kind: 'user', id: 'test' } }, leaf?.revision ?? 0);
  const both = around(node('first', 'subWorkflow', { config: { workflow: 'branch' } }), [go('t2', 'first', 'second', 'task-complete')]);
  const root = both['root'] as JsonObject;
  const second = node('second', 'subWorkflow', { config: { workflow: 'leaf' } });
  await expect(pin({ ...both, root: { ...root, nodes: [...(root['nodes'] as readonly JsonObject[]), second] } })).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('leaf') });
});

it('what an exported definition brought along stands in for a workflow that is not here', async () => {
  const exported = { ...calls('elsewhere'), called: { elsewhere: plain('brought') } };

  expect(await pin(exported)).toMatchObject({ called: { elsewhere: { name: 'brought' } } });
});

import { expect, it, vi } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { memoryHost } from '../../contracts/fixture/host-of-file.ts';
import { ask, chain, node } from '../runtime/verify/corpus/parts.ts';
import { failureOf } from './failure-of.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const { client } = await memoryHost();

async function draftOf(name: string, definition: JsonObject): Promise<string> {
  return (await client.workflows.create({ name, definition: { ...definition, name } })).id;
}

it('a run is told with the calls it makes at most, the first node that pays, and where its budget stops it', async () => {
  const workflow = await draftOf('Three calls', { ...chain([node('one', 'workStep', { name: 'First', entry: [ask('a')] }), node('two', 'workStep', { entry: [ask('b')] })]), limits: { budget: { run: { calls: 4, micros: 900 } } }, permissions: { spend: 500 } });

  expect(await client.runs.estimate({ workflow, draft: true })).toMatchObject({ calls: 6, first: { node: 'one', name: 'First' }, micros: 0, caps: { calls: 4, micros: 500 }, unpriced: [] });
});

it('a workflow that asks no model costs nothing, and one that goes round without a bound has none', async () => {
  const free = await client.runs.estimate({ workflow: await draftOf('Free', chain([node('work', 'workStep')])), draft: true });
  expect(free).toMatchObject({ calls: 0, unpriced: [] });
  expect(free.first).toBeUndefined();

  const mapped = chain([node('each', 'map', { config: { over: 'inputs.rows' }, bodies: [{ ...(chain([node('say', 'workStep', { entry: [ask('a')] })])['root'] as JsonObject), id: 'row' }] })], { inputs: { type: 'object', properties: { rows: { type: 'array' } } } });
  const unbounded = await client.runs.estimate({ workflow: await draftOf('Each', renamed(mapped)), draft: true });
  expect(unbounded.calls).toBeUndefined();
  expect(unbounded.first).toEqual({ node: 'say', name: 'say' });
});

it('the connector and the model chosen for the run are those whose price is told', async () => {
  const workflow = await draftOf('Dear', chain([node('one', 'workStep', { entry: [ask('a', 'Hi', { connector: 'mock' })] })]));

  expect(await client.runs.estimate({ workflow, draft: true })).toMatchObject({ calls: 3, micros: 0 });
  const dear = await client.runs.estimate({ workflow, draft: true, connector: 'claude' });
  expect(dear.micros).toBeGreaterThan(0);
  expect(dear).toMatchObject({ calls: 3, unpriced: [], asOf: expect.any(String) as string });
  expect(await client.runs.estimate({ workflow, draft: true, connector: 'claude', model: 'house-model' })).toMatchObject({ calls: 3, unpriced: ['claude house-model'] });
  expect(await failureOf(client.runs.estimate({ workflow }))).toMatchObject({ code: 'not_published' });
});

/** Ids of a definition are its own: those of the body are told apart. */
function renamed(definition: JsonObject): JsonObject {
  const root = definition['root'] as { readonly nodes: readonly JsonObject[] };
  const text = JSON.stringify(root.nodes.find(({ id }) => id === 'each'));
  const own = text.replaceAll('"begin"', '"enter"').replaceAll('"done"', '"leave"').replaceAll(/"t(\d)"/gu, '"b$1"');
  return { ...definition, root: { ...root, nodes: root.nodes.map((one) => (one['id'] === 'each' ? (JSON.parse(own) as JsonObject) : one)) } };
}

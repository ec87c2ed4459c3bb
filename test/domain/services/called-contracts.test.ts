import { expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { memoryHost } from '../../contracts/fixture/host-of-file.ts';
import { around, go, node } from '../runtime/support/definitions.ts';
import { failureOf } from './failure-of.ts';

const { client } = await memoryHost();

const calling = (name: string, config: JsonObject): JsonObject => around(node('greet', 'subWorkflow', { config }), [go('t2', 'greet', 'done', 'task-complete')], { name });

async function published(name: string, definition: JsonObject): Promise<string> {
  const { id, slug } = await client.workflows.create({ name, definition: { ...definition, name } });
  await client.workflows.publish({ id });
  return slug;
}

async function named(inputs: JsonObject): Promise<string> {
  return published('Named', around(node('say', 'workStep'), [go('t2', 'say', 'done', 'task-complete')], { inputs }));
}

it('an input the called workflow does not have is a mismatch, at the very name', async () => {
  const slug = await named({ type: 'object', properties: { name: { type: 'string', default: 'you' } } });
  const { id } = await client.workflows.create({ name: 'Misspelt', definition: calling('Misspelt', { workflow: slug, inputs: { nam: 'x' } }) });

  expect((await client.workflows.verify({ id })).findings).toContainEqual(expect.objectContaining({ code: 'contract_mismatch', severity: 'error', where: 'nodes.greet.config.inputs.nam', fix: 'It has: name.' }));
  expect(await failureOf(client.workflows.publish({ id }))).toMatchObject({ code: 'verify_failed' });
});

it('a workflow that says it takes further inputs is given them', async () => {
  const slug = await named({ type: 'object', properties: {}, additionalProperties: { type: 'string' } });
  const { id } = await client.workflows.create({ name: 'Open', definition: calling('Open', { workflow: slug, inputs: { nam: 'x' } }) });

  expect((await client.workflows.verify({ id })).findings.filter(({ code }) => code === 'contract_mismatch')).toEqual([]);
});

it('a call of a workflow that is not there is found at the call', async () => {
  const { id } = await client.workflows.create({ name: 'Lost', definition: calling('Lost', { workflow: 'helloo' }) });

  expect((await client.workflows.verify({ id })).findings).toContainEqual(expect.objectContaining({ code: 'workflow_missing', where: 'nodes.greet.config.workflow' }));
});

it('a published workflow that calls another is its own draft, and merges as it is', async () => {
  const slug = await named({ type: 'object' });
  const caller = await published('Caller', calling('Caller', { workflow: slug }));
  const { revision } = await client.workflows.get({ id: caller });

  expect(await client.workflows.diff({ from: caller })).toMatchObject({ same: true, changes: [] });
  expect(await client.workflows.merge({ id: caller, theirs: `${caller}@published`, save: false })).toMatchObject({ changes: [], revision });
});

it.each(['invoice', 'in "quotes"', 'back\\slash'])('an input that is missing is said once: %s', async (name) => {
  const slug = await named({ type: 'object', required: [name], properties: { [name]: { type: 'string' } } });
  const { id } = await client.workflows.create({ name: 'Without', definition: calling('Without', { workflow: slug }) });

  expect((await client.workflows.verify({ id })).findings.filter(({ code }) => code === 'contract_mismatch').map(({ message }) => message)).toEqual([`The workflow called needs the input "${name}".`]);
});

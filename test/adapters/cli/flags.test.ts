import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../src/cli/input/place-of-files.ts';
import { globalNames } from '../../../src/cli/global-flags.ts';
import { resolveNamed } from '../../../src/cli/input/named-values.ts';
import { readInput } from '../../../src/cli/input/read-input.ts';
import type { Invocation } from '../../../src/cli/invocation.ts';
import { readCommandLine } from '../../../src/cli/program.ts';
import type { Json, JsonObject } from '../../../src/core/domain/model/json.ts';
import { argvOf, describedOperations, environmentOf } from './argv-of.ts';
import { createTestTerminal, type TestTerminalOptions } from './test-terminal.ts';

/** Nothing is asked: names are typed by how their values read. */
const untyped = { call: () => Promise.resolve({}), input: {}, place: placeOf({ terminal: createTestTerminal({ cwd: '/somewhere' }), flags: {} }) };

async function operationIn(argv: readonly string[], options: TestTerminalOptions = {}): Promise<Extract<Invocation, { kind: 'operation' }>> {
  const invocation = await readCommandLine(argv, createTestTerminal(options));
  if (invocation.kind !== 'operation') throw new Error(`"${argv.join(' ')}" is no operation.`);
  return invocation;
}

async function inputOf(argv: readonly string[], options: TestTerminalOptions = {}): Promise<JsonObject> {
  const { operation, given } = await operationIn(argv, options);
  const { input, named } = await readInput(operation, given, { terminal: createTestTerminal(options), flags: {} });
  return { ...input, ...(await resolveNamed('none', named, untyped)) };
}

describe('flags come from the contract', () => {
  it.each(describedOperations.map(({ facts }) => [facts.name, facts] as const))('%s: its example goes through a command line and comes back', async (name, { example }) => {
    const argv = argvOf(name, example);

    const input = await inputOf(argv, { cwd: '/', environment: environmentOf(example) });

    const isPath = (field: string): boolean => describedOperations.find(({ facts }) => facts.name === name)?.fields.some((each) => each.name === field && each.kind === 'path') ?? false;
    expect(input).toEqual(Object.fromEntries(Object.entries(example).map(([field, value]) => [field, isPath(field) ? path.resolve('/', typeof value === 'string' ? value : '') : value])));
  });

  it('no field of an operation has the name of a flag that stands everywhere', () => {
    const names = describedOperations.flatMap(({ fields }) => fields.map(({ name }) => name));

    expect(names.filter((name) => globalNames.some((taken) => taken === name || `no${taken}` === name))).toEqual([]);
  });

  it.each(describedOperations.flatMap(({ facts }) => facts.aliases.map((alias) => [alias, facts.name] as const)))('%s is another word for %s', async (alias, name) => {
    const [area = ''] = name.split('.');
    const { example } = describedOperations.find(({ facts }) => facts.name === name)?.facts ?? { example: {} };

    const { operation } = await operationIn([area, alias, ...argvOf(name, example).slice(2)]);

    expect(operation.facts.name).toBe(name);
  });

  it.each([
    [['wf', 'ls'], 'workflows.list'],
    [['workflow', 'show', 'x'], 'workflows.get'],
    [['runs', 'monitor', 'x'], 'runs.watch'],
    [['card', 'pending'], 'cards.list'],
    [['config', 'get', 'connectors'], 'settings.get'],
    [['runs', 'artifacts', 'download', 'x'], 'artifacts.get'],
    [['doctor'], 'system.doctor'],
    [['usage'], 'usage.report'],
    [['usage', '--by', 'day', '--json'], 'usage.report'],
    [['budget', 'ls'], 'budgets.list'],
    [['--json', '--data-dir', '/x', 'wf', 'list'], 'workflows.list'],
  ])('%j is spelled %s', async (argv, name) => {
    expect((await operationIn(argv)).operation.facts.name).toBe(name);
  });
});

describe('values', () => {
  const cases: readonly (readonly [string[], { readonly [field: string]: Json }])[] = [
    [['runs', 'start', 'w', '--version', '2'], { workflow: 'w', version: 2 }],
    [['runs', 'start', 'w', '--draft', '--no-attended'], { workflow: 'w', draft: true, attended: false }],
    [['runs', 'start', 'w', '--input', 'a=1', '--input', 'b=x=y', '--input', 'c={"d":[true]}'], { workflow: 'w', input: { a: 1, b: 'x=y', c: { d: [true] } } }],
    [['runs', 'start', 'w', '--input-json', '{"a":1}', '--input', 'a=2'], { workflow: 'w', input: { a: 2 } }],
    [['runs', 'start', 'w', '--input-file', '-'], { workflow: 'w', input: { from: 'stdin' } }],
    [['settings', 'set', 'appearance', '--value', '["dark"]'], { section: 'appearance', value: ['dark'] }],
    [['settings', 'set', 'network.allowedPrivateHosts', '["127.0.0.1:8080"]'], { section: 'network.allowedPrivateHosts', value: ['127.0.0.1:8080'] }],
    [['settings', 'set', 'connectors.llm', 'claude'], { section: 'connectors.llm', value: 'claude' }],
    [['settings', 'set', 'server.port', '4400'], { section: 'server.port', value: 4400 }],
    [['filesandbox', 'add', 'sub/../here', '--write'], { path: '/stand/here', write: true }],
    [['files', 'list', '--path', '.'], { path: '/stand' }],
    [['workflows', 'update', 'w', '--revision', '1', '--definition', '{"format":"x"}'], { id: 'w', revision: 1, definition: { format: 'x' } }],
    [['workflows', 'update', 'w', '--revision', '1', '--definition-file', '-'], { id: 'w', revision: 1, definition: { from: 'stdin' } }],
    [['approvals', 'decide', 'a', 'approve', '--reason', 'fine'], { id: 'a', decision: 'approve', comment: 'fine' }],
    [['approvals', 'decide', 'a', 'approve', '--comment', 'fine'], { id: 'a', decision: 'approve', comment: 'fine' }],
  ];
  it.each(cases)('%j', async (argv, input) => {
    expect(await inputOf(argv, { cwd: '/stand', input: '{"from":"stdin"}' })).toEqual(input);
  });

  it('bytes come from a file, which also gives its name', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'aiwm-cli-'));
    await writeFile(path.join(folder, 'numbers.csv'), 'a,b\n');

    expect(await inputOf(['files', 'upload', '--content-file', 'numbers.csv'], { cwd: folder })).toEqual({ name: 'numbers.csv', content: 'YSxiCg==' });
  });

  it('names are typed by the workflow: text stays text, files become absolute, the rest is JSON', async () => {
    const inputs = { properties: { csv: { type: 'string', format: 'file' }, title: { type: 'string' }, top: { type: 'integer' } } };
    const call = async (): Promise<unknown> => ({ status: 'published', definition: { inputs } });
    const named = { input: [{ name: 'csv', text: 'data/a.csv' }, { name: 'title', text: '2026' }, { name: 'top', text: '3' }] };

    expect(await resolveNamed('runs.start', named, { call, input: { workflow: 'w' }, place: placeOf({ terminal: createTestTerminal({ cwd: '/stand' }), flags: {} }) })).toEqual({ input: { csv: '/stand/data/a.csv', title: '2026', top: 3 } });
  });

  it('names are typed by the card: its fields say what text means', async () => {
    const call = async (): Promise<unknown> => ({ card: { fields: [{ key: 'note', type: 'text' }, { key: 'count', type: 'number' }, { key: 'tags', type: 'multiselect' }] } });
    const named = { values: [{ name: 'note', text: 'true' }, { name: 'count', text: '4' }, { name: 'tags', text: 'a,b' }] };

    expect(await resolveNamed('cards.submit', named, { call, input: { id: 'c' }, place: placeOf({ terminal: createTestTerminal({ cwd: '/' }), flags: {} }) })).toEqual({ values: { note: 'true', count: 4, tags: ['a', 'b'] } });
  });
});

describe('what does not fit', () => {
  const cases: readonly (readonly [string[], string, RegExp])[] = [
    [['rusn'], 'operation_unknown', /knows no command "rusn"/u],
    [['__proto__', 'show'], 'operation_unknown', /knows no command "__proto__"/u],
    [['constructor'], 'operation_unknown', /knows no command "constructor"/u],
    [['runs', 'lits'], 'operation_unknown', /`aiwm runs` knows no command "lits"/u],
    [['runs', 'get'], 'usage', /argument 'id'/u],
    [['runs', 'list', '--nothing'], 'usage', /--nothing/u],
    [['runs', 'list', '--limit', 'many'], 'input_invalid', /limit/u],
    [['runs', 'list', '--status', 'odd'], 'input_invalid', /queued/u],
    [['workflows', 'update', 'w', '--revision', '1'], 'usage', /--definition/u],
    [['settings', 'set', 'x', '--value', '{'], 'usage', /^The value of --value is not JSON: [^"\n]+\.$/u],
    [['settings', 'set', 'x', '--value', '{\n"a": oops\n}'], 'usage', /^The value of --value is not JSON: [^"\n]+\.$/u],
    [['settings', 'set', 'x', '--value-file', 'README.md'], 'usage', /^The file "README\.md" is not JSON: [^"\n]+\.$/u],
    [['runs', 'start', 'w', '--input', 'nothing-there'], 'usage', /nothing-there/u],
  ];
  it.each(cases)('%j is %s', async (argv, code, message) => {
    await expect(inputOf(argv)).rejects.toMatchObject({ code, message: expect.stringMatching(message), next: expect.any(String) });
  });
});

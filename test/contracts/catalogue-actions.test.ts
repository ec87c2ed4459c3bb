import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionKinds } from '../../src/core/domain/catalogue/actions/action-kinds.ts';
import type { ActionKind, ActionProgress } from '../../src/core/domain/catalogue/action-kind.ts';
import { standardCatalogue } from '../../src/core/domain/catalogue/catalogue.ts';
import { schemaCheck } from '../../src/core/domain/catalogue/json-schema.ts';
import { canonicalJson } from '../../src/core/domain/model/canonical-json.ts';
import type { JsonObject } from '../../src/core/domain/model/json.ts';
import { checkDefinition } from '../../src/core/domain/runtime/compile-definition.ts';
import { openPrivateServer, type PrivateServer } from '../adapters/http/private-server.ts';
import { actionInput, openActionBench, type ActionBench } from '../adapters/actions/action-bench.ts';

let service: PrivateServer;
beforeAll(async () => {
  service = await openPrivateServer((request, response) => {
    response.sendDate = false;
    response.writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'a=b' }).end(JSON.stringify({ url: request.url, key: request.headers['idempotency-key'] }));
  });
});
afterAll(async () => { await service[Symbol.asyncDispose](); });

/** For each kind of action a config as it is once its templates are rendered. A new kind needs one to pass. */
const configs: { readonly [type: string]: (bench: ActionBench) => JsonObject } = {
  'llm.chat': () => ({ prompt: 'Say something.', answer: { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'] } }),
  'llm.agent': () => ({ prompt: 'Say something.', tools: [{ name: 'read', description: 'Reads a file', action: 'file.read', arguments: { file: { schema: { enum: ['in/table.json'] } } } }] }),
  'document.generate': () => ({ name: 'Ünïcode 报告', title: 'Report', markdown: '# Report\n\n![Chart](chart:c)', charts: { c: { kind: 'line', x: ['1', '2'], series: [{ name: 's', values: [1, null] }] } }, formats: ['markdown', 'html', 'docx', 'pdf'] }),
  'document.read': () => ({ document: 'Kept', as: 'value' }),
  'document.save': () => ({ document: 'Prices.csv', content: { columns: [{ name: 'v', type: 'number' }], rows: [{ v: 1 }] } }),
  'variable.set': () => ({ name: 'total', value: { deep: [1, 'two', null] } }),
  transform: (bench) => ({ source: { ...bench.keep('t.csv', 'day,v\n2026-01-01,1\n2026-02-01,2\n') }, steps: [{ op: 'group', by: [{ column: 'day', bucket: 'month' }], aggregate: [{ fn: 'mean' }] }] }),
  'file.read': () => ({ file: 'in/table.json', as: 'value' }),
  'file.write': () => ({ path: 'out/новый/table.csv', content: { columns: [{ name: 'v', type: 'number' }], rows: [{ v: 1 }] }, overwrite: false }),
  'http.request': (bench) => {
    bench.allow(`127.0.0.1:${service.port}`);
    return { url: `http://127.0.0.1:${service.port}/policies`, query: { q: ['a b', 1] }, method: 'POST', body: { json: { deep: [1] } }, idempotencyHeader: 'Idempotency-Key', credential: { connector: 'crm' } };
  },
  'file.list': () => ({ path: 'in', recursive: true }),
  'file.copy': () => ({ from: 'in/table.json', to: 'out/копия.json' }),
  'file.move': () => ({ from: 'in/table.json', to: 'out/moved.json', overwrite: true }),
  'file.rename': () => ({ path: 'in/table.json', name: 'renamed.json', overwrite: true }),
  'file.delete': () => ({ path: 'in/table.json' }),
  'csv.query': (bench) => ({ file: { ...bench.keep('t.csv', 'day,v\n2026-01-01,1\n2026-02-01,2\n') }, where: 'item.v > 0', group: { aggregate: [{ fn: 'avg', column: 'v' }] } }),
};

/** The file that configs name, again where an action took it away. */
async function layOut({ folder }: ActionBench): Promise<void> {
  await mkdir(join(folder, 'in'), { recursive: true });
  const file = join(folder, 'in', 'table.json');
  if (!existsSync(file)) await writeFile(file, '[{"v": 1}]');
}

async function benchFor(type: string): Promise<{ bench: ActionBench; config: JsonObject }> {
  const bench = await openActionBench();
  await layOut(bench);
  const config = configs[type];
  if (config === undefined) throw new Error(`this suite has no config for ${type}`);
  return { bench, config: config(bench) };
}

function firstStep(kind: ActionKind, config: JsonObject): ActionProgress {
  return kind.next(kind.config.parse(config), actionInput, []);
}

describe.each(actionKinds.map((kind) => [kind.type, kind] as const))('action %s', (type, kind) => {
  it('has an example that a workflow can be made of', () => {
    const result = checkDefinition(workflowWith({ id: 'act', type, config: kind.example }));

    expect(result.ok ? [] : result.issues).toEqual([]);
  });

  it('takes its config from JSON and refuses what it does not know', async () => {
    const { bench, config } = await benchFor(type);
    await using _bench = bench;

    expect(kind.config.safeParse({ ...config, noSuchField: 1 }).success).toBe(false);
    expect(kind.config.parse(JSON.parse(JSON.stringify(kind.config.parse(config))))).toEqual(kind.config.parse(config));
  });

  it('decides the same for the same outcomes, and asks for effects of its kinds in requests that survive JSON', async () => {
    const { bench, config } = await benchFor(type);
    await using _bench = bench;

    const step = firstStep(kind, config);

    expect(firstStep(kind, config)).toEqual(step);
    for (const { kind: effect, request } of step.kind === 'effects' ? step.requests : []) {
      const schema = standardCatalogue.effects.get(effect)?.request;
      expect(schema).toBeDefined();
      expect(JSON.parse(canonicalJson(request))).toEqual(request);
      expect(schema?.parse(request)).toEqual(request);
    }
  });

  it('hands on the error of an effect that failed', async () => {
    const { bench, config } = await benchFor(type);
    await using _bench = bench;
    const error = { code: 'connector_unavailable', message: 'gone' } as const;

    const after = kind.next(kind.config.parse(config), actionInput, [{ ok: false, error }]);

    if (firstStep(kind, config).kind === 'effects') expect(after).toEqual({ kind: 'error', error });
  });

  it('gives what its schema says, and the same when it runs again', async () => {
    const { bench, config } = await benchFor(type);
    await using _bench = bench;

    const first = await bench.run(type, config);
    await layOut(bench);
    const second = await bench.run(type, config);

    expect(schemaCheck(kind.output)(first.output)).toEqual([]);
    expect(canonicalJson(second.output)).toBe(canonicalJson(first.output));
    expect(second.results.map(addresses)).toEqual(first.results.map(addresses));
  });

  it('stops when it is told to before it begins', async () => {
    const { bench, config } = await benchFor(type);
    await using _bench = bench;
    const step = firstStep(kind, config);
    const reason = new Error('enough');

    for (const request of step.kind === 'effects' ? step.requests : []) {
      await expect(bench.perform(request, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    }
  });
});

function addresses(result: { readonly blobs?: readonly { readonly sha256: string }[]; readonly artifacts?: readonly { readonly blob: { readonly sha256: string } }[] }): readonly string[] {
  return [...(result.blobs ?? []), ...(result.artifacts ?? []).map(({ blob }) => blob)].map(({ sha256 }) => sha256);
}

function workflowWith(action: JsonObject): JsonObject {
  return {
    format: 'aiwm.workflow/1',
    name: 'One action',
    variables: { text: {}, count: {}, notes: {} },
    root: {
      id: 'root',
      nodes: [{ id: 'start', type: 'start' }, { id: 'step', type: 'workStep', entry: [action] }, { id: 'done', type: 'end' }],
      transitions: [
        { id: 'begin', from: 'start', to: 'step', triggers: [{ type: 'immediate' }] },
        { id: 'end', from: 'step', to: 'done', triggers: [{ type: 'task-complete' }] },
      ],
    },
  };
}

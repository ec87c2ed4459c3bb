import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../../src/core/domain/model/errors.ts';
import { loadContract } from '../../../src/core/domain/operations/areas.ts';
import { openApiDocument } from '../../../src/server/calls/open-api.ts';
import { operationTable } from '../../contracts/fixture/operation-table.ts';

const document = await openApiDocument(await loadContract());

const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item ?? {}).map(([method, operation]) => ({ path, method, operation: operation as NonNullable<NonNullable<typeof item>['get']> })),
);

const inOrder = (a: string, b: string): number => (a < b ? -1 : 1);

/** Every object and list inside a value. */
function* inside(value: unknown): Generator<object> {
  if (typeof value !== 'object' || value === null) return;
  yield value;
  for (const member of Object.values(value)) yield* inside(member);
}

describe('the OpenAPI document', () => {
  it('is version 3.1 with what every document must have', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/u);
    expect(document.info).toMatchObject({ title: 'AI Workflow Manager', version: expect.stringMatching(/^\d+\.\d+\.\d+/u) });
    expect(document.servers).toEqual([{ url: '/api' }]);
  });

  it('lists every operation once, under its own name, summary and method', () => {
    const listed = operations.map(({ operation, method }) => `${operation.operationId} ${method}: ${operation.summary}`);

    // What takes whole definitions, texts or values does not stand in an address.
    const takesMuch: readonly string[] = ['workflows.diff', 'workflows.inspect', 'workflows.verify', 'workflows.scope', 'workflows.evaluate', 'connectors.estimate', 'settings.export', 'docs.merge', 'docs.validate', 'doctemplates.preview', 'files.resolve', 'cards.check'];
    const methodOf = ({ name, kind }: (typeof operationTable)[number]): string => (kind === 'command' || takesMuch.includes(name) ? 'post' : 'get');
    expect(listed.toSorted(inOrder)).toEqual(operationTable.map((operation) => `${operation.name} ${methodOf(operation)}: ${operation.summary}`).toSorted(inOrder));
  });

  it('declares every parameter of every path, and none twice', () => {
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name);
      const parameters = (operation.parameters ?? []).map((parameter) => ('in' in parameter ? { name: parameter.name, in: parameter.in, required: parameter.required } : parameter));
      expect(parameters.filter((parameter) => 'in' in parameter && parameter.in === 'path'), path).toEqual(inPath.map((name) => ({ name, in: 'path', required: true })));
      expect(new Set(parameters.map((parameter) => JSON.stringify(parameter))).size, path).toBe(parameters.length);
    }
  });

  it('refers to nothing that is not there', () => {
    const references = [...inside(document)].flatMap((part) => ('$ref' in part ? [String(part.$ref)] : []));

    expect(references.length).toBeGreaterThan(0);
    for (const reference of references) {
      const target = reference.replace('#/', '').split('/').reduce<unknown>((part, name) => (typeof part === 'object' && part !== null ? Reflect.get(part, name) : undefined), document);
      expect(target, reference).toBeDefined();
    }
  });

  it('names the failures of each operation with their status and codes', () => {
    for (const { operation } of operations) {
      const row = operationTable.find(({ name }) => name === operation.operationId);
      for (const code of ['input_invalid', 'unexpected', ...(row?.errors ?? [])] as const) {
        const status = errorCodes[code].http;
        expect(operation.responses?.[status], `${operation.operationId} ${code}`).toMatchObject({ description: expect.stringContaining(code), content: { 'application/json': expect.anything() } });
      }
      expect(operation.responses).toHaveProperty('401');
    }
  });

  it('shows the example of each operation where a caller would write it', () => {
    for (const { operation } of operations) {
      const row = operationTable.find(({ name }) => name === operation.operationId);
      const inParameters = (operation.parameters ?? []).flatMap((parameter) => ('name' in parameter && parameter.example !== undefined ? [[parameter.name, parameter.example]] : []));
      const body = operation.requestBody !== undefined && 'content' in operation.requestBody ? operation.requestBody.content['application/json']?.example : {};
      expect({ ...Object.fromEntries(inParameters), ...body }, operation.operationId).toEqual(row?.example);
    }
  });

  it('answers streams as server-sent events', () => {
    const streams = operationTable.filter(({ kind }) => kind === 'stream').map(({ name }) => name);

    expect(operations.filter(({ operation }) => Object.hasOwn(Object(operation.responses?.['200']).content ?? {}, 'text/event-stream')).map(({ operation }) => operation.operationId)).toEqual(streams);
  });
});

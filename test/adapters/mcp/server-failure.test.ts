import { expect, it } from 'vitest';
import { toolServerConnectors } from '../../../src/core/app/tool-server-connectors.ts';
import { settingsSchemas } from '../../../src/core/domain/model/settings.ts';
import type { ConnectorNotes } from '../../../src/core/llm/connector-notes.ts';
import { serverFailure } from '../../../src/core/mcp/server-failure.ts';

const failure = (error: unknown) => serverFailure(error, { server: 'desk', redact: (text) => text.replaceAll('sk-1', '***') });
const withCode = (message: string, code: unknown): Error => Object.assign(new Error(message), { code });

it.each([
  { what: 'a program that is not there', error: withCode('spawn /no/such ENOENT', 'ENOENT'), message: 'cannot be started', next: 'configure desk --command' },
  { what: 'a program that ends', error: withCode('Connection closed', 'CONNECTION_CLOSED'), message: 'ended before it answered', next: 'whole path' },
  { what: 'no answer', error: withCode('Request timed out', 'REQUEST_TIMEOUT'), message: 'did not answer in time', next: '--timeout-ms' },
  { what: 'arguments it does not take', error: withCode('no words', -32_602), message: 'does not take these arguments: no words', next: 'capabilities desk' },
  { what: 'anything else', error: new Error('a\n  b sk-1'), message: 'failed: a b ***', next: 'aiwm logs tail' },
])('$what is said in words of ours, with a next step', ({ error, message, next }) => {
  const said = failure(error);

  expect(said.message).toContain(message);
  expect(said.next).toContain(next);
  expect(said.data).toEqual({ connector: 'desk' });
});

it('an answer that is not of the protocol is one line, not the list of a library', () => {
  const issues = [{ code: 'invalid_value', values: ['object'], path: ['tools', 0, 'inputSchema', 'type'], message: 'Invalid input: expected "object"' }, { path: [], message: 'more' }];

  expect(failure(new Error(`Invalid result for tools/list: ${JSON.stringify(issues, null, 2)}`)).message).toBe('The tool server "desk" failed: it answers in a form the protocol does not have (tools.0.inputSchema.type: Invalid input: expected "object")');
});

it('a server of tools is active where workflows can use it', () => {
  const command = { kind: 'mcp-stdio', command: 'node' };
  const settings = settingsSchemas.connectors.parse({ tools: { good: { ...command, tools: ['a'] }, bare: command, broken: { ...command, tools: ['a'] }, keyless: { kind: 'mcp-http', baseUrl: 'https://desk.example/mcp', credential: 'x', tools: ['a'] } } });
  const seen: ConnectorNotes = { tests: { broken: { at: 0, failure: { code: 'connector_unavailable', message: 'no' } } }, models: {} };

  expect(toolServerConnectors(settings, [], seen).map(({ id, active }) => [id, active])).toEqual([['good', true], ['bare', false], ['broken', false], ['keyless', false]]);
});

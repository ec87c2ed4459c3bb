import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { llmConnectors } from '../../../src/core/llm/llm-connectors.ts';
import type { LLMConnector } from '../../../src/core/domain/ports/llm-connector.ts';
import { systemClock } from '../../../src/core/platform/system-clock.ts';
import { chatRequest, collect } from '../../contracts/llm-connector-contract.ts';
import { WireServer } from '../../support/wire-server.ts';

let answer: (response: ServerResponse) => void;
let server: WireServer;
let address: string;
beforeEach(async () => {
  server = new WireServer(async (_request, response) => { answer(response); });
  address = await server.open();
});
afterEach(() => server.close());

async function connect(id: string, key = 'sk-any'): Promise<LLMConnector> {
  const entry = llmConnectors.find((one) => one.id === id);
  if (entry === undefined) throw new Error(id);
  const baseUrl = id === 'claude' ? address : `${address}/v1`;
  return entry.load({ id, settings: { baseUrl, model: 'house-model' }, secret: async (work) => work(key), fetch: globalThis.fetch, clock: systemClock, readScript: () => Promise.reject(new Error('unused')) });
}

const page = (type: string, body: string) => (response: ServerResponse): void => { response.writeHead(200, { 'content-type': type }).end(body); };
const problemOf = async (work: Promise<unknown>): Promise<unknown> => work.then(() => undefined, (error: unknown) => error);

describe.each(['local', 'chatgpt', 'claude'])('%s', (id) => {
  it.each([
    ['a page to log in at', 'text/html', '<html>login</html>'],
    ['nothing', 'application/json', ''],
    ['JSON of another form', 'application/json', '{"status":"ok"}'],
    ['models without names', 'application/json', '{"object":"list","data":[{"name":"a"}]}'],
  ])('%s that answers 200 proves no key', async (_what, type, body) => {
    answer = page(type, body);

    expect(await problemOf((await connect(id)).test(new AbortController().signal))).toMatchObject({ code: 'connector_unavailable', message: expect.stringMatching(/does not speak .*API at this address/u), next: expect.stringContaining(`aiwm connectors configure ${id} --base-url`) });
  });

  it('a list is taken whatever type it says it is of', async () => {
    answer = page('text/plain', '{"data":[{"id":"house-model"}]}');

    expect(await (await connect(id)).test(new AbortController().signal)).toMatchObject({ facts: { models: 1, modelOffered: true } });
  });

  it('a key that no header carries is said to be one, and is not sent', async () => {
    answer = page('application/json', '{"data":[]}');

    expect(await problemOf((await connect(id, 'sk-one\nsk-two')).test(new AbortController().signal))).toMatchObject({ code: 'input_invalid', message: expect.stringContaining('cannot be sent'), next: expect.stringContaining('on one line') });
    expect(server.requests).toEqual([]);
  });
});

it('a page where an answer should stream is named as one', async () => {
  answer = page('text/html', '<html>login</html>');

  expect(await problemOf(collect(await connect('local'), chatRequest('hello')))).toMatchObject({ code: 'connector_unavailable', message: expect.stringContaining("does not speak OpenAI's API") });
});

it('a program without any model lists none', async () => {
  answer = page('application/json', '{"object":"list","data":null}');

  expect(await (await connect('local')).listModels(new AbortController().signal)).toEqual([]);
});

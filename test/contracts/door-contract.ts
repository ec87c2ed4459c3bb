import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/core/app/app.ts';
import { errorFromWire } from '../../src/core/domain/model/error-wire.ts';
import type { AppError } from '../../src/core/domain/model/errors.ts';
import type { JsonObject } from '../../src/core/domain/model/json.ts';
import { localUser } from '../../src/core/domain/model/caller.ts';
import { badInput, exampleInput, operationTable, type TableRow } from './fixture/operation-table.ts';
import { openSampleHost, waitingRun } from './fixture/sample-host.ts';

/** A door as a test knocks on it: a name and a value in, an answer or an async iterator of items out. */
export interface Door {
  call(operation: string, input: JsonObject, signal: AbortSignal): Promise<unknown>;
  close(): Promise<void>;
}

export interface DoorOptions {
  /** Opens the door of a running host. */
  readonly connect: (host: Host) => Promise<Door>;
  /** @default a host over SQLite */
  readonly open?: () => Promise<Host>;
  /** The door has words only for fields the contract names; what else is said to it its own tests refuse. */
  readonly hasWordsOfItsOwn?: boolean;
}

/**
 * What every door promises, over the whole contract: each example is answered, and a query with what the program itself
 * answers; bad input has the same code; an unknown name is `operation_unknown`; a stream stops with its reader.
 */
export function describeDoor(name: string, { connect, open = openSampleHost, hasWordsOfItsOwn = false }: DoorOptions): void {
  describe(`the door "${name}"`, () => {
    let host: Host;
    let door: Door;

    beforeAll(async () => {
      host = await open();
      door = await connect(host);
    });
    afterAll(async () => {
      await door.close();
      await host.close();
    });

    it.each(operationTable)('$name answers its example', async (row) => {
      const input = await exampleInput(host, row);

      const answer = await firstAnswer(door.call(row.name, input, new AbortController().signal), row);

      expect(() => row.output.parse(answer)).not.toThrow();
      if (row.kind === 'query') expect(comparable(answer)).toEqual(comparable(await host.app.call(row.name, input, { caller: localUser('process') })));
    });

    it.each(operationTable)('$name refuses bad input with input_invalid', async (row) => {
      const bad = await badInput(host, row);
      if (bad === undefined) return;

      const failure = await failureOf(door.call(row.name, bad.input, new AbortController().signal));

      expect(failure.code).toBe('input_invalid');
      // A command line says it as its flag.
      const flag = bad.field.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
      expect([bad.field, flag].some((word) => failure.message.includes(word)), failure.message).toBe(true);
    });

    it.skipIf(hasWordsOfItsOwn).each(operationTable)('$name refuses a field it does not know, by its name', async (row) => {
      const input = { ...(await exampleInput(host, row)), nobodyKnowsThis: 'x' };

      const failure = await failureOf(door.call(row.name, input, new AbortController().signal));

      expect(failure.code).toMatch(/^(input_invalid|usage)$/);
      expect(`${failure.message} ${JSON.stringify(failure.data ?? {})}`).toMatch(/nobodyKnowsThis|nobody-knows-this/);
    });

    it('refuses a name that no operation has', async () => {
      const failure = await failureOf(door.call('runs.nothing', {}, new AbortController().signal));

      expect(failure.code).toBe('operation_unknown');
    });

    it('answers what is not there with not_found, what happened and the next step', async () => {
      const failure = await failureOf(door.call('runs.get', { id: '01890a5d-ac96-774b-bcce-b302099a8057' }, new AbortController().signal));

      expect(failure).toMatchObject({ code: 'not_found', message: expect.stringContaining('01890a5d-ac96-774b-bcce-b302099a8057'), next: expect.stringContaining('aiwm runs list') });
    });

    it.each(['runs.watch', 'cards.watch'])('%s stops on the other side when its reader aborts', async (operation) => {
      const id = await waitingRun(host);
      const before = host.app.openStreams;
      const reader = new AbortController();

      const items = await streamOf(door.call(operation, operation === 'runs.watch' ? { id } : {}, reader.signal));
      expect((await items.next()).done).toBe(false);
      await expect.poll(() => host.app.openStreams).toBe(before + 1);
      reader.abort();

      await expect.poll(() => host.app.openStreams).toBe(before);
    });
  });
}

/** The answer, or the first item of a stream; a stream is left after it. */
async function firstAnswer(call: Promise<unknown>, { kind }: TableRow): Promise<unknown> {
  if (kind !== 'stream') return call;
  const items = await streamOf(call);
  const first = await items.next();
  await items.return?.();
  return first.value;
}

async function streamOf(call: Promise<unknown>): Promise<AsyncIterator<unknown>> {
  const answer = await call;
  if (typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer) return (answer as AsyncIterable<unknown>)[Symbol.asyncIterator]();
  throw new Error('The answer is no stream.');
}

/** What arrives as JSON: dates and absent fields look alike by every door. */
function comparable(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer));
}

async function failureOf(call: Promise<unknown>): Promise<AppError> {
  try {
    await call;
  } catch (thrown) {
    return errorFromWire(thrown);
  }
  throw new Error('The call was answered, and should have failed.');
}

import { type Command, Option } from 'commander';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../core/domain/model/errors.ts';
import type { JsonObject } from '../../core/domain/model/json.ts';
import { describeOperation } from '../../core/domain/operations/describe-operation.ts';
import { type TestLine, tests } from '../../core/domain/operations/tests.ts';
import { HostGone } from '../connect/connection.ts';
import { type Following, reconnect } from '../connect/following.ts';
import { isStream } from '../connect/connection.ts';
import { addInputFlags } from '../input/input-flags.ts';
import { readInput } from '../input/read-input.ts';
import { junitXml } from '../print/junit.ts';
import { testLineText } from '../print/test-lines.ts';
import type { Session } from '../session.ts';
import type { ShortCommand } from '../short-command.ts';

const operation = describeOperation(tests.run);

/** `aiwm test [workflow]`: run tests, a line each; fails if one of them does. */
export const testCommand: ShortCommand = {
  define(command: Command) {
    addInputFlags(command, operation);
    command.addOption(new Option('--junit <file>', 'also write the results to this file, as JUnit XML'));
    command.addHelpText('after', '\nNo model is called and no file is touched: what effects answered is taken from the recordings.\nA test that fails is exit 7. Without tests it says so and ends with exit 0.');
  },
  async run(session, given) {
    const { input } = await readInput(operation, given, session);
    const lines = await follow(session, input);
    const file = given.options['junit'];
    if (typeof file === 'string') await save(path.resolve(session.terminal.cwd, file), lines);
    const end = lines.find((line) => line.type === 'end');
    if (end === undefined) throw new AppError('interrupted', 'The tests were not run to the end.', { next: 'Run the command again.' });
    if (end.hint !== undefined) session.hint(session.paint('dim', end.hint));
    if (end.failed > 0) throw new AppError('test_failed', `${end.failed} of ${end.failed + end.passed} tests failed.`, { next: 'Change the workflow back; or, where what it does now is right, make the test anew of a run of it with `aiwm tests create <run> <name> --replace`.', data: { failed: end.failed, passed: end.passed } });
    return 0;
  },
};

/** Nothing is changed by tests, so that a host that goes away is no harm: they are run again with the next one. */
async function follow(session: Session, input: JsonObject): Promise<readonly TestLine[]> {
  const following: Following = { connection: await session.connect('stream'), kind: 'stream' };
  try {
    for (;;) {
      try {
        return await linesOf(session, following, input);
      } catch (error) {
        if (!(error instanceof HostGone) || session.terminal.interrupted.aborted) throw error;
        session.hint(session.paint('dim', 'The host went away; the tests begin again.'));
        await reconnect(session, following);
      }
    }
  } finally {
    await following.connection.close();
  }
}

async function linesOf(session: Session, { connection }: Following, input: JsonObject): Promise<readonly TestLine[]> {
  const { terminal, flags } = session;
  const lines: TestLine[] = [];
  const answer = await connection.call('tests.run', input, terminal.interrupted);
  if (!isStream(answer)) throw new TypeError('`tests.run` answers a stream.');
  try {
    for await (const line of answer as AsyncIterable<TestLine>) {
      lines.push(line);
      if (flags.json) session.json(line);
      else terminal.out(`${testLineText(line, session)}\n`);
    }
  } catch (error) {
    if (!terminal.interrupted.aborted) throw error;
  }
  return lines;
}

async function save(file: string, lines: readonly TestLine[]): Promise<void> {
  try {
    await writeFile(file, junitXml(lines));
  } catch (cause) {
    throw new AppError('precondition_failed', `The file "${file}" cannot be written.`, { next: 'Name a file in a directory that is there.', data: { path: file }, cause });
  }
}

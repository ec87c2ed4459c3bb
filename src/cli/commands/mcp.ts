import { type Command, InvalidArgumentError, Option } from 'commander';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Assistant } from '../../assistants/assistant.ts';
import { createAssistantServer } from '../../assistants/assistant-server.ts';
import { type AccessLevel, accessLevels } from '../../core/domain/model/actor.ts';
import { AppError } from '../../core/domain/model/errors.ts';
import { callsAcrossHosts } from '../connect/calls-across-hosts.ts';
import { connectInBackground } from '../connect/background-host.ts';
import type { Session } from '../session.ts';
import type { ShortCommand } from '../short-command.ts';

/** An assistant may send a message as long as a door reads. */
const mostBytes = 4 * 1024 * 1024;

/** `aiwm mcp`: what an assistant starts and speaks to, until it hangs up. Standard output holds its protocol and nothing else. */
export const mcpCommand: ShortCommand = {
  define(command: Command) {
    command.addOption(new Option('--access <level>', 'what the assistant may do at most').choices([...accessLevels]).default('operate'));
    command.addOption(new Option('--wait <seconds>', 'a tool waits so long for a run before it says that the run goes on').default(50).argParser(readSeconds));
    command.addHelpText('after', '\nNot for typing: the program of the assistant starts it. Its settings name the command, such as\n  {"mcpServers": {"aiwm": {"command": "aiwm", "args": ["mcp"]}}}\nThe host that runs is asked; where none does, one is started in the background and ends when it is idle.');
  },
  async run(session, { options }) {
    const access = accessLevels.find((level) => level === options['access']) ?? 'operate';
    const pipes = session.terminal.pipes?.();
    if (pipes === undefined) throw new AppError('usage', 'There is no input an assistant could speak through.', { next: 'Let the assistant start `aiwm mcp`.' });
    const calls = callsAcrossHosts(session, () => connectInBackground(session, { door: 'mcp', access }));
    try {
      // What keeps it from answering is said before the assistant has asked for anything.
      await calls.call('system.info', {});
      await serve(session, pipes, assistantOf(calls.call, { access, waitMs: Number(options['wait']) * 1000 }));
    } finally {
      await calls.close();
    }
    return 0;
  },
};

function assistantOf(call: Assistant['call'], { access, waitMs }: { readonly access: AccessLevel; readonly waitMs: number }): Assistant {
  return { call, rights: { access }, waitMs };
}

async function serve(session: Session, { input, output }: ReturnType<NonNullable<Session['terminal']['pipes']>>, assistant: Assistant): Promise<void> {
  const { interrupted } = session.terminal;
  if (interrupted.aborted) return;
  const over = Promise.withResolvers<void>();
  for (const event of ['end', 'close', 'error']) input.once(event, () => { over.resolve(); });
  interrupted.addEventListener('abort', () => { over.resolve(); }, { once: true });
  const transport = new StdioServerTransport(input, output, { maxBufferSize: mostBytes });
  const served = serveStdio(() => createAssistantServer(assistant), { transport, onerror: (error) => { session.hint(`The assistant sent something that was not understood: ${error.message.slice(0, 200)}`); } });
  await over.promise;
  await served.close();
}

function readSeconds(text: string): number {
  if (/^\d{1,4}$/u.test(text) && Number(text) >= 1 && Number(text) <= 3600) return Number(text);
  throw new InvalidArgumentError('It is a number of seconds from 1 to 3600.');
}

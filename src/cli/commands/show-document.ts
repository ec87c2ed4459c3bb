import { Buffer } from 'node:buffer';
import { Argument, type Command, Option } from 'commander';
import { isTextFormat, type RegisteredFormat } from '../../core/domain/model/document-entry.ts';
import { AppError } from '../../core/domain/model/errors.ts';
import { present } from '../../core/domain/model/present.ts';
import { isStream } from '../connect/connection.ts';
import type { Session } from '../session.ts';
import type { ShortCommand } from '../short-command.ts';

/** What `docs get` answers, as far as it is read here. */
export interface GottenDocument {
  readonly entry: { readonly id: string; readonly title: string; readonly format: RegisteredFormat; readonly version: number; readonly lockedBy?: string };
  readonly revision: number;
  readonly text?: string;
}

/** `aiwm docs show`: the content as it is kept, byte for byte. */
export const showDocument: ShortCommand = {
  define(command: Command) {
    command.addArgument(new Argument('<id>', 'Id of the document, or its title where no other has it')).addOption(revisionOption());
  },
  async run(session, { positionals: [id = ''], options }) {
    const { terminal } = session;
    const connection = await session.connect('query');
    try {
      const asked = { id, ...present({ revision: wholeNumber(options['revision']) }) };
      // Answers are checked against the operation's own schema before they come here.
      const found = (await connection.call('docs.get', asked, terminal.interrupted)) as GottenDocument;
      if (session.flags.json) session.json(found);
      else if (found.text !== undefined) await printText(session, found.text);
      else if (terminal.isInteractive && !isTextFormat(found.entry.format)) throw notForTerminals(found);
      else for await (const piece of pieces(await connection.call('docs.read', { ...asked, revision: found.revision }, terminal.interrupted))) await terminal.outBytes(piece);
      return 0;
    } finally {
      await connection.close();
    }
  },
};

export function revisionOption(): Option {
  return new Option('--revision <number>', 'this revision; the newest if absent');
}

export function wholeNumber(given: unknown): number | undefined {
  if (typeof given !== 'string') return undefined;
  if (/^[1-9]\d{0,8}$/u.test(given)) return Number(given);
  throw new AppError('input_invalid', `"${given}" is no number of a revision.`, { next: 'Give a whole number from 1.', data: { field: 'revision' } });
}

async function printText({ terminal }: Session, text: string): Promise<void> {
  await terminal.outBytes(Buffer.from(text));
  // A person's next line begins at its beginning; a file gets what is kept and nothing else.
  if (terminal.isInteractive && text !== '' && !text.endsWith('\n')) terminal.out('\n');
}

async function* pieces(answer: unknown): AsyncGenerator<Uint8Array, void, void> {
  if (!isStream(answer)) throw new TypeError('"docs.read" answers no stream.');
  for await (const piece of answer as AsyncIterable<{ readonly content: string }>) yield Buffer.from(piece.content, 'base64');
}

function notForTerminals({ entry: { id, title, format } }: GottenDocument): AppError {
  return new AppError('precondition_failed', `"${title}" is ${format}, which a terminal cannot show.`, {
    next: `\`aiwm docs show ${id} > file.${format}\` or \`aiwm docs export --ids ${id} --directory <directory>\` writes it to a file.`,
    data: { id, format },
  });
}

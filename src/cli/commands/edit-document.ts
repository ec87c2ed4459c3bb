import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Argument, type Command, Option } from 'commander';
import { AppError } from '../../core/domain/model/errors.ts';
import type { DocumentProblem } from '../../core/domain/operations/document-shapes.ts';
import type { GivenWords } from '../input/read-input.ts';
import type { Session } from '../session.ts';
import type { ShortCommand } from '../short-command.ts';
import { openEditedFile, type EditedFile } from './edited-file.ts';
import { editorCommand, runEditor } from './run-editor.ts';
import type { GottenDocument } from './show-document.ts';

/**
 * `aiwm docs edit`: the newest revision in the person's editor, and what they made of it as the next. What cannot be saved,
 * because somebody else saved meanwhile or it does not fit its schema, stays in a file that is named.
 */
export const editDocument: ShortCommand = {
  define(command: Command) {
    command
      .addArgument(new Argument('<id>', 'Id of the document, or its title where no other has it'))
      .addOption(new Option('--editor <command>', 'this editor instead of $VISUAL or $EDITOR; it must wait until the file is closed'))
      .addOption(new Option('--file <file>', 'begin with the text of this file, such as one that could not be saved'))
      .addOption(new Option('--note <text>', 'what changed, for the list of revisions'))
      .addOption(new Option('--override', 'save it although it does not fit its schema; the audit log tells of it'));
  },
  async run(session, given) {
    const found = await openDocument(session, given.positionals[0] ?? '');
    const start = typeof given.options['file'] === 'string' ? await readFile(path.resolve(session.terminal.cwd, given.options['file']), 'utf8') : found.text;
    const file = await openEditedFile(found.entry, start);
    let isKept = false;
    try {
      await runEditor(editorCommand(given.options['editor'], session.terminal.environment), file.path);
      const text = await file.read();
      if (text === found.text) return unchanged(session, found);
      isKept = true;
      if (session.terminal.interrupted.aborted) throw new AppError('interrupted', 'Interrupted before it was saved.');
      await save(session, { found, text, given });
      isKept = false;
      return 0;
    } catch (error) {
      isKept ||= await file.isOtherThan(start);
      throw isKept ? withPlace(error, { file, id: found.entry.id }) : error;
    } finally {
      if (!isKept) await file.remove();
    }
  },
};

interface OpenedText extends GottenDocument {
  readonly text: string;
}

async function openDocument(session: Session, id: string): Promise<OpenedText> {
  const connection = await session.connect('query');
  try {
    const found = (await connection.call('docs.get', { id }, session.terminal.interrupted)) as GottenDocument;
    const { text, entry: { title, lockedBy } } = found;
    if (text === undefined) throw new AppError('precondition_failed', `"${title}" has no text to edit here: it is large, or of a format that is no text.`, { next: 'Export it, change it with its own program, and import it again.', data: { id: found.entry.id } });
    if (lockedBy !== undefined) throw new AppError('precondition_failed', `"${title}" is locked by run ${lockedBy}: a step of it is just making it.`, { next: 'Wait until the step is over.', data: { reason: 'locked', id: found.entry.id, lockedBy } });
    return { ...found, text };
  } finally {
    await connection.close();
  }
}

interface Edited {
  readonly found: OpenedText;
  readonly text: string;
  readonly given: GivenWords;
}

async function save(session: Session, { found, text, given: { options } }: Edited): Promise<void> {
  const { interrupted } = session.terminal;
  const connection = await session.connect('command');
  try {
    const note = typeof options['note'] === 'string' ? { note: options['note'] } : {};
    const answer = (await connection.call('docs.save', { id: found.entry.id, expectedRevision: found.entry.version, text, ...note, override: options['override'] === true }, interrupted)) as Pick<GottenDocument, 'entry'>;
    if (session.flags.json) session.json(answer);
    else session.terminal.out(`"${answer.entry.title}" is at revision ${answer.entry.version}.\n`);
    const checked = (await connection.call('docs.validate', { id: found.entry.id }, interrupted)) as { readonly problems: readonly DocumentProblem[] };
    for (const { line, column, message, severity } of checked.problems.slice(0, 20)) session.hint(session.paint(severity, `${severity}: ${line === undefined ? '' : `line ${line}${column === undefined ? '' : `, column ${column}`}: `}${message}`));
  } finally {
    await connection.close();
  }
}

function unchanged(session: Session, { entry, revision }: OpenedText): number {
  if (session.flags.json) session.json({ entry, unchanged: true });
  session.hint(`Nothing was changed: "${entry.title}" stays at revision ${revision}.`);
  return 0;
}

/** The failure, with where the person's text is and how to go on with it. */
function withPlace(error: unknown, { file, id }: { readonly file: EditedFile; readonly id: string }): unknown {
  const again = `Your text is kept in "${file.path}"; \`aiwm docs edit ${id} --file "${file.path}"\` goes on with it.`;
  if (!(error instanceof AppError)) return new AppError('unexpected', error instanceof Error ? error.message : String(error), { next: again, data: { path: file.path }, cause: error });
  return new AppError(error.code, error.message, { next: error.next === undefined ? again : `${again} ${error.next}`, data: { ...error.data, path: file.path }, cause: error });
}

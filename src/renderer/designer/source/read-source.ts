import { jsonLanguage } from '@codemirror/lang-json';
import { mergeDefinitions } from '../../../core/domain/model/definition/merge-definitions.ts';
import { normalDefinition } from '../../../core/domain/model/definition/normal-definition.ts';
import { demandSound } from '../../../core/domain/model/edit/sound-parts.ts';
import { AppError } from '../../../core/domain/model/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../core/domain/model/json.ts';
import { sameJson } from '../../../core/domain/model/same-json.ts';
import type { TextProblem } from '../../editors/text/TextEditor.tsx';
import { historyWords } from '../../strings/designer-history.ts';
import { lineAt } from './json-places.ts';

const words = historyWords.source;

/** What a text says: a definition a draft can hold, or why it is none. */
export type ReadSource = { readonly definition: JsonObject } | { readonly problem: TextProblem; readonly said: string };

export function readSource(text: string): ReadSource {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return syntaxProblem(text, error.message);
  }
  if (!isJsonObject(value)) return shapeProblem(words.notAnObject);
  try {
    demandSound('workflow', value);
    return { definition: value };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return shapeProblem(error.message);
  }
}

export interface SourceAround {
  /** What the text was made from. */
  readonly base: JsonObject;
  /** What stands on the canvas by now. */
  readonly screen: JsonObject;
}

/** What a text says beside what was done on the canvas since it was begun: it takes nothing of that back. */
export function readBeside(text: string, { base, screen }: SourceAround): ReadSource {
  const read = readSource(text);
  if ('problem' in read || sameJson(base, screen)) return read;
  const { definition } = mergeDefinitions({ base: normalDefinition(base), ours: normalDefinition(screen), theirs: normalDefinition(read.definition) });
  return definition === undefined ? { problem: { line: 1, column: 1, message: words.overtaken, severity: 'error' }, said: words.overtaken } : { definition };
}

/** Of the whole: it stands at the beginning. */
function shapeProblem(message: string): ReadSource {
  return { problem: { line: 1, column: 1, message, severity: 'error' }, said: words.shape(message) };
}

/** Engines do not always say the place; it is then the one the editor marks, or the end. */
function syntaxProblem(text: string, message: string): ReadSource {
  const position = /position (\d+)/u.exec(message)?.[1];
  const { line, column } = lineAt(text, position === undefined ? (firstFault(text) ?? text.trimEnd().length) : Number(position));
  const plain = message.replace(/(?: after JSON| in JSON)? at position.*$/su, '').replace(/, (?:\.\.\.|").*$/su, '');
  return { problem: { line, column, message: plain, severity: 'error' }, said: words.syntax(line, plain) };
}

/** Where a JSON text first is none; nothing where it only breaks off. */
function firstFault(text: string): number | undefined {
  const cursor = jsonLanguage.parser.parse(text).cursor();
  do {
    if (cursor.type.isError && cursor.from < text.trimEnd().length) return cursor.from;
  } while (cursor.next());
  return undefined;
}

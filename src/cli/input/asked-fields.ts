import type { Json, JsonObject } from '../../core/domain/model/json.ts';
import type { DescribedOperation, InputField } from '../../core/domain/operations/describe-operation.ts';
import type { Terminal } from '../terminal.ts';
import { parseObject, readFileArgument } from './json-argument.ts';

/** All of the input in the place of the first word: as JSON, or as a file that holds it. A definition is one, too: it carries its own name. */
export async function wholeInput({ facts }: DescribedOperation, word: string | undefined, terminal: Terminal): Promise<JsonObject | undefined> {
  if (facts.asks.length === 0 || word === undefined) return undefined;
  const isFile = word.endsWith('.json');
  if (!isFile && !word.trimStart().startsWith('{')) return undefined;
  const given = isFile ? parseObject(await readFileArgument(word, terminal), 'the file', word) : parseObject(word, 'the first word');
  return given['format'] === undefined ? given : { definition: given, ...(typeof given['name'] === 'string' ? { name: given['name'] } : {}) };
}

const mostTries = 3;

/** What the person at the terminal answers, field by field; nothing where nobody is there to be asked. */
export async function askFields({ facts, fields }: DescribedOperation, terminal: Terminal): Promise<{ readonly [field: string]: Json }> {
  const answers: { [field: string]: Json } = {};
  for (const name of facts.asks) {
    const field = fields.find((each) => each.name === name);
    const answer = field === undefined ? undefined : await askField(field, terminal);
    if (answer === undefined) return answers;
    if (answer !== '') answers[name] = answer;
  }
  return answers;
}

/** An empty answer leaves out what may be left out; undefined where nobody answers. */
async function askField({ description, kind, choices, required }: InputField, terminal: Terminal): Promise<string | undefined> {
  const question = kind === 'choice' ? `${description} [${choices.join(', ')}]: ` : `${description}${required ? '' : ' (may be left empty)'}: `;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const answer = (await terminal.ask?.(question))?.trim();
    if (answer === undefined) return undefined;
    const isFit = kind === 'choice' ? answer === '' || choices.includes(answer) : !required || answer !== '';
    if (isFit) return answer;
  }
  return undefined;
}

import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { JsonObject } from '../../core/domain/model/json.ts';
import type { DescribedOperation } from '../../core/domain/operations/describe-operation.ts';
import type { Call } from '../connect/connection.ts';
import type { GlobalFlags } from '../global-flags.ts';
import type { Terminal } from '../terminal.ts';

/** Where a command is typed, and where it is done. */
export interface Typed {
  readonly terminal: Terminal;
  readonly flags: Pick<GlobalFlags, 'server'>;
}

/** What a file that is named on the line means to whoever does the command. */
export interface PlaceOfFiles {
  /** As it stands in the input before anything is asked. */
  ofPath(word: string): string;
  /** As the host reads it. */
  ofFile(word: string, call: Call): Promise<string>;
  /** The input with its paths as the host reads them. */
  ofInput(operation: DescribedOperation, input: JsonObject, call: Call): Promise<JsonObject>;
}

/** On this machine a name is a path from where one stands; to a server goes the file itself, or the name as it was typed. */
export function placeOf({ terminal, flags }: Typed): PlaceOfFiles {
  const absolute = (word: string): string => path.resolve(terminal.cwd, word);
  if (flags.server === undefined) return { ofPath: absolute, ofFile: async (word) => absolute(word), ofInput: async (_operation, input) => input };
  const ofFile: PlaceOfFiles['ofFile'] = async (word, call) => {
    const content = await contentOf(absolute(word));
    return content === undefined ? word : pathIn(await call('files.upload', { name: path.basename(word), content }));
  };
  return {
    ofPath: (word) => word,
    ofFile,
    async ofInput({ fields }, input, call) {
      const sent = await Promise.all(fields.filter(({ kind }) => kind === 'path').map(async ({ name }) => {
        const word = input[name];
        return typeof word === 'string' && word !== '' ? { [name]: await ofFile(word, call) } : {};
      }));
      return { ...input, ...Object.assign({}, ...sent) as JsonObject };
    },
  };
}

/** In base64; nothing where there is no such file here. */
async function contentOf(file: string): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() === true ? (await readFile(file)).toString('base64') : undefined;
}

function pathIn(answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'path' in answer && typeof answer.path === 'string') return answer.path;
  throw new TypeError('`files.upload` answers a path.');
}

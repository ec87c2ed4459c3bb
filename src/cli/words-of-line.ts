import { AppError } from '../core/domain/model/errors.ts';
import { nearest } from '../core/domain/model/nearest-word.ts';
import { canonicalWords, withUsualVerb } from './spelling.ts';

/** A command line with its words found: those that are no flags and no flag's value. */
export interface WordedLine {
  readonly argv: readonly string[];
  /** As the contract spells them, as far as areas are concerned. */
  readonly words: readonly string[];
}

const flagsWithValue = new Set(['--data-dir', '--correlation-id', '--vault-password-fd', '--profile', '--setting', '--server', '--token-file', '--ca']);
const longestCommand = 3;

/** The line in the contract's spelling. Flags before the command stay where they are; the search ends at the first one after it. */
export function findWords(argv: readonly string[]): WordedLine {
  const start = startOfWords(argv);
  const rest = argv.slice(start);
  const end = rest.findIndex((word) => word.startsWith('-'));
  const typed = end === -1 ? rest : rest.slice(0, end);
  const spelled = [...canonicalWords(typed.slice(0, longestCommand)), ...typed.slice(longestCommand)];
  // Whoever asks for help asks what the whole area can do.
  const words = rest.includes('--help') || rest.includes('-h') ? spelled : withUsualVerb(spelled);
  return { argv: [...argv.slice(0, start), ...words, ...rest.slice(typed.length)], words };
}

/** The line with its first words replaced by as many others. */
export function replaceWords({ argv, words }: WordedLine, by: readonly string[]): readonly string[] {
  const start = startOfWords(argv);
  return words.length < by.length ? argv : [...argv.slice(0, start), ...by, ...argv.slice(start + by.length)];
}

/** What people look for as a command and find elsewhere. */
const elsewhere: readonly { readonly words: readonly string[]; readonly message: string; readonly next: string }[] = [
  {
    words: ['connectors', 'storage'],
    message: 'Storage has no settings of its own: SQLite lies in the data directory, and moves with it.',
    next: 'Name the directory with `--data-dir <directory>` or AIWM_HOME; `aiwm system doctor` checks its path, disk and schema, `aiwm connectors test local-sqlite` tries it.',
  },
];

/** Says where to find what these words look for, if that is known. */
export function demandHere(words: readonly string[]): void {
  const found = elsewhere.find((one) => one.words.every((word, at) => words[at] === word));
  if (found !== undefined) throw new AppError('operation_unknown', found.message, { next: found.next, data: { words: found.words.join(' ') } });
}

/** `operation_unknown` with the word that was most likely meant. */
export function unknownWord(word: string, { known, after }: { readonly known: readonly string[]; readonly after: string }): AppError {
  const meant = nearest(word, known);
  return new AppError('operation_unknown', `\`${after}\` knows no command "${word}".`, {
    next: meant === undefined ? `\`${after} --help\` lists what there is.` : `Did you mean \`${after} ${meant}\`? \`${after} --help\` lists what there is.`,
    data: { word, ...(meant === undefined ? {} : { meant }) },
  });
}

function startOfWords(argv: readonly string[]): number {
  let index = 0;
  while (index < argv.length && argv[index]?.startsWith('-') === true) index += flagsWithValue.has(argv[index] ?? '') ? 2 : 1;
  return index;
}

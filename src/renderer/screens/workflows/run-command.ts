import type { Json, JsonObject } from '../../../core/domain/model/json.ts';
import { quotedWord } from '../../components/command-words.ts';
import type { StartChoice } from './StartChoices.tsx';

export interface RunCommand {
  readonly slug: string;
  readonly input: JsonObject;
  readonly isDraft: boolean;
  readonly isAttended: boolean;
  /** Absent for the newest. */
  readonly version?: number;
  readonly choice?: StartChoice;
}

/** The command line that starts the same run. */
export function runCommand({ slug, input, isDraft, isAttended, version, choice = {} }: RunCommand): string {
  const inputs = Object.entries(input).map(([key, value]) => `--input ${quotedWord(`${key}=${typed(value)}`)}`);
  const choices = (['connector', 'model', 'under'] as const).flatMap((name) => (choice[name] === undefined ? [] : [`--${name} ${quotedWord(choice[name])}`]));
  return ['aiwm run', slug, ...inputs, ...(version === undefined ? [] : [`--version ${String(version)}`]), ...(isDraft ? ['--draft'] : []), ...(isAttended ? ['--attended'] : []), ...choices].join(' ');
}

function typed(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

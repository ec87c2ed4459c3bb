import type { Json, JsonObject } from '../../../core/domain/model/json.ts';
import { quotedWord } from '../../components/command-words.ts';

export interface RunCommand {
  readonly slug: string;
  readonly input: JsonObject;
  readonly isDraft: boolean;
  readonly isAttended: boolean;
}

/** The command line that starts the same run. */
export function runCommand({ slug, input, isDraft, isAttended }: RunCommand): string {
  const inputs = Object.entries(input).map(([key, value]) => `--input ${quotedWord(`${key}=${typed(value)}`)}`);
  return ['aiwm run', slug, ...inputs, ...(isDraft ? ['--draft'] : []), ...(isAttended ? ['--attended'] : [])].join(' ');
}

function typed(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

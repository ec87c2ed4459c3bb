import type { Json, JsonObject } from '../../../core/domain/model/json.ts';
import { commandWords } from '../../../core/domain/model/command-line.ts';
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
  const inputs = Object.entries(input).map(([key, value]) => `${key}=${typed(value)}`);
  const { connector, model, under } = choice;
  return commandWords(['run', slug], { input: inputs, version, draft: isDraft, attended: isAttended, connector, model, under });
}

function typed(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

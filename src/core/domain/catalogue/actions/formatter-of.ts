import { AppError } from '../../model/errors.ts';
import type { EffectPorts } from '../../ports/effect-ports.ts';
import type { Formatter } from '../../ports/formatter.ts';

/** The formatter that a file's name asks for; undefined where its ending is none of a text format. */
export async function formatterOf(name: string, { formatters }: Pick<EffectPorts, 'formatters'>): Promise<Formatter | undefined> {
  try {
    return await formatters.forFile(name);
  } catch (error) {
    if (error instanceof AppError && error.code === 'input_invalid') return undefined;
    throw error;
  }
}

import path from 'node:path';
import envPaths from 'env-paths';
import { AppError } from '../domain/model/errors.ts';

export interface DataDirectoryChoice {
  /** The command line's `--data-dir`. */
  readonly option?: string | undefined;
  readonly environment?: NodeJS.ProcessEnv;
}

/** The absolute data directory: `--data-dir`, else `AIWM_HOME`, else the platform's place for application data. */
export function resolveDataDirectory({ option, environment = process.env }: DataDirectoryChoice = {}): string {
  if (option === '') throw new AppError('usage', '--data-dir names no directory.', { next: 'Name one, or leave the option out.' });
  const named = option ?? environment['AIWM_HOME'];
  return named === undefined || named === '' ? envPaths('aiwm', { suffix: '' }).data : path.resolve(named);
}

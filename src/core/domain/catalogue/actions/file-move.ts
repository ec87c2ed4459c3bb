import { z } from 'zod';
import { AppError } from '../../model/errors.ts';
import { defineAction, defineEffect, type ActionProgress, type EffectContext, type EffectOutcome, type EffectResult, type ProbeAnswer } from '../action-kind.ts';
import type { FileEntry } from '../../ports/file-connector.ts';
import { fileLook, seenBy } from './file-look.ts';
import { fileUse } from './file-use.ts';

const overwrite = z.boolean().default(false).describe('Replace a file that is there');

const Config = z.strictObject({
  from: z.string().min(1).describe('A file in an allowed directory; a relative path lies below the data directory’s files'),
  to: z.string().min(1).describe('Its new path, name included; missing directories are made'),
  overwrite,
});
type Config = z.infer<typeof Config>;

const Rename = z.strictObject({
  path: z.string().min(1).describe('A file in an allowed directory; a relative path lies below the data directory’s files'),
  name: z.string().min(1).max(255).describe('Its new name in the same directory'),
  overwrite,
});
type Rename = z.infer<typeof Rename>;

const Move = Config.extend({ identity: z.string().describe('Of the file that was looked at') });
type Move = z.infer<typeof Move>;

/** Nobody can move a file a second time by it; but where it went after an attempt nobody saw the end of, only the disk can tell, and sometimes only a person. */
const moveEffect = defineEffect<Move>({ kind: 'file.move', repeat: 'once', costsMoney: false, request: Move, paths: ({ from, to }) => [from, to], perform: move, probe });

const output = {
  type: 'object',
  properties: { from: { type: 'string' }, path: { type: 'string', description: 'Where it is now' }, name: { type: 'string' }, bytes: { type: 'integer' } },
  required: ['from', 'path', 'name', 'bytes'],
} as const;

/** Gives a file another path. */
export const fileMove = defineAction<Config>({
  type: 'file.move',
  version: 1,
  title: 'Move a file',
  summary: 'Moves a file to another path in an allowed directory',
  config: Config,
  output,
  example: { from: 'inbox/order.csv', to: 'done/{{ vars.month }}/order.csv' },
  effects: [fileLook, moveEffect],
  passes: ['from', 'to'],
  chooses: { directories: ['from', 'to'] },
  next: (config, _input, outcomes) => afterLook(config, outcomes),
});

/** Gives a file another name in its directory. */
export const fileRename = defineAction<Rename>({
  type: 'file.rename',
  version: 1,
  title: 'Rename a file',
  summary: 'Gives a file of an allowed directory another name',
  config: Rename,
  output,
  example: { path: 'reports/draft.md', name: '{{ vars.month }}.md' },
  effects: [fileLook, moveEffect],
  passes: ['path', 'name'],
  chooses: { directories: ['path', 'name'] },
  next: ({ path, name, ...rest }, _input, outcomes) => {
    if (/[/\\]/u.test(name) || name === '.' || name === '..') {
      return { kind: 'error', error: new AppError('input_invalid', `The new name "${name}" is no plain name.`, { next: 'Give a name without directories, or use file.move.' }).toWire() };
    }
    return afterLook({ from: path, to: beside(path, name), ...rest }, outcomes);
  },
});

/** First it is looked which file it is, then that one is moved. */
function afterLook(config: Config, [look, moved]: readonly EffectOutcome[]): ActionProgress {
  if (look === undefined) return { kind: 'effects', requests: [{ kind: 'file.look', request: { path: config.from, failIfMissing: true } }] };
  if (!look.ok) return { kind: 'error', error: look.error };
  if (moved !== undefined) return moved.ok ? { kind: 'output', output: moved.output } : { kind: 'error', error: moved.error };
  return { kind: 'effects', requests: [{ kind: 'file.move', request: { ...config, identity: seenBy(look)?.identity ?? '' } }] };
}

async function move({ from, to, overwrite: mayReplace, identity }: Move, context: EffectContext): Promise<EffectResult> {
  return resultOf({ from, to }, await context.ports.files.move(from, to, { ...fileUse(context), overwrite: mayReplace, identity }));
}

async function probe({ from, to, identity }: Move, context: EffectContext): Promise<ProbeAnswer> {
  const traced = await context.ports.files.traceMove(from, to, { ...fileUse(context), identity });
  if (traced.kind === 'moved') return { kind: 'happened', result: resultOf({ from, to }, traced.file) };
  return { kind: traced.kind === 'waiting' ? 'did_not_happen' : 'unknown' };
}

function resultOf({ from, to }: { readonly from: string; readonly to: string }, { name, bytes }: FileEntry): EffectResult {
  return { output: { from, path: to, name, bytes } };
}

function beside(path: string, name: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1) + name;
}

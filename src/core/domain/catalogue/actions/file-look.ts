import { z } from 'zod';
import { AppError } from '../../model/errors.ts';
import { defineEffect, type EffectOutcome } from '../action-kind.ts';
import { fileUse } from './file-use.ts';

const Look = z.strictObject({ path: z.string().min(1), failIfMissing: z.boolean() });
type Look = z.infer<typeof Look>;

const Seen = z.object({ path: z.string(), name: z.string(), bytes: z.int(), identity: z.string() });
export type SeenAt = z.infer<typeof Seen>;

/**
 * Which file it is that will be moved or deleted. The run keeps that before anything is done, so that no later attempt takes
 * another file for it that has its name by then.
 */
export const fileLook = defineEffect<Look>({
  kind: 'file.look',
  repeat: 'safe',
  costsMoney: false,
  request: Look,
  paths: ({ path }) => [path],
  async perform({ path, failIfMissing }, context) {
    context.signal.throwIfAborted();
    const seen = await context.ports.files.look(path, fileUse(context));
    if (seen === undefined && failIfMissing) throw new AppError('not_found', `There is no file "${path}".`, { next: 'Check the spelling, or list the directory.', data: { path } });
    return { output: { seen: seen === undefined ? null : Seen.parse(seen) } };
  },
});

/** What the look brought; nothing where there is no file. */
export function seenBy(outcome: EffectOutcome): SeenAt | undefined {
  return outcome.ok ? z.object({ seen: Seen.nullable() }).parse(outcome.output).seen ?? undefined : undefined;
}

import { z } from 'zod';
import { Actor } from '../model/actor.ts';
import { definitionHash } from '../model/definition-hash.ts';
import { AppError } from '../model/errors.ts';
import { Sha256 } from '../model/ids.ts';
import { instantMs } from '../model/instant.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { JsonRecord } from '../model/json-value.ts';
import type { VersionFacts } from '../ports/workflow-repository.ts';
import { draftDefinition } from './draft-definition.ts';
import { withoutCalled } from './without-called.ts';

/** A version as a workflow file holds it. */
export interface FiledVersion extends Pick<VersionFacts, 'number' | 'hash' | 'note' | 'publishedAt' | 'publishedBy'> {
  readonly definition: JsonObject;
}

/** As many versions come with a file as are ever kept, and none has a number after which others would run out of them. */
const most = { versions: 10_000, number: 1_000_000_000 } as const;

const Filed = z.object({
  version: z.int().min(1).max(most.number),
  hash: Sha256,
  note: z.string().max(1000),
  publishedAt: z.string().refine((text) => instantMs(text) !== undefined, 'use an instant'),
  publishedBy: z.string().max(200).regex(new RegExp(`^(?:${Actor.shape.kind.options.join('|')}):`, 'u'), 'use a kind of actor and its id'),
  definition: JsonRecord,
});

/** The published versions in a workflow file whose checksum fits, the oldest first. Each is what its own hash says, and no number comes twice. */
export function versionsInFile(given: Json, origin: string): readonly FiledVersion[] {
  const history = isJsonObject(given) ? given['history'] : undefined;
  if (history === undefined) return [];
  const parsed = z.array(Filed).max(most.versions).safeParse(history);
  if (!parsed.success) throw unfit(origin, parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).slice(0, 3).join('; '));
  const versions = parsed.data.map((filed) => readVersion(filed, origin));
  if (new Set(versions.map(({ number }) => number)).size < versions.length) throw unfit(origin, 'a number comes twice');
  return versions.toSorted((left, right) => left.number - right.number);
}

function readVersion({ version: number, hash, note, publishedAt, publishedBy, definition }: z.output<typeof Filed>, origin: string): FiledVersion {
  if (definitionHash(withoutCalled(definition)) !== hash) throw unfit(origin, `version ${number} is not what its hash says`);
  draftDefinition(definition, `Version ${number} of ${origin}`);
  const [kind = '', ...id] = publishedBy.split(':');
  return { number, hash, note, publishedAt: instantMs(publishedAt) ?? 0, publishedBy: Actor.parse({ kind, id: id.join(':') }), definition };
}

function unfit(origin: string, fault: string): AppError {
  return new AppError('definition_invalid', `The versions in ${origin} cannot be read: ${fault}.`, { next: 'Export it again.' });
}

import { z } from 'zod';
import { AppError } from '../domain/model/errors.ts';

const hex = (least: number, most: number): z.ZodString => z.string().regex(/^(?:[0-9a-f]{2})+$/u).min(least * 2).max(most * 2);
const count = z.int().min(0);
const word = z.string().min(1).max(500);

/** How a password becomes a key. What lies outside of the bounds of {@link demandBounds} is never computed. */
const PasswordParameters = z.strictObject({
  algorithm: z.literal('argon2id'),
  memoryKib: count,
  passes: count,
  lanes: count,
  salt: hex(16, 64),
});
export type PasswordParameters = z.infer<typeof PasswordParameters>;

const PasswordSlot = z.strictObject({ kind: z.literal('password'), kdf: PasswordParameters, key: hex(60, 60) });
const KeychainSlot = z.strictObject({ kind: z.literal('keychain'), account: word });

const VaultRecord = z.strictObject({
  id: z.uuid(),
  connector: word,
  label: word,
  profile: word.optional(),
  environment: z.string().optional(),
  description: z.string().optional(),
  isDefault: z.boolean(),
  fingerprint: hex(6, 6),
  createdAt: count,
  rotatedAt: count.optional(),
  expiresAt: count.optional(),
  testedAt: count.optional(),
  graceUntil: count.optional(),
  secret: hex(29, 1_000_000),
  /** The secret before the last rotation, while `graceUntil` is ahead. */
  earlier: hex(29, 1_000_000).optional(),
});
export type VaultRecord = z.infer<typeof VaultRecord>;

const VaultDocument = z.strictObject({
  format: z.literal('aiwm-vault'),
  v: z.literal(1),
  id: z.uuid(),
  /** Rises with every write; the database remembers the last one, so that an older file put back is noticed. */
  generation: count,
  slot: z.discriminatedUnion('kind', [PasswordSlot, KeychainSlot]),
  records: z.array(VaultRecord).max(10_000),
  mac: hex(32, 32),
});
export type VaultDocument = z.infer<typeof VaultDocument>;

/** The one text of a document: what it decodes to encodes to the same bytes again, or is refused. */
export function encodeDocument(document: VaultDocument): string {
  return `${JSON.stringify(VaultDocument.parse(document), null, 1)}\n`;
}

/** A document from its text; anything but the exact text {@link encodeDocument} makes is `integrity`. */
export function decodeDocument(text: string, place: string): VaultDocument {
  const parsed = VaultDocument.safeParse(jsonOf(text));
  if (!parsed.success || encodeDocument(parsed.data) !== text) throw damaged(place, 'it is not written as this program writes it');
  return parsed.data;
}

export function damaged(place: string, why: string, cause?: unknown): AppError {
  return new AppError('integrity', `The vault "${place}" was changed or damaged: ${why}.`, {
    next: 'Put the file back from a backup. Nothing in it was used.',
    data: { path: place },
    ...(cause === undefined ? {} : { cause }),
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Told as any other text that no vault has.
    return undefined;
  }
}

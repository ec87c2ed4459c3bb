import { commandWords } from '../model/command-line.ts';
import { z } from 'zod';
import { canonicalJson } from '../model/canonical-json.ts';
import { AppError } from '../model/errors.ts';
import { JsonRecord } from '../model/json-value.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { reservedNameIn } from '../model/reserved-name.ts';
import { defaultProfile, profileName } from '../model/settings-layers.ts';
import { sha256Hex } from '../model/sha256.ts';
import type { PassphraseSeal } from '../ports/passphrase-seal.ts';
import type { SettingsContents } from '../ports/settings-editor.ts';

/** What is known of a credential without its secret. */
const CredentialNote = z.object({ connector: z.string(), label: z.string(), profile: z.string().optional(), environment: z.string().optional(), description: z.string().optional(), isDefault: z.boolean() });
export type CredentialNote = z.infer<typeof CredentialNote>;

const Body = z.strictObject({
  settings: JsonRecord,
  profiles: z.record(profileName.refine((name) => name !== defaultProfile, 'It is no profile with a file'), z.strictObject({ description: z.string(), sections: JsonRecord })),
  credentials: z.array(CredentialNote),
});
export type BundleBody = z.infer<typeof Body>;

const format = 'aiwm.settings-bundle/1';
const Open = z.strictObject({ format: z.literal(format), program: z.string(), checksum: z.string(), body: JsonRecord });
const Sealed = z.strictObject({ format: z.literal(format), program: z.string(), sealed: JsonRecord });

/** The file that carries settings to another machine: everything in the open with a checksum, or sealed. */
export async function writeBundle(body: BundleBody, { program, seal, passphrase }: { readonly program: string; readonly seal: () => Promise<PassphraseSeal>; readonly passphrase: string | undefined }): Promise<JsonObject> {
  const plain = JsonRecord.parse(body);
  if (passphrase === undefined) return { format, program, checksum: checksumOf(plain), body: plain };
  return { format, program, sealed: await (await seal()).seal(new TextEncoder().encode(canonicalJson(plain)), passphrase) };
}

/** What a bundle holds; `integrity` for one that was changed, cut or made by another version. */
export async function readBundle(bundle: JsonObject, { seal, passphrase }: { readonly seal: () => Promise<PassphraseSeal>; readonly passphrase: string | undefined }): Promise<BundleBody> {
  demandFormat(bundle['format']);
  const sealed = Sealed.safeParse(bundle);
  if (sealed.success) {
    if (passphrase === undefined) throw new AppError('precondition_failed', 'The file is sealed with a passphrase.', { next: 'Give it with --passphrase-file.' });
    return bodyOf(JSON.parse(new TextDecoder().decode(await (await seal()).open(sealed.data.sealed, passphrase))));
  }
  const open = Open.safeParse(bundle);
  if (!open.success) throw damaged('it lacks a part');
  if (checksumOf(open.data.body) !== open.data.checksum) throw damaged('its checksum is another');
  return bodyOf(open.data.body);
}

/** The body as contents of the settings. */
export function contentsOf({ settings, profiles }: BundleBody): SettingsContents {
  return { user: settings, profiles };
}

/** Credentials the bundle's settings were used with and nobody has here. */
export function missingCredentials({ credentials }: BundleBody, here: readonly CredentialNote[]): readonly string[] {
  const known = new Set(here.map(credentialKey));
  return credentials.filter((credential) => !known.has(credentialKey(credential))).map(({ connector, label, profile }) =>
    `The credential "${label}" of "${connector}"${profile === undefined ? '' : ` in the profile "${profile}"`} is not here: \`${commandWords(['credentials', 'set', connector], { label })}\` saves it.`,
  );
}

function credentialKey({ connector, label, profile }: CredentialNote): string {
  return canonicalJson([connector, label, profile ?? null]);
}

function checksumOf(body: JsonObject): string {
  return `sha256:${sha256Hex(canonicalJson(body))}`;
}

function demandFormat(stated: Json | undefined): void {
  if (stated === format) return;
  const isOther = typeof stated === 'string' && stated.startsWith('aiwm.settings-bundle/');
  throw isOther
    ? new AppError('integrity', `The file has the format "${stated}"; this program reads "${format}".`, { next: 'Export it again with this version of the program.', data: { format: stated } })
    : new AppError('integrity', 'The file is no export of settings.', { next: '`aiwm settings export --out <file>` makes one.' });
}

function bodyOf(value: unknown): BundleBody {
  const reserved = reservedNameIn(value);
  if (reserved !== undefined) throw new AppError('input_invalid', `The file of settings calls something "${reserved}", which no name may be.`, { next: 'Give it another name in the file, or leave it out; nothing was changed here.', data: { name: reserved } });
  const body = Body.safeParse(value);
  if (!body.success) throw damaged('what it holds is not settings');
  return body.data;
}

function damaged(why: string): AppError {
  return new AppError('integrity', `The file of settings was changed or damaged: ${why}.`, { next: 'Export it again where it came from; nothing was changed here.' });
}

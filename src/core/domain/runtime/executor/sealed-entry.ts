import { isJsonList, type Json } from '../../model/json.ts';
import { Sha256 } from '../../model/ids.ts';
import type { StartInput } from '../../model/run-input.ts';
import type { BlobWrite } from '../../ports/blob-store.ts';
import type { RunSeal } from '../../ports/run-keys.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import type { Sensitivity } from '../compile/sensitivity.ts';
import { isOutputSensitive } from '../sealing/conceal-row.ts';
import { sealedBlob } from '../sealing/sealed-bytes.ts';
import type { Entry } from './run-entry.ts';

const none: Sensitivity = new Map();

/**
 * What is said to a run with its sensitive bytes sealed, before anything is decided on it: bytes are kept by the address of
 * what is kept, and whoever names them must name that one.
 */
export function entryWithSealedBytes(entry: Entry, seal: RunSeal, { sensitive = none }: Pick<CompiledDefinition, 'sensitive'>): Entry {
  const { input, result } = entry;
  if (input.type === 'start') return startWithSealedBytes(entry, input, { seal, names: sensitive.get('')?.inputs ?? new Set() });
  if (input.type !== 'effect_completed' || result === undefined || !isOutputSensitive({ sensitivity: sensitive }, input.effect)) return entry;
  const { value } = result;
  const moved = new Map<string, string>();
  const keep = (blob: BlobWrite): BlobWrite => {
    const sealed = sealedBlob(blob, seal);
    moved.set(blob.sha256, sealed.sha256);
    return sealed;
  };
  const blobs = value.blobs?.map(keep);
  const artifacts = value.artifacts?.map((artifact) => ({ ...artifact, blob: keep(artifact.blob) }));
  const output = readdressed(input.output, moved);
  return {
    ...entry,
    input: { ...input, output },
    result: { ...result, value: { ...value, output, ...(blobs === undefined ? {} : { blobs }), ...(artifacts === undefined ? {} : { artifacts }) } },
  };
}

function startWithSealedBytes(entry: Entry, input: StartInput, { seal, names }: { readonly seal: RunSeal; readonly names: ReadonlySet<string> }): Entry {
  const moved = new Map<string, string>();
  const sensitive = new Set(Object.entries(input.inputs).filter(([name]) => names.has(name)).flatMap(([, value]) => addressesIn(value)));
  const blobs = (entry.blobs ?? []).map((blob) => {
    if (!sensitive.has(blob.sha256)) return blob;
    const sealed = sealedBlob(blob, seal);
    moved.set(blob.sha256, sealed.sha256);
    return sealed;
  });
  if (moved.size === 0) return entry;
  const inputs = Object.fromEntries(Object.entries(input.inputs).map(([name, value]) => [name, names.has(name) ? readdressed(value, moved) : value]));
  return { ...entry, input: { ...input, inputs }, blobs };
}

function addressesIn(value: Json): readonly string[] {
  if (typeof value === 'string') return Sha256.safeParse(value).success ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((part: Json) => addressesIn(part)) : [];
}

/** References to bytes with their new addresses. */
function readdressed(value: Json, moved: ReadonlyMap<string, string>): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (isJsonList(value)) return value.map((item) => readdressed(item, moved));
  const isReference = typeof value['mediaType'] === 'string';
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, name === 'sha256' && isReference && typeof part === 'string' ? (moved.get(part) ?? part) : readdressed(part, moved)]));
}

import type { ZodError } from 'zod';
import { AppError } from '../domain/model/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../domain/model/json.ts';
import { type Settings, settingsSchemas, type SettingsSection } from '../domain/model/settings.ts';
import type { SettingsLayer } from '../domain/model/settings-layers.ts';
import { patched, type Patch } from './merge-patch.ts';

/** What one layer says of one section. */
export interface Said {
  readonly layer: Exclude<SettingsLayer, 'default'>;
  readonly source: string;
  readonly patch: Json;
}

/** A section with its layers laid over each other. */
export interface LayeredSection<S extends SettingsSection = SettingsSection> {
  readonly value: Settings[S];
  /** The layers that count, the weakest first. */
  readonly fitting: readonly (Said & { readonly patch: Patch })[];
  /** Why a file's layer does not count. */
  readonly faults: readonly { readonly source: string; readonly reason: string }[];
}

/**
 * Lays what is said over the defaults, the weakest first. What a file says and does not fit is left out and told; what
 * somebody said for this very process is `input_invalid`, because they are there to correct it.
 */
export function layeredSection<S extends SettingsSection>(section: S, initial: Settings[S], said: readonly Said[]): LayeredSection<S> {
  let value = initial;
  const fitting: (Said & { readonly patch: Patch })[] = [];
  const faults: { readonly source: string; readonly reason: string }[] = [];
  for (const layer of said) {
    const read = readSection(section, isJsonObject(layer.patch) ? patched(asJson(value), layer.patch) : layer.patch);
    if (typeof read !== 'string' && isJsonObject(layer.patch)) {
      value = read.value;
      fitting.push({ ...layer, patch: layer.patch });
    } else {
      const reason = typeof read === 'string' ? read : 'it is no JSON object';
      if (layer.layer === 'flag' || layer.layer === 'environment') throw doesNotFit(section, layer, reason);
      faults.push({ source: layer.source, reason });
    }
  }
  return { value, fitting, faults };
}

/** A value checked against its section, or what is wrong with it. */
export function readSection<S extends SettingsSection>(section: S, value: unknown): { readonly value: Settings[S] } | string {
  const parsed = settingsSchemas[section].safeParse(value);
  return parsed.success ? { value: parsed.data as Settings[S] } : describe(parsed.error);
}

/** A section's value as JSON: every schema of the settings describes JSON. */
export function asJson(value: Settings[SettingsSection]): JsonObject {
  return value as unknown as JsonObject;
}

function describe(error: ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'the value'}: ${issue.message}`).join('; ');
}

function doesNotFit(section: SettingsSection, { source }: Said, reason: string): AppError {
  return new AppError('input_invalid', `What ${source} says does not fit the settings of "${section}": ${reason}.`, {
    next: `Correct it, or leave it out; \`aiwm settings get ${section}\` shows the section.`,
    data: { section, source },
  });
}

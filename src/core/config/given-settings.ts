import { AppError } from '../domain/model/errors.ts';
import type { Json, JsonObject } from '../domain/model/json.ts';
import { profileName, profileVariable, settingParts, type SettingsGiven } from '../domain/model/settings-layers.ts';
import { patched, type Patch } from './merge-patch.ts';
import { settingPath, valueOfText } from './setting-path.ts';

/** One setting as somebody gave it. */
export interface GivenSetting {
  readonly layer: 'flag' | 'environment';
  /** The flag or the variable, as it was written. */
  readonly source: string;
  readonly section: string;
  /** Over its section. */
  readonly patch: Patch;
}

const prefix = 'AIWM_SETTINGS__';

/**
 * What flags and variables say, the strongest first. A variable is called `AIWM_SETTINGS__` and the way to the setting with
 * `__` between its parts: `AIWM_SETTINGS__connectors__llm=claude`. That one rule reaches every setting there is.
 */
export function givenSettings({ flags = [], environment = {} }: SettingsGiven): readonly GivenSetting[] {
  // The last of two equal flags counts, as everywhere on a command line.
  const fromFlags = flags.toReversed().map((flag) => {
    const equals = flag.indexOf('=');
    if (equals < 1) throw new AppError('usage', `"${flag}" is no setting with a value.`, { next: 'Write it as --setting connectors.llm=mock.' });
    return given({ layer: 'flag', source: `--setting ${flag.slice(0, equals)}` }, settingParts(flag.slice(0, equals)), flag.slice(equals + 1));
  });
  const fromEnvironment = Object.keys(environment).filter((name) => name.toUpperCase().startsWith(prefix)).toSorted().map((name) =>
    given({ layer: 'environment', source: name }, name.slice(prefix.length).split('__'), environment[name] ?? ''),
  );
  return [...fromFlags, ...fromEnvironment];
}

/** The profile a flag or a variable chooses, and which of them. */
export function givenProfile({ profile, environment = {} }: SettingsGiven): { readonly name: string; readonly source: string } | undefined {
  const variable = environment[profileVariable];
  const [name, source] = profile === undefined ? [variable, profileVariable] : [profile, '--profile'];
  if (name === undefined || name === '') return undefined;
  if (profileName.safeParse(name).success) return { name, source };
  throw new AppError('input_invalid', `${source} names no profile: "${name}".`, { next: '`aiwm profiles list` shows what there is.', data: { profile: name } });
}

function given(origin: Pick<GivenSetting, 'layer' | 'source'>, parts: readonly string[], text: string): GivenSetting {
  try {
    const place = settingPath(parts);
    const [section, ...rest] = place.path;
    const patch = rest.toReversed().reduce<Json>((inner, key) => ({ [key]: inner }), valueOfText(text, place));
    return { ...origin, section, patch: asPatch(patch, origin.source) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
    throw new AppError('input_invalid', `${origin.source}: ${error.message}`, { next: '`aiwm settings list` shows every setting; unset the variable or leave the flag out.', data: { source: origin.source } });
  }
}

function asPatch(value: Json, source: string): JsonObject {
  const whole = patched({}, value);
  if (typeof whole === 'object' && whole !== null && !Array.isArray(whole)) return value as JsonObject;
  throw new AppError('input_invalid', `${source} names a whole section, and its value is no JSON object.`, { next: 'Name one setting in it, or give an object.' });
}

import type { Json } from '../domain/model/json.ts';
import type { SettingsSection } from '../domain/model/settings.ts';
import type { LayerSays } from '../domain/ports/settings-editor.ts';
import { valueAt } from './merge-patch.ts';
import { asJson, type Said } from './section-layers.ts';
import { settingPath } from './setting-path.ts';
import { type SettingsSnapshot } from './settings-snapshot.ts';
import { userPlace } from './settings-directory.ts';

/** What every layer says of a setting, the strongest first; the first that says anything and fits wins. */
export function explainSetting(snapshot: SettingsSnapshot, parts: readonly string[]): readonly LayerSays[] {
  const [name, ...rest] = settingPath(parts).path;
  const section = name as SettingsSection;
  const { fitting } = snapshot.layers(section);
  const spoken = saidOf(snapshot, section).map((said) => ({ said, value: valueAt(said.patch, rest) }));
  const winner = spoken.find(({ said, value }) => value !== undefined && fitting.some(({ source, patch }) => source === said.source && patch === said.patch));
  const initial = valueAt(asJson(snapshot.initial(section)), rest);
  return [
    ...spoken.map(({ said, value }) => says(said, value, winner?.said === said)),
    says({ layer: 'default', source: 'the program' }, initial, winner === undefined),
  ];
}

/** Every layer there is, also one without a word on this section: then it says nothing. */
function saidOf(snapshot: SettingsSnapshot, section: SettingsSection): readonly Said[] {
  const { given, fileOf } = snapshot.parts;
  const place = snapshot.activePlace;
  const saved = (layer: 'profile' | 'user', at: string): Said => ({ layer, source: fileOf(at), patch: snapshot.said(section, at) ?? {} });
  return [...given.filter((setting) => setting.section === section), ...(place === userPlace ? [] : [saved('profile', place)]), saved('user', userPlace)];
}

function says({ layer, source }: Pick<LayerSays, 'layer' | 'source'>, value: Json | undefined, wins: boolean): LayerSays {
  return { layer, source, wins, ...(value === undefined ? {} : { value }) };
}

import { isJsonList, isJsonObject, type Json } from '../../../core/domain/model/json.ts';
import { readJson } from '../../components/read-json.ts';
import type { PaletteEntry } from '../palette-entries.ts';

const storageKey = 'aiwm.palette.recent';
const most = 12;
const lasting: readonly string[] = ['go', 'address', 'run', 'operation', 'opens'];

/** What was chosen in this browser, the last first. Acts of what was open are not among them: they stand there by themselves. */
export function recentEntries(): readonly PaletteEntry[] {
  const kept = readJson(localStorage.getItem(storageKey) ?? '[]');
  return isJsonList(kept) ? kept.filter(isEntry) : [];
}

/** Puts an entry first. */
export function rememberEntry({ id, label, hint, icon, act }: PaletteEntry): void {
  if (!lasting.some((name) => name in act)) return;
  const entries = [{ id, label, hint, icon, act }, ...recentEntries().filter((entry) => entry.id !== id)];
  localStorage.setItem(storageKey, JSON.stringify(entries.slice(0, most)));
}

function isEntry(value: Json): value is Json & PaletteEntry {
  if (!isJsonObject(value)) return false;
  const { id, label, hint, icon, act } = value;
  if (![id, label, hint, icon].every((text) => typeof text === 'string') || act === undefined || !isJsonObject(act)) return false;
  const [name = '', what = ''] = Object.entries(act)[0] ?? [];
  return lasting.includes(name) && (name === 'address' ? isAddress(what) : typeof what === 'string');
}

function isAddress(value: Json): boolean {
  return isJsonObject(value) && typeof value['to'] === 'string' && ['params', 'search'].every((part) => value[part] === undefined || isJsonObject(value[part]));
}

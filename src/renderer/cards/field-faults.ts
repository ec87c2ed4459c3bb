import { errorFromWire } from '../../core/domain/model/error-wire.ts';
import { isJsonObject } from '../../core/domain/model/json.ts';

/** Messages by field, where a refusal carries them as `data.fields`. */
export function fieldFaults(error: unknown): Readonly<Record<string, string>> {
  if (error === null || error === undefined) return {};
  const fields = errorFromWire(error).data?.['fields'];
  if (!isJsonObject(fields)) return {};
  return Object.fromEntries(Object.entries(fields).flatMap(([key, message]) => (typeof message === 'string' ? [[key, message]] : [])));
}

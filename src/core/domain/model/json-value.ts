import { z } from 'zod';
import type { Json, JsonObject } from './json.ts';
import { readJson } from './normal-json.ts';

/**
 * Any JSON value, for places whose own schema is found later: inputs, configs, outputs. Half surrogate pairs and numbers
 * that are not finite are refused here, since no journal could give them back.
 */
export const JsonValue: z.ZodType<Json> = z.any().check(normalise);
export const JsonRecord: z.ZodType<JsonObject> = z.record(z.string(), z.any()).check(normalise);

function normalise(payload: z.core.ParsePayload): void {
  const read = readJson(payload.value);
  if (read.fault === undefined) payload.value = read.value;
  else payload.issues.push({ code: 'custom', message: read.fault.reason, path: [...read.fault.path], input: payload.value });
}

import { z } from 'zod';
import type { Json, JsonObject } from './json.ts';

/** Any JSON value, for places whose own schema is found later: inputs, configs, outputs. */
export const JsonValue: z.ZodType<Json> = z.json();
export const JsonRecord: z.ZodType<JsonObject> = z.record(z.string(), z.json());

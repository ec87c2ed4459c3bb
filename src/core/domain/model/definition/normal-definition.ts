import type { JsonObject } from '../json.ts';
import { WorkflowDefinition } from '../workflow.ts';

/** The definition with its defaults written out, as drafts keep it; the very same where it is no sound one. */
export function normalDefinition(definition: JsonObject): JsonObject {
  const parsed = WorkflowDefinition.safeParse(definition);
  // Without the properties that are only declared: a definition is what JSON carries.
  return parsed.success ? (JSON.parse(JSON.stringify(parsed.data)) as JsonObject) : definition;
}

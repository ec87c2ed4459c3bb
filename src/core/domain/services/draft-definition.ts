import { AppError } from '../model/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { readJson } from '../model/normal-json.ts';
import { WorkflowDefinition } from '../model/workflow.ts';

/**
 * A definition as drafts keep it: the envelope is sound and its defaults are written out. What only `verify` finds, such
 * as an unknown kind or a missing start, may still be wrong: people save before they are done.
 */
export function draftDefinition(given: Json, origin: string): JsonObject {
  demandKnownFormat(given, origin);
  const parsed = WorkflowDefinition.safeParse(given);
  if (!parsed.success) throw unfit(origin, parsed.error.issues);
  // As JSON carries it: without the properties that are only declared. Its defaults may nest it deeper than it was given.
  const kept = readJson(parsed.data);
  if (kept.fault !== undefined) throw unfit(origin, [{ path: kept.fault.path, message: kept.fault.reason }]);
  return kept.value as JsonObject;
}

const known = 'aiwm.workflow/1';

/** What a later program wrote is not wrong: this one does not know it. */
function demandKnownFormat(given: Json, origin: string): void {
  const said = isJsonObject(given) ? given['format'] : undefined;
  const format = typeof said === 'string' ? said : '';
  if (format === known || !/^aiwm\.workflow\/[1-9]\d{0,8}$/u.test(format)) return;
  throw new AppError('definition_invalid', `${origin} is in the format ${format}; this program reads ${known}.`, { next: 'Use a program that is as new as the one that wrote it, or export it there for this one.', data: { format, fields: [{ path: 'format', message: `this program reads ${known}` }] } });
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function unfit(origin: string, issues: readonly Issue[]): AppError {
  const fields = issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const told = fields.slice(0, 5).map(({ path, message }) => `${path === '' ? 'the definition' : path}: ${message}`);
  return new AppError('definition_invalid', `${origin} is no definition in the format aiwm.workflow/1: ${told.join('; ')}${fields.length > told.length ? '; …' : ''}.`, {
    next: 'Correct the fields named; docs/workflow-engine.md describes the format.',
    data: { fields },
  });
}

/** What lists show of a definition. */
export function titleOf({ name, description }: JsonObject, otherwise: string): { readonly name: string; readonly description: string } {
  return { name: typeof name === 'string' ? name : otherwise, description: typeof description === 'string' ? description : '' };
}

/** A workflow that starts and ends, to build on. */
export function emptyDefinition(name: string): JsonObject {
  return {
    format: 'aiwm.workflow/1',
    name,
    root: {
      id: 'root',
      nodes: [
        { id: 'start', type: 'start' },
        { id: 'done', type: 'end' },
      ],
      transitions: [{ id: 't1', from: 'start', to: 'done', triggers: [{ type: 'immediate' }] }],
    },
  };
}

import type { Catalogue } from '../catalogue/catalogue.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import { definitionMeaning } from '../model/definition-hash.ts';
import { AppError } from '../model/errors.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import type { WorkflowRepository } from '../ports/workflow-repository.ts';
import { type Call, callsIn } from './calls-in.ts';
import { demandPublishedHere } from './lookups.ts';

export interface PinDeps {
  readonly workflows: Pick<WorkflowRepository, 'named' | 'version'>;
  readonly catalogue: Catalogue;
}

/**
 * The definition with those of the workflows it calls, and of those they call, as they are published now: whatever is
 * published later, a run of it stays the same. One without calls is given back as it is. Throws `not_found` or
 * `not_published` for a workflow that cannot be called, `conflict` where two versions of one would be needed.
 */
export async function pinCalled(deps: PinDeps, definition: JsonObject, self?: string): Promise<JsonObject> {
  const calls = callsIn(deps.catalogue, definition['root']);
  if (calls.length === 0) return definition;
  const carried = isJsonObject(definition['called']) ? definition['called'] : {};
  const called = new Map<string, JsonObject>();
  const own = self === undefined ? [] : [self, ...((await deps.workflows.named(self))?.formerSlugs ?? [])];
  for (const call of calls) {
    await pinOne(deps, { call, carried, called });
    if (own.some((name) => called.has(name))) throw circle(self ?? '', call.workflow, own.includes(call.workflow));
  }
  return { ...definition, called: Object.fromEntries([...called].toSorted(([left], [right]) => (left < right ? -1 : 1))) };
}

function circle(self: string, by: string, isAtOnce: boolean): AppError {
  return new AppError('definition_invalid', isAtOnce ? `The workflow "${self}" calls itself.` : `The workflow "${self}" calls itself, by way of "${by}".`, { next: 'Take the call out: calls do not go round in a circle.', data: { workflow: by } });
}

interface Pinning {
  readonly call: Call;
  /** What the definition brought along, such as one that was exported elsewhere. */
  readonly carried: JsonObject;
  readonly called: Map<string, JsonObject>;
}

async function pinOne(deps: PinDeps, { call, carried, called }: Pinning): Promise<void> {
  const { called: further, ...published } = await publishedDefinition(deps, call, carried);
  keep(called, call.workflow, published);
  for (const [slug, definition] of Object.entries(isJsonObject(further) ? further : {})) {
    if (isJsonObject(definition)) keep(called, slug, definition);
  }
}

async function publishedDefinition({ workflows }: PinDeps, { workflow: slug, version }: Call, carried: JsonObject): Promise<JsonObject> {
  // By a name only that nobody else can be given: what is called stays the same workflow.
  const row = await workflows.named(slug);
  const brought = carried[slug];
  if (row === undefined && isJsonObject(brought)) return brought;
  if (row === undefined) throw new AppError('not_found', `There is no workflow "${slug}" to call.`, { next: '`aiwm workflows list` shows the workflows there are.', data: { workflow: slug } });
  const number = version ?? row.publishedVersion;
  if (number === undefined) throw new AppError('not_published', `The workflow "${slug}" is called and has no published version.`, { next: `Publish it first: \`aiwm workflows publish ${slug}\`.`, data: { workflow: slug } });
  const published = await workflows.version(row.id, number);
  if (published !== undefined) {
    demandPublishedHere(row, published);
    return published.definition;
  }
  throw new AppError('not_found', `The workflow "${slug}" has no version ${number} to call.`, { next: `\`aiwm workflows history ${slug}\` shows its versions.`, data: { workflow: slug, version: number } });
}

function keep(called: Map<string, JsonObject>, slug: string, definition: JsonObject): void {
  const meaning = JSON.parse(new TextDecoder().decode(definitionMeaning(definition).bytes)) as JsonObject;
  const before = called.get(slug);
  if (before !== undefined && canonicalJson(before) !== canonicalJson(meaning)) {
    throw new AppError('conflict', `Two different versions of the workflow "${slug}" are called.`, { next: 'Publish the workflows that call it again, so that all of them call the same version.', data: { workflow: slug } });
  }
  called.set(slug, meaning);
}

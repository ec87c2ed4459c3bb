import { canonicalJson } from '../../model/canonical-json.ts';
import { AppError } from '../../model/errors.ts';
import type { JsonObject } from '../../model/json.ts';
import { own as ownOf } from '../../model/own.ts';
import { present } from '../../model/present.ts';
import { calledIn, nodeOf } from '../../model/region-path.ts';
import type { MigrateInput } from '../../model/run-input.ts';
import type { RunState } from '../../model/run-state.ts';
import type { Region, WorkflowNode } from '../../model/workflow.ts';
import type { MoveRun } from '../../ports/run-executor.ts';
import type { RunCommit } from '../../ports/run-commit.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import { variablesAt } from '../compile/definition-at.ts';
import { versionsToKeep } from '../evolve/kept-versions.ts';
import { movedPath, movedVisits } from '../evolve/moved-visits.ts';
import { visitsOf } from '../evolve/region-tree.ts';
import type { RunLoader } from './run-loader.ts';
import type { BlobWrite } from '../../ports/blob-store.ts';

/** A move to another definition, ready to be told to the run. */
export interface PlannedMove {
  readonly input: MigrateInput;
  readonly definition: CompiledDefinition;
  readonly moved: NonNullable<RunCommit['moved']>;
  readonly blobs: readonly BlobWrite[];
}

/** What the run is told to move: which actions under way are others there, and which variables are new. */
export function planMove(loader: Pick<RunLoader, 'meaning' | 'compile'>, move: MoveRun, { state, from }: { readonly state: RunState; readonly from: CompiledDefinition }): PlannedMove {
  const meaning = loader.meaning(move);
  const definition = loader.compile({ hash: meaning.hash, definition: move.definition });
  demandSensitive(from, definition);
  const vars = missing(definition.initial, state.scope.vars);
  const own = newInside(state, definition, move.mapping);
  const again = changedActions({ state, from, to: definition, mapping: move.mapping });
  const { versionId, versionNumber } = move;
  return {
    input: {
      type: 'migrate',
      definitionHash: meaning.hash,
      mapping: move.mapping,
      ...(Object.keys(vars).length === 0 ? {} : { vars }),
      ...(Object.keys(own).length === 0 ? {} : { own }),
      ...(again.length === 0 ? {} : { again }),
      ...present({ actions: versionsToKeep({ actions: definition.actionVersions })?.actions }),
    },
    definition,
    moved: { definitionHash: meaning.hash, ...(versionId === undefined ? {} : { versionId }), ...(versionNumber === undefined ? {} : { versionNumber }) },
    blobs: [{ sha256: meaning.hash, mediaType: 'application/json', bytes: meaning.bytes }, ...(move.templates ?? [])],
  };
}

/** What bodies under way and called workflows have there that they did not have before, by their paths. */
function newInside(state: RunState, definition: CompiledDefinition, mapping: MoveRun['mapping']): { readonly [region: string]: JsonObject } {
  const moved = movedVisits(state.root, mapping);
  const inside = visitsOf(state.root).flatMap((visit) => visit.bodies).flatMap((region): readonly (readonly [string, JsonObject])[] => {
    const begins = region.active === undefined || region.own === undefined ? {} : variablesAt(definition, movedPath(region.active.id, moved)).initial;
    const vars = missing(begins, region.own?.vars ?? {});
    return Object.keys(vars).length === 0 ? [] : [[region.path, vars]];
  });
  return Object.fromEntries(inside);
}

function missing(initial: JsonObject, vars: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(initial).filter(([name]) => !Object.hasOwn(vars, name)));
}

/** What is sealed in a run stays sealed: a definition that no longer says so, or calls one that does not, cannot take it over. */
function demandSensitive(from: CompiledDefinition, to: CompiledDefinition): void {
  const lost = [...(from.sensitive ?? [])].flatMap(([slug, was]) => {
    if (slug !== '' && !to.called.has(slug)) return [];
    const is = to.sensitive?.get(slug);
    const names = [...[...was.vars].filter((name) => is?.vars.has(name) !== true).map((name) => `variables.${name}`), ...[...was.inputs].filter((name) => is?.inputs.has(name) !== true).map((name) => `inputs.${name}`)];
    return slug === '' ? names : names.map((name) => `called.${slug}.${name}`);
  });
  if (lost.length === 0 && (from.sensitive === undefined || to.sensitive !== undefined)) return;
  throw new AppError('precondition_failed', `The run holds sensitive values, and the definition it would move to no longer says so of ${lost.join(', ') || 'anything'}.`, {
    next: 'Mark them there as they are marked now: `sensitive` for a variable, `writeOnly` for an input.',
    data: { reason: 'sensitive', lost },
  });
}

interface Change {
  readonly state: RunState;
  readonly from: CompiledDefinition;
  readonly to: CompiledDefinition;
  readonly mapping: MoveRun['mapping'];
}

/** Visits whose action under way is written otherwise in the definition the run moves to. */
function changedActions({ state, from, to, mapping }: Change): readonly string[] {
  const before = new Map(nodesOf(from.definition.root).map((node) => [node.id, node]));
  const after = new Map(nodesOf(to.definition.root).map((node) => [node.id, node]));
  return visitsOf(state.root).flatMap((visit) => {
    if (visit.act === undefined || calledIn(visit.id) !== undefined) return [];
    const id = nodeOf(visit.id);
    const [was, is] = [actionIn(before.get(id), visit.act.action), actionIn(after.get(ownOf(mapping, id) ?? id), visit.act.action)];
    return was !== undefined && is !== undefined && canonicalJson(was) !== canonicalJson(is) ? [visit.id] : [];
  });
}

function nodesOf(region: Region): readonly WorkflowNode[] {
  return region.nodes.flatMap((node) => [node, ...node.bodies.flatMap(nodesOf)]);
}

function actionIn(node: WorkflowNode | undefined, id: string): JsonObject | undefined {
  const action = [...(node?.entry ?? []), ...(node?.exit ?? [])].find((one) => one.id === id);
  // Definitions are what JSON carries; fields that are only declared are left out.
  return action === undefined ? undefined : (JSON.parse(JSON.stringify(action)) as JsonObject);
}

import { isJsonObject, type JsonObject } from '../../model/json.ts';
import type { FoldedEvent } from '../../model/run-event.ts';
import type { DecidedFact } from '../../model/run-facts.ts';
import { inputPayload, type RunInput } from '../../model/run-input.ts';
import type { RunState } from '../../model/run-state.ts';
import type { RunSeal } from '../../ports/run-keys.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import type { Sensitivity } from '../compile/sensitivity.ts';
import { evolve } from '../evolve.ts';
import { isOutputSensitive, rowConcealed } from '../sealing/conceal-row.ts';
import type { SealedRun } from '../sealing/sealed-run.ts';
import { type Concealer, escaped, sealing } from '../sealing/sealed-value.ts';
import type { BatchParts, FinishedEffect } from './run-batch.ts';

const none: Sensitivity = new Map();

/**
 * A step with everything sensitive in it sealed: its rows, and the state they lead to. That state is folded from the sealed
 * rows by the same function as the engine's own, which looks into no value; so whatever the state has of a row is sealed
 * where the row is, and so is all that is made from it: the image, cards, approvals, outputs.
 */
export function sealedBatch(parts: BatchParts, run: SealedRun, { sensitive: sensitivity = none }: Pick<CompiledDefinition, 'sensitive'>): BatchParts {
  const by = sealing(run.seal);
  const conceal = (type: FoldedEvent['type'], payload: JsonObject): JsonObject => rowConcealed({ type, payload: guarded(payload, run.seal) }, { sensitivity, by });
  const input = parts.input === undefined ? undefined : inputFrom(parts.input, conceal(parts.input.type, inputPayload(parts.input)));
  // Concealing keeps a fact's fields, and puts texts for texts.
  const facts = parts.facts.map((fact) => ({ ...fact, payload: conceal(fact.type, fact.payload) }) as unknown as DecidedFact);
  const marks = parts.marks.map((mark) => ({ ...mark, payload: conceal(mark.type, mark.payload) }));
  const rows: readonly Omit<FoldedEvent, 'at'>[] = [
    ...(input === undefined ? [] : [{ kind: 'input' as const, type: input.type, payload: inputPayload(input) }]),
    ...facts.map(({ type, payload }) => ({ kind: 'decided' as const, type, payload })),
    ...marks.map(({ type, payload }) => ({ kind: 'operational' as const, type, payload })),
  ];
  const after = rows.reduce<RunState | undefined>((state, row) => evolve(state, { ...row, at: parts.at }), run.state) ?? parts.after;
  const { result, ...rest } = parts;
  return {
    ...rest, facts, marks, after,
    before: parts.before === undefined ? undefined : run.state,
    ...(input === undefined ? {} : { input }),
    ...(result === undefined ? {} : { result: resultSealed(result, { sensitivity, by }) }),
  };
}

function guarded(payload: JsonObject, seal: RunSeal): JsonObject {
  const safe = escaped(payload, seal);
  return isJsonObject(safe) ? safe : payload;
}

function inputFrom(input: RunInput, payload: JsonObject): RunInput {
  return { ...payload, type: input.type } as unknown as RunInput;
}

/** The names of what an effect leaves; its bytes were sealed when they came. */
function resultSealed(result: FinishedEffect, { sensitivity, by }: { readonly sensitivity: Sensitivity; readonly by: Concealer }): FinishedEffect {
  const { value } = result;
  if (value.artifacts === undefined || !isOutputSensitive({ sensitivity }, result.effect)) return result;
  const artifacts = value.artifacts.map((artifact) => ({ ...artifact, name: by.text(artifact.name), ...(artifact.path === undefined ? {} : { path: by.text(artifact.path) }) }));
  return { ...result, value: { ...value, artifacts } };
}

import { canonicalJson } from '../../model/canonical-json.ts';
import type { JsonObject } from '../../model/json.ts';
import { present } from '../../model/present.ts';
import type { VisitState } from '../../model/run-state.ts';
import { sha256Hex } from '../../model/sha256.ts';
import { definitionAt } from '../compile/definition-at.ts';
import { scopeAt } from './scope-view.ts';
import type { Turn } from './turn.ts';

/** A card as a person gets to see it, frozen. */
export interface CardContent {
  readonly title: string;
  readonly content: JsonObject;
  readonly hash: string;
}

/** The card of this id as it reads at the visit now; undefined where the definition has none. */
export function cardContent(turn: Turn, visit: VisitState, id: string): CardContent | undefined {
  const compiled = definitionAt(turn.workflow, visit.id).cards.get(id);
  if (compiled === undefined) return undefined;
  const scope = scopeAt(turn, visit.id);
  const rendered = compiled.render({ text: (text) => text.render(scope, turn.fuel), value: (value) => value.render(scope, turn.fuel) });
  const content = present({ ...rendered, fields: rendered.fields.map((field) => present({ ...field })) });
  return { title: rendered.title, content, hash: sha256Hex(canonicalJson(content)) };
}

import { z } from 'zod';
import type { ActionKind } from '../catalogue/action-kind.ts';
import type { NodeKind } from '../catalogue/node-kind.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Repeat } from '../model/effect-repeat.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { CatalogueEntry } from '../operations/catalogue.ts';
import type { AreaService } from './area-service.ts';

interface Kind {
  readonly type: string;
  readonly title: string;
  readonly summary: string;
  readonly config: z.ZodType;
  readonly example: JsonObject;
}

/** What workflows are made of, as data: forms, help and completion are made from it. */
export function createCatalogueService({ catalogue }: { readonly catalogue: Catalogue }): AreaService<'catalogue'> {
  const list = (): CatalogueEntry[] => [
    ...[...catalogue.nodes.values()].map(nodeEntry),
    ...[...catalogue.actions.values()].map((action) => ({ ...entry('action', action), output: action.output, ...(action.gives === undefined ? {} : { gives: { ...action.gives } }), repeat: repeatOf(action) })),
    ...entries('trigger', catalogue.triggers),
    ...entries('validator', catalogue.validators),
  ];
  // Making schemas takes some milliseconds, and the catalogue never changes while the program runs.
  let made: CatalogueEntry[] | undefined;
  return {
    async list({ group }) {
      made ??= list();
      return { items: group === undefined ? made : made.filter((item) => item.group === group) };
    },
  };
}

function entries(group: CatalogueEntry['group'], kinds: ReadonlyMap<string, Kind>): CatalogueEntry[] {
  return [...kinds.values()].map((kind) => entry(group, kind));
}

function nodeEntry(kind: NodeKind): CatalogueEntry {
  const { role, bodies, leavesBy, isSpread = false } = kind;
  return { ...entry('node', kind), role, bodies: typeof bodies === 'number' ? { least: bodies, most: bodies } : { ...bodies }, leavesBy: [...leavesBy], isSpread };
}

function entry(group: CatalogueEntry['group'], { type, title, summary, config, example }: Kind): CatalogueEntry {
  return { group, type, title, summary, config: jsonSchemaOf(config), example };
}

/** As people write a config: what has a default may be left out. What JSON Schema cannot say is left open. */
function jsonSchemaOf(config: z.ZodType): JsonObject {
  const schema = z.toJSONSchema(config, { io: 'input', unrepresentable: 'any' });
  return JSON.parse(JSON.stringify(schema)) as { readonly [key: string]: Json };
}

/** An action is as repeatable as the least repeatable of its effects. */
function repeatOf({ effects }: ActionKind): Repeat {
  const order: readonly Repeat[] = ['once', 'keyed', 'safe'];
  return order.find((repeat) => effects.some((effect) => effect.repeat === repeat)) ?? 'safe';
}

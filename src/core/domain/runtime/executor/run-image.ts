import type { Sha256 } from '../../model/ids.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import type { RunState } from '../../model/run-state.ts';
import type { BlobWrite } from '../../ports/blob-store.ts';
import { partSize } from '../evolve/fold-spread.ts';
import { restoreSpilled, spill, spillFields } from './spill.ts';

type Blobs = Map<string, BlobWrite>;
/** How one place of the state is kept. */
type Part = (value: Json, blobs: Blobs) => Json;

/**
 * What of the state stays in its place however large it grows: it changes with every step, so that each step would leave a
 * blob of it behind. Every field that is not named here is a value, and spilled when it is large.
 */
const error = inPlace({});
const effects = each(inPlace({}));
const visit = inPlace({
  done: listed,
  act: inPlace({ outputs: fields, held: effects }),
  effects: fields,
  loop: inPlace({}),
  spread: inPlace({ results: each(results) }),
  waits: inPlace({}),
  leaving: inPlace({ read: fields, error }),
  bodies: (value, blobs) => mapList(value, (body) => region(body, blobs)),
});
const run = inPlace({
  pins: fields,
  inputs: fields,
  scope: inPlace({ vars: fields, nodes: each(fields), loops: each(fields) }),
  root: region,
  wanted: effects,
  timers: each(inPlace({})),
  cards: each(inPlace({ answer: inPlace({}) })),
  incidents: each(inPlace({ error })),
  arming: each(inPlace({})),
  inbox: listed,
  pause: inPlace({}),
  visited: fields,
  ended: inPlace({ error }),
});

/** The state as the run's row keeps it: the tree as it is, large values by address. What holds no large value is not copied. */
export function stateImage(state: RunState, blobs: Blobs): JsonObject {
  const image = run(state, blobs);
  return isJsonObject(image) ? image : state;
}

/** The state an image was made from. */
export async function stateOfImage(image: JsonObject, read: (sha256: Sha256) => Promise<Uint8Array>): Promise<RunState> {
  return (await restoreSpilled(image, read)) as unknown as RunState;
}

function region(value: Json, blobs: Blobs): Json {
  return regionParts(value, blobs);
}

/** Beside `visit` and not in it, for regions hold visits and visits hold regions. */
const scope = inPlace({ vars: fields, nodes: each(fields), loops: each(fields) });
const regionParts = inPlace({ visits: fields, recent: inPlace({ visits: fields }), active: visit, error, own: scope, call: inPlace({ inputs: fields }) });

/** A part of the results that is full changes no more, so that it is kept as one value; until then each result is. */
function results(value: Json, blobs: Blobs): Json {
  if (!isJsonObject(value)) return spill(value, blobs);
  if (!fullParts.has(value) && Object.keys(value).length < partSize) return fields(value, blobs);
  fullParts.add(value);
  return spill(value, blobs);
}

/** States share them, so that each is counted once. */
const fullParts = new WeakSet<JsonObject>();

function fields(value: Json, blobs: Blobs): Json {
  return staysInPlace(value) ? spillFields(value, blobs) : spill(value, blobs);
}

function listed(value: Json, blobs: Blobs): Json {
  return mapList(value, (item) => spill(item, blobs));
}

function each(part: Part): Part {
  return inPlace({}, part);
}

/** An object that stays, with its fields each by its own part. */
function inPlace(parts: { readonly [name: string]: Part }, others: Part = spill): Part {
  const named = new Map(Object.entries(parts));
  return (value, blobs) => {
    if (!staysInPlace(value)) return spill(value, blobs);
    let changed: { [name: string]: Json } | undefined;
    for (const name in value) {
      const field = value[name] ?? null;
      const image = (named.get(name) ?? others)(field, blobs);
      if (image === field) continue;
      changed ??= { ...value };
      Object.defineProperty(changed, name, { value: image });
    }
    return changed ?? value;
  };
}

/** One that looks like a marker cannot stay: it would be read back as one. */
function staysInPlace(value: Json): value is JsonObject {
  return isJsonObject(value) && !Object.hasOwn(value, '$spilled');
}

/** The list itself when each item is mapped to itself. */
function mapList(value: Json, map: (item: Json) => Json): Json {
  if (!isJsonList(value)) return value;
  const items = value.map(map);
  return items.every((item, at) => item === value[at]) ? value : items;
}

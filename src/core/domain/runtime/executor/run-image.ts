import type { Sha256 } from '../../model/ids.ts';
import type { JsonObject } from '../../model/json.ts';
import type { RegionState, RunState, VisitState } from '../../model/run-state.ts';
import type { BlobWrite } from '../../ports/blob-store.ts';
import { restoreSpilled, spill, spillFields } from './spill.ts';

type Blobs = Map<string, BlobWrite>;

/** The state as the run's row keeps it: the tree as it is, large values by address. */
export function stateImage(state: RunState, blobs: Blobs): JsonObject {
  const image = {
    ...state,
    inputs: spillFields(state.inputs, blobs),
    scope: {
      vars: spillFields(state.scope.vars, blobs),
      nodes: mapValues(state.scope.nodes, (outputs) => spillFields(outputs, blobs)),
      loops: mapValues(state.scope.loops, (loop) => spillFields(loop, blobs)),
    },
    root: regionImage(state.root, blobs),
    wanted: mapValues(state.wanted, (effect) => ({ ...effect, request: spill(effect.request, blobs) })),
    cards: mapValues(state.cards, (card) => ({ ...card, card: spill(card.card, blobs) })),
    ...(state.ended?.outputs === undefined ? {} : { ended: { ...state.ended, outputs: spill(state.ended.outputs, blobs) } }),
  };
  return image;
}

/** The state an image was made from. */
export async function stateOfImage(image: JsonObject, read: (sha256: Sha256) => Promise<Uint8Array>): Promise<RunState> {
  return (await restoreSpilled(image, read)) as unknown as RunState;
}

function regionImage(region: RegionState, blobs: Blobs): RegionState {
  return region.active === undefined ? region : { ...region, active: visitImage(region.active, blobs) };
}

function visitImage(visit: VisitState, blobs: Blobs): VisitState {
  const { act, loop } = visit;
  return {
    ...visit,
    ...(act === undefined ? {} : { act: { ...act, outputs: spillFields(act.outputs, blobs) } }),
    // A marker stands where the list was; reading the image back restores it.
    ...(loop?.items === undefined ? {} : { loop: { ...loop, items: spill(loop.items, blobs) as typeof loop.items } }),
    bodies: visit.bodies.map((body) => regionImage(body, blobs)),
  };
}

function mapValues<From, To>(record: { readonly [name: string]: From }, map: (value: From) => To): { [name: string]: To } {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

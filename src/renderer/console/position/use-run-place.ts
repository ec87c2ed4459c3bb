import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import { RunPlace } from '../../../core/domain/model/page-address.ts';
import { present } from '../../../core/domain/model/present.ts';
import { allNodes, readDefinition } from '../../canvas/read-definition.ts';
import { runAddress } from '../../state/addresses.ts';
import { useConsole, useFeedState } from '../console-context.tsx';
import { stand } from './use-position-keys.ts';

/** The address follows when nobody has moved for so long. */
const restMs = 400;

export interface ShownPlace {
  /** The place on the map that is chosen. */
  readonly node: string | undefined;
  readonly choose: (node: string | undefined) => void;
  /** What the address leads to and this run does not have. */
  readonly missing: RunPlace;
}

/**
 * Where in the run one looks: the address says it first, and again when a link leads elsewhere in the same run. What one
 * chooses and where one stands is written back into it, so that going back comes to the same place.
 */
export function useRunPlace(): ShownPlace {
  const { run, feed, position } = useConsole();
  const { length, connection } = useFeedState();
  const { asked, led, write } = useAddress(run.id);
  const [node, setNode] = useState(asked.node);
  const [followed, setFollowed] = useState(led);
  if (followed !== led) {
    setFollowed(led);
    setNode(led.node);
  }
  const isThere = led.seq !== undefined && length >= led.seq;
  useEffect(() => {
    if (isThere && led.seq !== undefined) stand(feed.rows.length, led.seq, position);
  }, [isThere, led, feed, position]);
  const writePlace = useEffectEvent(() => { write({ node, seq: position.get().at }); });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = position.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(() => { writePlace(); }, restMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [position]);
  const isShort = connection === 'ended' && led.seq !== undefined && length < led.seq;
  return {
    node,
    choose: (next) => {
      setNode(next);
      write({ node: next, seq: position.get().at });
    },
    missing: present({ node: node === undefined || hasPlace(run.definition, node) ? undefined : node, seq: isShort ? led.seq : undefined }),
  };
}

interface AddressState {
  /** What the address says. */
  readonly asked: RunPlace;
  /** What a link said last; the same object until another one is followed. */
  readonly led: RunPlace;
  readonly write: (place: RunPlace) => void;
}

/** The place in the address, and whether this screen wrote it or somebody was led there. */
function useAddress(runId: string): AddressState {
  const navigate = useNavigate();
  const asked = RunPlace.parse(useSearch({ strict: false }));
  const key = keyOf(asked);
  const [seen, setSeen] = useState(key);
  const [own, setOwn] = useState(key);
  const [led, setLed] = useState(asked);
  if (key !== seen) {
    setSeen(key);
    if (key !== own) setLed(asked);
  }
  return {
    asked,
    led,
    write(place) {
      const next = keyOf(place);
      if (next === key) return;
      setOwn(next);
      void navigate({ ...runAddress(runId, present(place)), replace: true });
    },
  };
}

function keyOf({ node, seq }: RunPlace): string {
  return JSON.stringify([node ?? null, seq ?? null]);
}

/** Whether a place is on the map; those of called workflows, which stand under a slug, are known by the journal alone. */
function hasPlace(definition: Parameters<typeof readDefinition>[0], node: string): boolean {
  return node.includes('/') || allNodes(readDefinition(definition)).some(({ id }) => id === node);
}

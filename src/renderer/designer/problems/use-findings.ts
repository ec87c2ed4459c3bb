import { useMemo, useSyncExternalStore } from 'react';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { Finding } from '../../../core/domain/operations/workflows.ts';
import type { Client } from '../../client/connect.ts';
import { useClient } from '../../client/ClientProvider.tsx';
import { useDesigner } from '../session/DesignerProvider.tsx';
import type { DesignerSession } from '../session/designer-session.ts';
import { askFindings } from './ask-findings.ts';
import { type FindingsByPlace, findingsByPlace } from './findings-by-place.ts';
import { FindingsStore } from './findings-store.ts';

export interface Findings extends FindingsByPlace {
  readonly findings: readonly Finding[];
  /** What they are about: the definition as it was when they were asked for. */
  readonly definition: JsonObject;
  readonly notAnalysed: readonly string[];
  /** Whether nothing forbids publishing; false until it is known. */
  readonly publishable: boolean;
  /** A newer definition than the one these are about is being looked at. */
  readonly isChecking: boolean;
  /** Whether there was an answer yet. */
  readonly isKnown: boolean;
  readonly error: unknown;
  readonly check: () => void;
}

/** One list of findings for all parts of a designer, however many ask for it. */
const stores = new WeakMap<DesignerSession, FindingsStore>();

/** What verification says of the definition as it stands on the screen, kept up to date while it is shown. */
export function useFindings(): Findings {
  const { session } = useDesigner();
  const client = useClient();
  const store = storeOf(session, client);
  const { verdict, definition, isChecking, error } = useSyncExternalStore(store.subscribe, store.get);
  return useMemo(() => {
    const findings = verdict?.findings ?? noFindings;
    return {
      findings,
      definition: definition ?? nothing,
      ...findingsByPlace(definition ?? nothing, findings),
      notAnalysed: verdict?.notAnalysed ?? [],
      publishable: verdict?.publishable ?? false,
      isChecking,
      isKnown: verdict !== undefined,
      error,
      check: () => { store.check(); },
    };
  }, [store, verdict, definition, isChecking, error]);
}

/** The findings of a session that some part of the designer shows; undefined where none does. For commands. */
export function knownFindings(session: DesignerSession): FindingsStore | undefined {
  return stores.get(session);
}

/** Nothing is asked about a session that only shows something. */
export function muteFindings(session: DesignerSession): void {
  stores.set(session, new FindingsStore(session, async () => Promise.resolve({ findings: noFindings, publishable: false, notAnalysed: [] })));
}

function storeOf(session: DesignerSession, client: Client): FindingsStore {
  const there = stores.get(session);
  if (there !== undefined) return there;
  const made = new FindingsStore(session, askFindings(session, client.workflows));
  stores.set(session, made);
  return made;
}

const noFindings: readonly Finding[] = [];
const nothing: JsonObject = {};

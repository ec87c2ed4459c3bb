import { useSyncExternalStore } from 'react';
import { tellAll } from '../../core/domain/model/tell-all.ts';

/** An act of what is open, as the palette and the sheet of shortcuts show it. */
export interface OfferedCommand {
  readonly id: string;
  readonly title: string;
  /** Other words by which people look for it. */
  readonly also?: string | undefined;
  /** Heading of the acts that belong together. */
  readonly group: string;
  /** As they are written in the list of commands, such as `Mod+Z`. */
  readonly keys: readonly string[];
  /** Why it cannot be done now; absent where it can. */
  readonly obstacle: () => string | undefined;
  readonly run: () => void;
}

const nothing: readonly OfferedCommand[] = [];
let offered = nothing;
const listeners = new Set<() => void>();

/** Puts the acts of a screen into the palette and onto the sheet of shortcuts, until the answer is called. */
export function offerCommands(commands: readonly OfferedCommand[]): () => void {
  tell(commands);
  return () => {
    if (offered === commands) tell(nothing);
  };
}

/** The acts of what is open now. */
export function useOfferedCommands(): readonly OfferedCommand[] {
  return useSyncExternalStore(subscribe, () => offered);
}

function tell(commands: readonly OfferedCommand[]): void {
  offered = commands;
  tellAll(listeners);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

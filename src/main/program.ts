import type { HandedOver } from './hand-over.ts';

/** The program with its window. */
export interface Program {
  /** Brings the window to the front. */
  reveal(): void;
  /** Shows places and files that came from outside. */
  take(handed: readonly HandedOver[]): void;
}

import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { Sending } from './adrift-writes.ts';

/** The note of a checkpoint that was asked for, until the host has a draft with it; and the last one that it has. */
export class CheckpointNote {
  given: string | undefined;
  #kept: Sending | undefined;

  /** Whether the host has this very checkpoint: asked for again, it is none. */
  isKept(note: string, definition: JsonObject): boolean {
    return this.#kept?.note === note && this.#kept.definition === definition;
  }

  arrived(sending: Sending): void {
    if (sending.note === undefined) return;
    this.#kept = sending;
    if (this.given === sending.note) this.given = undefined;
  }
}

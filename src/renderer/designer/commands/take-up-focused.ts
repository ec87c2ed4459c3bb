import { countSelected } from '../canvas/select-commands.ts';
import { notesOf } from '../canvas/notes.ts';
import { findNode, findTransition } from '../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { outlineOf } from '../outline/outline-handle.ts';
import { addressOf } from '../outline/row-address.ts';
import type { Selection } from '../session/designer-session.ts';
import { nothingSelected } from '../session/selection-after.ts';
import type { CommandContext, DesignerCommand } from './designer-command.ts';

/** Where nothing is selected, selects what has the focus for a command that is about what is selected. */
export function takeUpFocused({ isAboutSelected }: DesignerCommand, { session }: CommandContext, focused: string | undefined): void {
  if (isAboutSelected !== true || focused === undefined || countSelected(session) > 0) return;
  const selection = selectionOf(session.get().definition, focused);
  if (selection !== undefined) session.select(selection);
}

/** The part of the document that has the focus, as the outline names its lines; ids alone are of the canvas. */
export function focusedPart({ session }: CommandContext, target: EventTarget | null): string | undefined {
  if (!(target instanceof Element)) return undefined;
  const drawn = target.closest('.react-flow__node, .react-flow__edge')?.getAttribute('data-id') ?? undefined;
  return drawn ?? (target.closest('[role=treegrid]') === null ? undefined : outlineOf(session)?.focused());
}

function selectionOf(definition: JsonObject, part: string): Selection | undefined {
  if (findNode(definition, part) !== undefined) return { ...nothingSelected, nodes: [part] };
  if (findTransition(definition, part) !== undefined) return { ...nothingSelected, transitions: [part] };
  if (notesOf(definition).some(({ id }) => id === part)) return { ...nothingSelected, notes: [part] };
  const line = addressOf(definition, part);
  if (line === undefined) return undefined;
  if (line.kind === 'note') return { ...nothingSelected, notes: [line.id] };
  return line.kind === 'exit' ? { ...nothingSelected, transitions: [line.id] } : { ...nothingSelected, nodes: [line.node] };
}

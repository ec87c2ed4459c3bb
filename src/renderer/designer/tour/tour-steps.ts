import { nodesIn, transitionsIn } from '../../../core/domain/model/edit/definition-reading.ts';
import { tourWords } from '../../strings/designer-tour.ts';
import { countSelected } from '../canvas/select-commands.ts';
import type { CommandContext } from '../commands/designer-command.ts';

export interface TourStep {
  readonly title: string;
  readonly text: string;
  /** What it speaks of: the first of these that is there. */
  readonly beside: readonly string[];
  readonly side: 'right' | 'below' | 'above';
  /** Grows when somebody does what the step speaks of. */
  readonly done: (context: CommandContext) => number;
}

const { steps: words } = tourWords;

/** What a newcomer is told, in the order of doing it. */
export const tourSteps: readonly TourStep[] = [
  { ...words.add, beside: ['[data-tour=palette]', '[data-tour=centre]'], side: 'right', done: ({ session }) => nodesIn(session.get().definition).length },
  { ...words.choose, beside: ['[data-tour=centre] .react-flow__node', '[data-tour=centre]'], side: 'below', done: ({ session }) => countSelected(session) },
  { ...words.connect, beside: ['[data-tour=centre] .react-flow__node.selected', '[data-tour=centre] .react-flow__node', '[data-tour=centre]'], side: 'below', done: ({ session }) => transitionsIn(session.get().definition).length },
  { ...words.problems, beside: ['[data-tour=problems]'], side: 'above', done: ({ view }) => Number(view.get().isProblemsOpen) },
  { ...words.run, beside: ['[data-tour=actions]'], side: 'below', done: ({ view }) => Number(view.get().dialog?.name === 'run' || view.get().dialog?.name === 'publish') },
];

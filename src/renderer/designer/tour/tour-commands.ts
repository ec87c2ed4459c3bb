import { tourWords } from '../../strings/designer-tour.ts';
import { designerWords } from '../../strings/designer.ts';
import type { DesignerCommand } from '../commands/designer-command.ts';
import { beginTour, leaveTour, tourProgress } from './tour-progress.ts';

/** The tour, as often as one likes. */
export const tourCommands: readonly DesignerCommand[] = [
  {
    id: 'tour.toggle',
    title: tourWords.command,
    group: 'view',
    keys: ['Shift+F1'],
    obstacle: ({ session }) => (session.get().isReadOnly ? designerWords.obstacles.readOnly : undefined),
    run: ({ view }) => {
      if (tourProgress.get().step === undefined) return beginTour();
      leaveTour();
      view.announce(tourWords.again);
    },
  },
];

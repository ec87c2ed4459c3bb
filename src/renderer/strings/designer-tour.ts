import { words } from './words.ts';

/** Words of the tour through the designer. */
export const tourWords = words({
  label: 'Tour of the designer',
  command: 'Show or leave the tour',
  place: (step: number, of: number) => `${step} of ${of}`,
  steps: {
    add: { title: 'Add a step', text: 'Choose one here, or press Insert on the canvas. It is put in where it fits.' },
    choose: { title: 'Say what it does', text: 'Choose a step, by a click or the arrow keys: what it does opens beside the canvas.' },
    connect: { title: 'Lead it on', text: 'Drag from the edge of a step to another, or choose it and press c.' },
    problems: { title: 'See what is missing', text: 'Problems are counted here while you work; open them, or press F8 to go to the next.' },
    run: { title: 'Try it', text: 'Run starts the draft as it is. Publish keeps it as a version that others can run.' },
  },
  next: 'Next',
  done: 'Done',
  leave: 'Leave the tour',
  again: 'The tour is over. It comes again by Ctrl+K: Show or leave the tour.',
});

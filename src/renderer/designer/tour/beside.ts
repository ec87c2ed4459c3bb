import type { TourStep } from './tour-steps.ts';

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const gap = 8;
/** Beside a tall thing it stands lower, so that the tabs at the head of what is next to that stay in reach. */
const belowTabs = 40;

/** Where a card stands beside what it speaks of, within the window; a thing that fills the window has it over its upper left. */
export function beside(anchor: Box, card: Pick<Box, 'width' | 'height'>, { side, room }: { readonly side: TourStep['side']; readonly room: Pick<Box, 'width' | 'height'> }): Pick<Box, 'left' | 'top'> {
  const wanted = {
    right: { left: anchor.left + anchor.width + gap, top: anchor.top + belowTabs },
    below: { left: anchor.left, top: anchor.top + anchor.height + gap },
    above: { left: anchor.left, top: anchor.top - card.height - gap },
  }[side];
  return { left: within(wanted.left, room.width - card.width), top: within(wanted.top, room.height - card.height) };
}

function within(wanted: number, room: number): number {
  return Math.round(Math.max(gap, Math.min(wanted, room - gap)));
}

import { setImmediate } from 'node:timers/promises';
import type { Box } from './box.ts';
import type { Page } from './page-format.ts';
import type { Pen } from './pen.ts';

/** How many boxes are set before others get their turn. */
const boxesAtOnce = 100;

export interface Pages {
  readonly pen: Pen;
  readonly page: Page;
  addPage(): void;
}

/** Sets boxes on pages, top to bottom: what belongs together moves to the next page together, if a page can hold it. */
export async function paginate(boxes: Iterable<Box>, pages: Pages, signal: AbortSignal): Promise<void> {
  const sheet = createSheet(pages);
  let group: Box[] = [];
  let count = 0;
  for (const box of boxes) {
    group.push(box);
    count += 1;
    if (count % boxesAtOnce === 0) {
      await setImmediate();
      signal.throwIfAborted();
    }
    if (!box.keepsNext) {
      sheet.place(group);
      group = [];
    }
  }
  sheet.place(group);
}

function createSheet(pages: Pages): { place(group: readonly Box[]): void } {
  const { top, textBottom, textHeight } = pages.page;
  let y = top;
  let isEmpty = true;
  let mustTurn = false;
  pages.addPage();

  function turn(box: Box): void {
    pages.addPage();
    y = top;
    if (box.repeated !== undefined) {
      box.repeated.draw(pages.pen, y);
      y += box.repeated.height;
    }
    isEmpty = true;
    mustTurn = false;
  }

  function put(box: Box): void {
    if (mustTurn) {
      turn(box);
    }
    const above = isEmpty ? 0 : box.above;
    if (!isEmpty && y + above + box.height > textBottom) {
      turn(box);
      box.draw(pages.pen, y, 0);
    } else {
      y += above;
      box.draw(pages.pen, y, above);
    }
    y += box.height;
    isEmpty = false;
    mustTurn = box.endsPage ?? false;
  }

  return {
    place: (group) => {
      const [first] = group;
      if (first === undefined) {
        return;
      }
      const height = group.reduce((total, box) => total + box.above + box.height, 0);
      const fitsHere = y + height - (isEmpty ? first.above : 0) <= textBottom;
      const fitsPage = height - first.above + (first.repeated?.height ?? 0) <= textHeight;
      if (!fitsHere && fitsPage && !isEmpty) {
        turn(first);
      }
      for (const box of group) {
        put(box);
      }
    },
  };
}

import type { Pdf } from './open-pdf.ts';

type Item = ReturnType<Pdf['outline']['addItem']>;

/** Takes the headings as they are drawn and puts each below the last one that is higher. */
export function createOutline(pdf: Pdf): (depth: number, title: string) => void {
  let open: readonly { readonly depth: number; readonly item: Item }[] = [];
  return (depth, title) => {
    const above = open.filter((entry) => entry.depth < depth);
    const parent = above.at(-1)?.item ?? pdf.outline;
    open = [...above, { depth, item: parent.addItem(title, { expanded: depth < 3 }) }];
  };
}

import type { Paper, PaperSize } from '../domain/model/document.ts';

/** In points. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
}

const sheets: { readonly [size in PaperSize]: Sheet } = {
  A4: { width: 595.28, height: 841.89 },
  Letter: { width: 612, height: 792 },
};

/** The sheet a page is set on, as it is held. */
export function sheetOf({ size, orientation }: Paper): Sheet {
  const { width, height } = sheets[size];
  return orientation === 'portrait' ? { width, height } : { width: height, height: width };
}

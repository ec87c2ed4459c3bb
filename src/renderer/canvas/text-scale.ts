const usualSize = 16;

/** How much larger than usual a person reads: a drawing comes closer by as much, since its words have the size of its nodes. */
export function textScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / usualSize || 1;
}

const steps = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];

/** The next larger or smaller size of a page; the ends stay. */
export function nextZoom(scale: number, direction: 1 | -1): number {
  const near = 0.01;
  return (direction === 1 ? steps.find((step) => step > scale + near) : steps.findLast((step) => step < scale - near)) ?? (direction === 1 ? Math.max(...steps) : Math.min(...steps));
}

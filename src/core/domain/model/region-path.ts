/**
 * Structural ids of where a run stands. A visit is `node#k`, the k-th visit of the node in its region instance, counted
 * from 1; visits are joined by `/`. A region instance is the visit of its container, the body's name and the pass from
 * 0: `refine#1:pass[0]`. The root region's path is empty.
 */

/** The id of the k-th visit of a node in a region instance. */
export function visitId(region: string, node: string, k: number): string {
  return region === '' ? `${node}#${k}` : `${region}/${node}#${k}`;
}

/** The path of one instance of a container's body. */
export function bodyPath(visit: string, body: string, index: number): string {
  return `${visit}:${body}[${index}]`;
}

/** The region instance a visit belongs to. */
export function regionOf(visit: string): string {
  const cut = visit.lastIndexOf('/');
  return cut === -1 ? '' : visit.slice(0, cut);
}

/** The node a visit is of. */
export function nodeOf(visit: string): string {
  const from = visit.lastIndexOf('/') + 1;
  const to = visit.indexOf('#', from);
  return visit.slice(from, to === -1 ? undefined : to);
}

/** The container's visit a region instance is a body of; undefined for the root. */
export function containerOf(region: string): string | undefined {
  if (region === '') return undefined;
  return region.slice(0, region.lastIndexOf(':'));
}

/** Whether `id` is the visit itself or stands somewhere inside its bodies. */
export function isWithin(id: string, visit: string): boolean {
  return id === visit || (id.startsWith(visit) && (id[visit.length] === ':' || id[visit.length] === '/'));
}

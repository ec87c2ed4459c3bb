/**
 * Structural ids of where a run stands. A visit is `node#k`, the k-th visit of the node in its region instance, counted
 * from 1; visits are joined by `/`. A region instance is the visit of its container, the body's name and the pass from
 * 0: `refine#1:pass[0]`. A body that runs once has no number: `par#1:left`. A called workflow stands under its slug:
 * `call#1:@report`. The root region's path is empty.
 */

/** The id of the k-th visit of a node in a region instance. */
export function visitId(region: string, node: string, k: number): string {
  return region === '' ? `${node}#${k}` : `${region}/${node}#${k}`;
}

/** The path of one instance of a container's body. */
export function bodyPath(visit: string, body: string, index: number): string {
  return `${visit}:${body}[${index}]`;
}

/** The path of a body that runs once beside others, of a node that has them by name. */
export function branchPath(visit: string, body: string): string {
  return `${visit}:${body}`;
}

/** The path of a workflow called at a visit. */
export function callPath(visit: string, slug: string): string {
  return `${visit}:@${slug}`;
}

/** The called workflow a visit or a region stands in, the innermost; undefined in the run's own. */
export function calledIn(path: string): string | undefined {
  // Looking from the front is quicker, and nearly every path has none.
  if (!path.includes(':@')) return undefined;
  const at = path.lastIndexOf(':@');
  const end = path.indexOf('/', at);
  return path.slice(at + 2, end === -1 ? undefined : end);
}

/** A visit's node as seen from the run: nodes of called workflows stand under their slug. */
export function placeOf(visit: string): string {
  const slug = calledIn(visit);
  return slug === undefined ? nodeOf(visit) : `${slug}/${nodeOf(visit)}`;
}

/** Which of its container's bodies a region instance is: its name, or its index. */
export function bodyKey(region: string): string {
  const name = region.slice(region.lastIndexOf(':') + 1);
  const at = name.indexOf('[');
  return at === -1 ? name : name.slice(at + 1, -1);
}

/** The region instance a visit belongs to. */
export function regionOf(visit: string): string {
  return visit.includes('/') ? visit.slice(0, visit.lastIndexOf('/')) : '';
}

/** The node a visit is of. */
export function nodeOf(visit: string): string {
  const from = visit.includes('/') ? visit.lastIndexOf('/') + 1 : 0;
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

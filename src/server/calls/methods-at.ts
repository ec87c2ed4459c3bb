import type { Contract } from '../../core/domain/operations/areas.ts';

/** The HTTP methods operations have at a path below `/api`; none where it is nobody's. */
export function createMethodsAt(contract: Contract): (path: string) => readonly string[] {
  const known = Object.entries(contract).flatMap(([area, verbs]) =>
    Object.entries(verbs as { readonly [verb: string]: { readonly '~orpc': { readonly route: { readonly method?: string; readonly path?: string } } } }).map(([verb, { '~orpc': { route } }]) => ({
      method: route.method ?? 'POST',
      shape: shapeOf(route.path ?? `/${area}/${verb}`),
    })),
  );
  return (path) => [...new Set(known.filter(({ shape }) => shape.test(path)).map(({ method }) => method))].toSorted();
}

function shapeOf(path: string): RegExp {
  const parts = path.split('/').map((part) => (/^\{\+.*\}$/u.test(part) ? '.+' : /^\{.*\}$/u.test(part) ? '[^/]+' : part.replaceAll(/[.*+?^$()|[\]\\{}]/gu, String.raw`\$&`)));
  return new RegExp(`^${parts.join('/')}/?$`, 'u');
}

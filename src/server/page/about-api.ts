import type { Contract } from '../../core/domain/operations/areas.ts';
import { openApiDocument } from '../calls/open-api.ts';
import { apiReference, apiReferenceStyle } from './api-reference.ts';

export interface About {
  readonly mediaType: string;
  readonly text: string;
}

/** What anybody may read of the interface: the package says as much. */
export interface AboutApi {
  has(pathname: string): boolean;
  get(pathname: string): Promise<About | undefined>;
}

/** The interface for programs, as a document and as a page to read; made when first asked for. */
export function createAboutApi(contract: Contract): AboutApi {
  let made: ReturnType<typeof openApiDocument> | undefined;
  const document = (): ReturnType<typeof openApiDocument> => (made ??= openApiDocument(contract));
  const kept = new Map<string, Promise<About>>();
  const makers: { readonly [pathname: string]: () => Promise<About> } = {
    '/api/openapi.json': async () => ({ mediaType: 'application/json', text: JSON.stringify(await document()) }),
    '/api/openapi': async () => ({ mediaType: 'text/html; charset=utf-8', text: apiReference(await document()) }),
    '/api/openapi.css': async () => ({ mediaType: 'text/css; charset=utf-8', text: apiReferenceStyle }),
  };
  return {
    has: (pathname) => Object.hasOwn(makers, pathname),
    async get(pathname) {
      const make = Object.hasOwn(makers, pathname) ? makers[pathname] : undefined;
      if (make === undefined) return undefined;
      const about = kept.get(pathname) ?? make();
      kept.set(pathname, about);
      return about;
    },
  };
}

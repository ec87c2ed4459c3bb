import { pageNouns, pagePath, RunPlace, WorkflowPlace } from '../core/domain/model/page-address.ts';

/** What links of other programs begin with: `aiwm://run/7f3a?node=ask`. */
export const linkScheme = 'aiwm';

const longestLink = 2000;

/**
 * The address inside the window that a link leads to; `undefined` for one that leads nowhere. A link shows a place and does
 * nothing: whoever made it is not known.
 */
export function placeOfLink(link: string): string | undefined {
  if (link.length > longestLink || !URL.canParse(link)) return undefined;
  const { protocol, host, pathname, searchParams, username, password, port } = new URL(link);
  const noun = pageNouns.find((one) => one === host);
  const id = decoded(pathname.replace(/^\//u, '').replace(/\/$/u, ''));
  if (protocol !== `${linkScheme}:` || username !== '' || password !== '' || port !== '' || noun === undefined || id === undefined) return undefined;
  const said = Object.fromEntries(searchParams);
  if (noun === 'run') return pagePath(noun, id, RunPlace.parse(said));
  return noun === 'workflow' ? pagePath(noun, id, WorkflowPlace.parse(said)) : pagePath(noun, id);
}

/** An id, slug or key: one part of an address, and nothing that hides what it is. */
function decoded(part: string): string | undefined {
  try {
    const id = decodeURIComponent(part);
    return /^[^\s/\\\p{Cc}\p{Cf}]{1,400}$/u.test(id) && !/^\.+$/u.test(id) ? id : undefined;
  } catch {
    return undefined;
  }
}

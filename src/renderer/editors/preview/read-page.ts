import type { Root } from 'hast';
import { fromParse5 } from 'hast-util-from-parse5';
import { defaultTreeAdapter, parse } from 'parse5';
import { metered, PageTooLarge } from '../../../core/domain/model/page-meter.ts';

/** The tree of a page; nothing where it nests or opens so much again that reading it would hold up whoever looks at it. */
export function readPage(html: string): Root | undefined {
  try {
    return fromParse5(parse(html, { scriptingEnabled: false, treeAdapter: metered(html, defaultTreeAdapter) })) as Root;
  } catch (error) {
    if (error instanceof PageTooLarge) return undefined;
    throw error;
  }
}

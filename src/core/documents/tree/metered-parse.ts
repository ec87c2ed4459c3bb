import type { Root } from 'hast';
import { fromParse5 } from 'hast-util-from-parse5';
import { defaultTreeAdapter, parse, parseFragment } from 'parse5';
import type { Plugin, Processor } from 'unified';
import { metered } from '../../domain/model/page-meter.ts';

/** The parser of pages and of their parts, which gives up with `PageTooLarge` what grows out of proportion. */
export const meteredParse: Plugin<[{ readonly fragment: boolean }], string, Root> = function meteredParse(this: Processor, { fragment }) {
  this.parser = (html, file) => {
    const page = (fragment ? parseFragment : parse)(html, { sourceCodeLocationInfo: true, scriptingEnabled: false, treeAdapter: metered(html, defaultTreeAdapter) });
    return fromParse5(page, { file });
  };
};

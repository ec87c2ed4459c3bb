import { Argument, type Command, Option } from 'commander';
import { AppError } from '../../core/domain/model/errors.ts';
import { pageNouns, pagePath, RunPlace, WorkflowPlace, workflowPanels } from '../../core/domain/model/page-address.ts';
import { type PageLink, requestLink } from '../connect/request-link.ts';
import type { GivenWords } from '../input/read-input.ts';
import type { ShortCommand } from '../short-command.ts';
import { openBrowser } from './open-browser.ts';

/** `aiwm open [run <id> --node x]`: a new link to the page of the host that is there, or to a place in it. */
export const openCommand: ShortCommand = {
  isHere: true,
  define(command: Command) {
    command.addArgument(new Argument('[what]', 'what to open; the first screen if absent').choices(pageNouns));
    command.addArgument(new Argument('[id]', 'which: its id, of a workflow also its slug, of a setting its key'));
    command.addOption(new Option('--node <id>', 'of a run or a workflow: at this node'));
    command.addOption(new Option('--row <number>', 'of a run: after this row of its journal'));
    command.addOption(new Option('--panel <panel>', 'of a workflow: with this open; a panel of a node goes with --node').choices([...workflowPanels]));
    command.addOption(new Option('--no-open', 'only print the link'));
  },
  async run(session, given) {
    const link = led(await requestLink(session.flags.dataDirectory), placeOf(given));
    if (session.flags.json) session.json(link);
    else session.terminal.out(`${link.link}\n`);
    // Where results are piped on, the link is wanted and not a window.
    if (given.options['open'] !== false && session.terminal.isInteractive && !(await openBrowser(link.link))) session.hint('No browser could be started: open the link yourself.');
    return 0;
  },
};

/** The link with the page it leads to, once its code is spent. */
function led(link: PageLink, place: string | undefined): PageLink {
  return place === undefined ? link : { ...link, link: `${link.link}&at=${encodeURIComponent(place)}` };
}

function placeOf({ positionals: [what, id], options }: GivenWords): string | undefined {
  const noun = pageNouns.find((each) => each === what);
  if (noun === undefined) return undefined;
  if (id === undefined) throw new AppError('usage', `\`aiwm open ${noun}\` needs to know which.`, { next: `Give its id: \`aiwm search --in ${noun}\` finds it.` });
  const { node, row, panel } = options;
  const place = noun === 'run' ? RunPlace.parse({ node, seq: row }) : noun === 'workflow' ? WorkflowPlace.parse({ node, panel }) : {};
  return pagePath(noun, id, place);
}

import { type Command, Option } from 'commander';
import { requestLink } from '../connect/request-link.ts';
import { openBrowser } from './open-browser.ts';
import type { ShortCommand } from '../short-command.ts';

/** `aiwm open`: a new link to the page of the host that is there. */
export const openCommand: ShortCommand = {
  define(command: Command) {
    command.addOption(new Option('--no-open', 'only print the link'));
  },
  async run(session, given) {
    const link = await requestLink(session.flags.dataDirectory);
    if (session.flags.json) session.json(link);
    else session.terminal.out(`${link.link}\n`);
    // Where results are piped on, the link is wanted and not a window.
    if (given.options['open'] !== false && session.terminal.isInteractive && !(await openBrowser(link.link))) session.hint('No browser could be started: open the link yourself.');
    return 0;
  },
};

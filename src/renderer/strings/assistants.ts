import { words } from './words.ts';

/** Words of the panel that connects programs of assistants. */
export const assistantWords = words({
  title: 'Connect an assistant',
  intro: 'An assistant that speaks the Model Context Protocol (MCP) can run your workflows as tools, look at runs and hand in what you answer to cards.',
  cannotShow: 'How to connect cannot be shown',
  level: 'What it may do',
  levelHelp: 'Approvals and publishing are always put to you, and refused where its program cannot ask you.',
  levels: { read: 'Look at workflows and runs', operate: 'Look, and run workflows', author: 'Look, run and change workflows' },
  onThis: 'A program on this machine',
  onThisText: 'It starts this command, which has to be on its path, and speaks to it. What it does stands in the audit log.',
  config: 'Many programs take it as settings:',
  overHttp: 'Over HTTP',
  overHttpText: 'A program elsewhere, or one that takes an address, needs a token with the rights it is to have.',
  noAddress: 'This program is not listening. `aiwm serve` does.',
  makeToken: 'Make a token',
  token: '<token>',
});

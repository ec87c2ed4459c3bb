import type { Finding } from '../../../core/domain/operations/workflows.ts';
import { designerWords } from '../../strings/designer.ts';
import { problemWords } from '../../strings/designer-problems.ts';
import type { CommandContext, DesignerCommand } from '../commands/designer-command.ts';
import { applyFix } from './apply-fix.ts';
import { cycleOf } from './fixes/cycle-of.ts';
import { cycleToLoop } from './fixes/cycle-to-loop.ts';
import { fieldOf } from './fixes/fixes-by-code.ts';
import { sortedFindings } from './shown-findings.ts';
import { knownFindings } from './use-findings.ts';

const words = problemWords.commands;

/** Acts on what verification finds. */
export const problemCommands: readonly DesignerCommand[] = [
  {
    id: 'problems.verify',
    title: words.verify,
    group: 'workflow',
    keys: ['Mod+Enter'],
    run: ({ session, view }) => {
      view.set({ isProblemsOpen: true });
      knownFindings(session)?.check();
    },
  },
  { id: 'problems.next', title: words.next, group: 'view', keys: ['F8'], obstacle: noneYet, run: (context) => { go(context, 1); } },
  { id: 'problems.previous', title: words.previous, group: 'view', keys: ['Shift+F8'], obstacle: noneYet, run: (context) => { go(context, -1); } },
  { id: 'problems.cycle_to_loop', title: words.toLoop, group: 'edit', keys: [], isAboutSelected: true, obstacle: noLoop, run: toLoop },
  { id: 'problems.toggle', title: words.toggle, group: 'view', keys: ['Mod+Shift+M'], run: ({ view }) => { view.set({ isProblemsOpen: !view.get().isProblemsOpen }); } },
];

function noLoop({ session }: CommandContext): string | undefined {
  const { selection, definition, isReadOnly } = session.get();
  if (isReadOnly) return designerWords.obstacles.readOnly;
  const [node] = selection.nodes;
  if (node === undefined) return problemWords.cycle.choose;
  const why = cycleOf(definition, node);
  return typeof why === 'string' ? problemWords.cycle.obstacle(why) : undefined;
}

function toLoop(context: CommandContext): void {
  const { selection, definition } = context.session.get();
  const converted = cycleToLoop(definition, selection.nodes[0] ?? '');
  if (typeof converted === 'string') context.view.announce(problemWords.cycle.obstacle(converted));
  else applyFix(context, { title: problemWords.cycle.convert, edits: [{ kind: 'replace', act: 'mend', definition: converted.definition }] });
}

function noneYet({ session }: CommandContext): string | undefined {
  return findingsOf(session).length === 0 ? words.noneYet : undefined;
}

function findingsOf(session: CommandContext['session']): readonly Finding[] {
  return sortedFindings(knownFindings(session)?.get().verdict?.findings ?? []);
}

/** Where a person is in the list, by session: the next press goes on from there. */
const places = new WeakMap<CommandContext['session'], string>();

function go({ session, view }: CommandContext, by: 1 | -1): void {
  const findings = findingsOf(session);
  const keys = findings.map(({ code, where }) => `${code} ${where}`);
  const before = keys.indexOf(places.get(session) ?? '');
  const at = before === -1 ? (by === 1 ? 0 : findings.length - 1) : (before + by + findings.length) % findings.length;
  const finding = findings[at];
  if (finding === undefined) return;
  places.set(session, keys[at] ?? '');
  view.jump(fieldOf(finding));
  view.announce(problemWords.announced(at + 1, findings.length, finding.message));
}

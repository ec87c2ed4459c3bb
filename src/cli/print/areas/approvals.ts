import type { Approval } from '../../../core/domain/operations/approvals.ts';
import type { AreaPrinters } from '../printer.ts';
import { details, table } from '../table.ts';
import { localTime, more, pretty, shown } from '../words.ts';

/** Those named, or everybody, without whoever may not any more. */
function whoMay({ principals, mayNot = [], isPossible }: Approval): string {
  const left = principals?.filter((one) => !mayNot.includes(one)) ?? ['everybody'];
  const except = principals === undefined && mayNot.length > 0 ? ` but ${mayNot.join(', ')}` : '';
  return `${left.join(', ') || 'nobody'}${except}${isPossible === false ? '; nobody else is known here' : ''}`;
}

export const printers: AreaPrinters<'approvals'> = {
  list: ({ items, next }, look) => {
    if (items.length === 0) return { text: 'No approvals.' };
    const texts = items.map((approval) =>
      [
        look.paint('bold', approval.title),
        ...(approval.text === '' ? [] : [approval.text]),
        details(
          [
            ['approval', approval.id],
            ['state', approval.state],
            ['workflow', approval.workflow.slug],
            ['asked', localTime(approval.requestedAt)],
            ['expires', shown(approval.expiresAt)],
            ['answers', `${approval.votes.length} of ${approval.quorum}`],
            ['who may', whoMay(approval)],
            ['hash', approval.hash],
          ],
          look,
        ),
        ...approval.requests.map((request) => `${request.action} (${request.type})\n${pretty(request.config)}`),
        ...(approval.votes.length === 0 ? [] : [table(['by', 'answer', 'comment'], approval.votes.map((vote) => [vote.by, vote.decision, shown(vote.comment)]), look)]),
      ].join('\n'),
    );
    if (items.every(({ state, isPossible }) => state === 'open' && isPossible === false)) return { text: texts.join('\n\n'), next: `\`aiwm runs why <run>\` names the ways out where nobody may approve.${more(next)}` };
    return { text: texts.join('\n\n'), next: `\`aiwm approvals decide <approval> approve --hash <hash>\` approves what is shown; \`reject\` refuses it.${more(next)}` };
  },
  decide: ({ id, runId, state }) => ({ text: state === 'open' ? `Noted for ${id}; more must answer.` : `${id} is ${state}.`, next: `\`aiwm runs watch ${runId}\` follows the run.` }),
};

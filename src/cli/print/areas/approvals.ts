import type { AreaPrinters } from '../printer.ts';
import { details, table } from '../table.ts';
import { localTime, pretty, shown } from '../words.ts';

export const printers: AreaPrinters<'approvals'> = {
  list: ({ items }, look) => {
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
            ['who may', shown(approval.principals ?? ['everybody'])],
            ['hash', approval.hash],
          ],
          look,
        ),
        ...approval.requests.map((request) => `${request.action} (${request.type})\n${pretty(request.config)}`),
        ...(approval.votes.length === 0 ? [] : [table(['by', 'answer', 'comment'], approval.votes.map((vote) => [vote.by, vote.decision, shown(vote.comment)]), look)]),
      ].join('\n'),
    );
    return { text: texts.join('\n\n'), next: '`aiwm approvals decide <approval> approve --hash <hash>` approves what is shown; `reject` refuses it.' };
  },
  decide: ({ id, runId, state }) => ({ text: state === 'open' ? `Noted for ${id}; more must answer.` : `${id} is ${state}.`, next: `\`aiwm runs watch ${runId}\` follows the run.` }),
};

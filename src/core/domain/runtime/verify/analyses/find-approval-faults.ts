import type { CompiledAsk } from '../../compile/compiled-definition.ts';
import type { Analysis, Draft } from '../analysis.ts';

type AskOfPeople = Extract<CompiledAsk, { readonly of: 'people' }>;

/** Approvals that more people must give than can be known, here or anywhere. */
export function findApprovalFaults({ graph, reachable, context: { people } }: Analysis): readonly Draft[] {
  return [...graph.nodes.values()].filter(({ id }) => reachable.has(id)).flatMap((node) =>
    node.out.flatMap(({ id, compiled }) =>
      compiled.validators.flatMap(({ id: validator, ask }): readonly Draft[] => {
        if (ask?.of !== 'people') return [];
        const message = problemOf(ask, people);
        if (message === undefined) return [];
        return [{ code: 'approval_without_principals', severity: 'warning', where: `transitions.${id}.validators.${validator}.config`, message, fix: fixOf(ask, people) }];
      }),
    ),
  );
}

function problemOf(ask: AskOfPeople, people: readonly string[] | undefined): string | undefined {
  const { quorum, principals, bySelf } = ask;
  if (people !== undefined && mostVotes(ask, people) < quorum) {
    const who = principals === undefined ? `on this machine only ${people.join(', ')} ${people.length === 1 ? 'is' : 'are'} known` : `of those named only ${principals.filter((one) => people.includes(one)).join(', ') || 'nobody'} is known on this machine`;
    return `It can never be approved here: ${quorum} must approve, ${who}${bySelf ? '' : ', and whoever started the run may not'}.`;
  }
  if (principals === undefined && quorum > 1) return `${quorum} must approve, and nobody is named who may: with fewer people who use it, it is never approved.`;
  return undefined;
}

/** Votes that can come together, for the starter who leaves most of them. */
function mostVotes({ principals, bySelf }: AskOfPeople, people: readonly string[]): number {
  const voters = new Set(principals?.filter((one) => people.includes(one)) ?? people);
  return bySelf || people.some((starter) => !voters.has(starter)) ? voters.size : voters.size - 1;
}

function fixOf({ quorum, bySelf }: AskOfPeople, people: readonly string[] | undefined): string {
  const self = bySelf ? '' : ' `"allowSelf": true` lets whoever starts the run approve it.';
  return quorum > 1 && (people === undefined || people.length < quorum) ? `Ask for fewer by \`quorum\`, or name those who may by \`principals\`.${self}` : `Name others who may by \`principals\`.${self}`;
}

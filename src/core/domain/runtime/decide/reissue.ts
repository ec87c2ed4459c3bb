import { present } from '../../model/present.ts';
import type { VisitState } from '../../model/run-state.ts';
import { transitionAt } from '../compile/definition-at.ts';
import { visitsOf } from '../evolve/region-tree.ts';
import { approvalAt } from './ask.ts';
import { cardContent } from './card-content.ts';
import { questionOf } from './questions.ts';
import type { Turn } from './turn.ts';

/** Asks people in a fork what they are asked there: cards and approvals that read otherwise than in its parent, with what is left of their time. */
export function reissue(turn: Turn): void {
  for (const visit of visitsOf(turn.state.root)) {
    reissueCard(turn, visit);
    reissueApprovals(turn, visit);
  }
}

function reissueCard(turn: Turn, visit: VisitState): void {
  const asked = turn.state.cards[visit.id];
  if (asked === undefined || asked.answer !== undefined) return;
  const { cardId, expiresAt } = asked;
  const card = cardContent(turn, visit, cardId);
  if (card !== undefined && card.hash !== asked.hash) turn.emit('card_requested', { visit: visit.id, card: cardId, ...card, ...present({ expiresAt }) });
}

function reissueApprovals(turn: Turn, visit: VisitState): void {
  for (const [id, { trigger, moment, read, asks }] of Object.entries(visit.candidates ?? {})) {
    const open = asks === undefined ? undefined : approvalAt(turn, visit.id, asks.validator);
    const transition = transitionAt(turn.workflow, visit.id, id);
    const validator = transition?.validators.find((one) => one.id === open?.validator);
    if (open === undefined || transition === undefined || validator?.ask === undefined) continue;
    const question = questionOf(turn, visit, { transition, validator, ask: validator.ask });
    if (question.of !== 'people' || question.hash === open.hash) continue;
    const { title, text, requests, hash } = question;
    const { quorum, principals, bySelf, expiresAt } = open;
    const candidate = { transition: id, trigger, moment, validator: open.validator, hash, ...present({ read }) };
    turn.emit('approval_requested', { visit: visit.id, candidate, title, text, quorum, requests, hash, ...present({ principals, bySelf, expiresAt }) });
  }
}

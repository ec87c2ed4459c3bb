import type { TextRange } from '../expression/find-matches.ts';
import { TextWork } from '../expression/text-work.ts';
import type { PrivateKind } from '../model/model-hook.ts';
import { cardEnd } from './private-data/card-numbers.ts';
import { ibanEnd } from './private-data/ibans.ts';
import { mailAddress } from './private-data/mail-addresses.ts';
import { mayBeginPhone, phoneEnd } from './private-data/phone-numbers.ts';
import { isLetter, isDigit, isWord } from './private-data/signs.ts';

/**
 * Where data of a kind stands in a text, in order. From every place where one may begin only as far is looked as one can
 * be long, so that the work grows with the text alone.
 */
export function findPrivate(text: string, kind: PrivateKind, work: TextWork = new TextWork()): readonly TextRange[] {
  work.spend(2 * text.length);
  return kind === 'email' ? mailAddresses(text, work) : beginningAt(text, finders[kind], work);
}

/** Where one that begins there ends; `looks` is how far was looked. */
interface Finder {
  readonly begins: (text: string, at: number) => boolean;
  readonly end: (text: string, at: number) => { readonly end: number | undefined; readonly looks: number };
}

const finders: { readonly [Kind in Exclude<PrivateKind, 'email'>]: Finder } = {
  phone: { begins: mayBeginPhone, end: phoneEnd },
  iban: { begins: (text, at) => isLetter(text.charCodeAt(at)) && !isWord(text.charCodeAt(at - 1)), end: ibanEnd },
  card: { begins: (text, at) => isDigit(text.charCodeAt(at)) && !isDigit(text.charCodeAt(at - 1)), end: cardEnd },
};

function beginningAt(text: string, { begins, end: endOf }: Finder, work: TextWork): readonly TextRange[] {
  const found: TextRange[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (!begins(text, at)) continue;
    const { end, looks } = endOf(text, at);
    work.spend(looks);
    if (end === undefined) continue;
    found.push({ start: at, end });
    at = end - 1;
  }
  return found;
}

function mailAddresses(text: string, work: TextWork): readonly TextRange[] {
  const found: TextRange[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const { range, looks } = mailAddress(text, at);
    work.spend(looks);
    if (range !== undefined) found.push(range);
  }
  return found;
}

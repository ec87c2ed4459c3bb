import type { AnswerFault } from '../../core/domain/model/card-answer.ts';
import { byteWords } from '../components/time-words.ts';
import { cardWords } from '../strings/cards.ts';
import { formWords } from '../strings/forms.ts';

/** What is wrong with a field, to the person who fills it in. */
export function faultWords(label: string, fault: AnswerFault): string {
  const words = cardWords.fault;
  switch (fault.kind) {
    case 'missing':
    case 'notText':
      return formWords.missing(label);
    case 'notTicked':
      return formWords.mustTick(label);
    case 'notNumber':
      return formWords.notANumber(label);
    case 'notFlag':
      return words.flag(label);
    case 'notDate':
      return words.date(label);
    case 'notTime':
      return words.time(label);
    case 'notMoment':
      return words.moment(label);
    case 'notFile':
      return words.file(label);
    case 'notOption':
    case 'notOptions':
      return words.option(label);
    case 'tooShort':
      return formWords.tooShort(label, fault.limit);
    case 'tooLong':
      return formWords.tooLong(label, fault.limit);
    case 'atLeast':
      return formWords.atLeast(label, fault.limit);
    case 'atMost':
      return formWords.atMost(label, fault.limit);
    case 'tooLarge':
      return words.large(label, byteWords(fault.limit));
    case 'notAccepted':
      return words.accept(label, fault.accept.join(', '));
    case 'pattern':
      return fault.message ?? words.pattern(label, fault.pattern);
    case 'unknown':
      return words.unknown(label);
  }
}

import { expect, it } from 'vitest';
import { answerCommand, cardCommand, commandWords } from '../../../src/core/domain/model/command-line.ts';

it('an id is one word of a shell, whatever is in it', () => {
  expect(cardCommand('01a2/review#1')).toBe("aiwm cards get '01a2/review#1'");
  expect(answerCommand('01a2')).toBe('aiwm cards submit 01a2');
  expect(commandWords(['settings', 'import', "Ada's settings.json"], { dryRun: true, replace: false })).toBe(String.raw`aiwm settings import 'Ada'\''s settings.json' --dry-run`);
});

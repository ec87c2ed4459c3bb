import { describe, expect, it } from 'vitest';
import { durationWords, readDuration } from '../../../../src/renderer/designer/inspector/editing/duration-words.ts';

describe('durations in words', () => {
  it.each([
    ['PT15M', '15 minutes'],
    ['PT1H30M', '1 hour 30 minutes'],
    ['P14D', '2 weeks'],
    ['P10D', '10 days'],
    ['PT0.5S', '0.5 seconds'],
    ['PT0S', '0 seconds'],
  ])('%s is said as %s and read again', (text, words) => {
    expect(durationWords(text)).toBe(words);
    expect(durationWords(readDuration(words) ?? '')).toBe(words);
  });

  it.each([
    ['15 minutes', 'PT15M'],
    ['1h 30m', 'PT1H30M'],
    ['1 day, 2 hours and 5 sec', 'P1DT2H5S'],
    ['90', 'PT1M30S'],
    ['1,5 hours', 'PT1H30M'],
    ['pt5m', 'PT5M'],
  ])('%s is %s', (typed, duration) => {
    expect(readDuration(typed)).toBe(duration);
  });

  it.each(['', 'soon', '5 parsecs', 'P1Y', '-3 minutes', '3 minutes later'])('%j is no duration', (typed) => {
    expect(readDuration(typed)).toBeUndefined();
  });

  it('shows what is none as it stands', () => {
    expect(durationWords('{{ vars.pause }}')).toBe('{{ vars.pause }}');
  });
});

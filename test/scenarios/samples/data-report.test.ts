import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { canonicalJournal } from '../../../src/core/domain/runtime/journal/canonical-journal.ts';
import { readDocxDocument, readMarkdownDocument, readPdf, readPdfDocument } from '../../adapters/documents/read-documents.ts';
import { openSampleHouse, sampleFile } from './sample-house.ts';

const weather = sampleFile('data-report', 'weather.csv');

it('makes a report on the weather that three other programs open, with its chart, tables and commentary', async () => {
  await using house = await openSampleHouse();

  const run = await house.run('data-report', { csv: weather });
  const made = await house.artifacts(run.id);
  const file = (ending: string): Uint8Array => made.get(`weather-report.${ending}`) ?? new Uint8Array();

  expect(run).toMatchObject({ status: 'completed', outputs: { kind: 'anomaly', rows: 1461, columns: ['precipitation', 'temp_max', 'temp_min', 'wind'] } });
  for (const read of [await readMarkdownDocument(file('md')), await readDocxDocument(file('docx')), await readPdfDocument(file('pdf'))]) {
    expect(read.title).toBe('Report on weather.csv');
    expect(read.alts).toEqual([expect.stringMatching(/^Line chart .* over 48 points from 2012-01 to 2015-12/)]);
    for (const words of ['1461 rows', '2 of precipitation, 3 of wind', '2014-03', '7.74', 'What to look at next', 'Std. deviation']) expect(read.text).toContain(words);
    // Of the rows, as the table of the columns has it, not of the months.
    expect(read.text.split('16.44')).toHaveLength(3);
    expect(read.text).not.toMatch(/undefined|NaN|\{\{|\bnull\b/);
  }
  expect((await readPdf(file('pdf'))).outline).toEqual(['Report on weather.csv']);
  expect(await readFile(path.join(house.files, 'reports', 'weather-report.md'))).toEqual(Buffer.from(file('md')));
});

it('drafts until the commentary is complete, and replays to the same rows', async () => {
  await using house = await openSampleHouse();

  const run = await house.run('data-report', { csv: weather });

  expect(run.visited).toMatchObject({ write: 2, with_text: 1, anomaly: 1 });
  expect(run.visited).not.toHaveProperty('trend');
  expect(run.usage.calls).toBe(2);
  expect(await house.replayed(run.id)).toMatchObject({ equal: true });
});

it('is the same run twice, in another data directory, at another time', async () => {
  await using first = await openSampleHouse();
  await using second = await openSampleHouse();
  const journal = async (house: typeof first): Promise<readonly string[]> => {
    const { id } = await house.run('data-report', { csv: weather, title: 'Wetter, Погода' });
    // Each run draws a seed of its own; nothing in this workflow uses it.
    return canonicalJournal(await house.journal(id)).map((line) => line.replace(/"seed":"[0-9a-f]+"/, '"seed":""'));
  };

  const [one, two] = [await journal(first), await journal(second)];

  expect(one.length).toBeGreaterThan(30);
  expect(two).toHaveLength(one.length);
  expect(two.filter((line, index) => line !== one[index]).map((line) => line.slice(0, 500))).toEqual([]);
});

const day = (index: number): string => new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10);
const csv = (head: string, rows: number, cells: (index: number) => string): string => `${head}\n${Array.from({ length: rows }, (_, index) => `${day(index)},${cells(index)}`).join('\n')}\n`;

it.each([
  { what: 'a trend', name: 'sales.csv', text: csv('day,sales,staff', 700, (index) => `${100 + index},12`), kind: 'trend', says: 'sales rose from' },
  { what: 'steady figures', name: 'one column.csv', text: csv('at,v', 300, (index) => String(5 + (index % 2))), kind: 'steady', says: 'steady' },
  { what: 'one row', name: 'one.csv', text: 'day,v\n2020-01-01,1\n', kind: 'steady', says: 'one.csv: 1 row, 1 column of numbers, 2020-01-01.' },
  { what: 'too few rows to compare', name: 'two.csv', text: 'day,v\n2020-01-01,1\n2020-01-02,1\n', kind: 'steady', says: 'There are too few rows to compare' },
  { what: 'more years than a table shows', name: 'years.csv', text: `day,v\n${Array.from({ length: 60 }, (_, at) => `${1950 + at}-01-01,${at % 3}\n`).join('')}`, kind: 'steady', says: 'The last 50 of 60 years.' },
  { what: 'three rows', name: 'three.csv', text: 'day,v,w\n2020-01-01,1,5\n2020-01-02,2,\n2020-02-03,3,7\n', kind: 'steady', says: 'by day' },
  { what: 'twelve columns of many sizes', name: 'twelve.csv', text: csv(`day,${Array.from({ length: 12 }, (_, at) => `c${at}`).join()}`, 400, (index) => Array.from({ length: 12 }, (_, at) => 10 ** (at % 5) + (index % 3)).join()), kind: 'steady', says: 'Of 12 columns of numbers the first eight' },
  { what: 'names that mean something elsewhere', name: 'отчёт (1).csv', text: csv('day,a|b,<i>x</i>,{{ vars.x }},1e999,period,"new\nline"', 200, (index) => `${index},${index},${index},1e999,${index % 7},${index}`), kind: 'trend', says: '{{ vars.x }} rose from' },
  { what: 'times and empty dates', name: 'hours.csv', text: 'at,v\n2020-01-01T00:00:00+02:00,1\n,2\n2021-01-01T00:00:00Z,3\n2022-05-01T00:00:00Z,4\n', kind: 'steady', says: '4 rows' },
])('reports on $what', async ({ name, text, kind, says }) => {
  await using house = await openSampleHouse();

  const run = await house.run('data-report', { csv: await house.give(name, text) });

  expect(run.incidents).toEqual([]);
  expect(run).toMatchObject({ status: 'completed', outputs: { kind } });
  const made = [...(await house.artifacts(run.id))].find(([file]) => file.endsWith('.pdf'));
  expect((await readPdfDocument(made?.[1] ?? new Uint8Array())).text).toContain(says);
});

it.each([
  { what: 'no dates', text: 'name,value\na,1\n', says: 'has no column of dates' },
  { what: 'no numbers', text: 'day,name\n2020-01-01,a\n', says: 'has no column of numbers' },
  { what: 'no rows', text: 'day,value\n', says: 'has no rows' },
  { what: 'nothing in it', text: '', says: 'at least one of numbers such as 12.5.' },
  { what: 'semicolons', text: 'day;value\n2020-01-01;1\n', says: 'separated by semicolons' },
  { what: 'rows of different lengths', text: 'day,value\n2020-01-01,1\n2020-01-02,1,5\n', says: 'line 3' },
])('fails on a file with $what and says so', async ({ text, says }) => {
  await using house = await openSampleHouse();

  const run = await house.run('data-report', { csv: await house.give('input.csv', text) });

  expect(run).toMatchObject({ status: 'failed', error: { message: expect.stringContaining(says) } });
  expect(await house.artifacts(run.id)).toEqual(new Map());
});

it.each([
  { what: 'decimal commas between semicolons', text: 'day;value\n2020-01-01;1,5\n', next: 'separated by semicolons' },
  { what: 'letters of another encoding', text: Buffer.from('day,wärme\n2020-01-01,1\n', 'latin1'), next: 'Save the file as UTF-8' },
])('says what mends a file with $what', async ({ text, next }) => {
  await using house = await openSampleHouse();

  const run = await house.run('data-report', { csv: await house.give('input.csv', text) });

  expect(run).toMatchObject({ status: 'failed', error: { next: expect.stringContaining(next) } });
});

it.each([
  { what: 'never finishes its text', rule: { reply: { text: '### What stands out\n\nNothing.' } }, says: 'after three drafts the text still lacked ### What to look at next, 60 words, the column precipitation', drafts: 3 },
  { what: 'cannot be reached', rule: { fail: { code: 'connector_unavailable' } }, says: 'the model could not be asked', drafts: 1 },
  { what: 'declines', rule: { refuse: 'I would rather not.' }, says: 'after three drafts', drafts: 3 },
])('makes the report without a commentary when the model $what', async ({ rule, says, drafts }) => {
  await using house = await openSampleHouse();
  const folder = path.join(house.files, 'other-model');
  await mkdir(folder);
  await copyFile(sampleFile('data-report', 'workflow.json'), path.join(folder, 'workflow.json'));
  await writeFile(path.join(folder, 'mock.json'), JSON.stringify({ format: 'aiwm.mock/1', rules: [rule] }));
  await house.client.workflows.import({ path: folder, publish: true });

  const run = await house.run('other-model', { csv: weather });

  expect(run).toMatchObject({ status: 'completed', visited: { write: drafts, without_text: 1 } });
  expect((await readMarkdownDocument((await house.artifacts(run.id)).get('weather-report.md') ?? new Uint8Array())).text).toContain(says);
});

it('groups 100,000 rows', async () => {
  await using house = await openSampleHouse();

  const run = await house.run('data-report', { csv: await house.give('big.csv', csv('day,a,b', 100_000, (index) => `${index % 100},${index % 7}`)) });

  expect(run).toMatchObject({ status: 'completed', outputs: { rows: 100_000 } });
});

it('refuses to start without its file, outside the allowed folders, or with an input it does not have', async () => {
  await using house = await openSampleHouse();

  await expect(house.run('data-report')).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('csv') });
  await expect(house.run('data-report', { csv: '/etc/hostname' })).rejects.toMatchObject({ code: 'path_denied' });
  await expect(house.run('data-report', { csv: weather, titel: 'x' })).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('titel') });
});

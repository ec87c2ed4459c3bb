import { readFile } from 'node:fs/promises';
import { expect, lastTold, show, test } from './editors-test.ts';
import { hostilePdf } from './hostile-pdf.ts';
import { expectAccessible } from '../window-test.ts';

test.use({ trace: 'off' });

const json = '{\r\n  "name": "Oslo"\r\n}\r\n';

test('a text is written, undone, searched and left by keyboard, and its problems are marked', async ({ editors }) => {
  await show(editors, 'TextEditor', { label: 'Text of a.json', value: json, language: 'json', problems: [{ line: 2, column: 11, message: 'must be Rome', severity: 'error' }] });
  const text = editors.getByRole('textbox', { name: 'Text of a.json' });
  await expect(editors.locator('.cm-lintRange-error')).toHaveText('"Oslo"');

  await text.focus();
  await editors.keyboard.press('Control+Home');
  await editors.keyboard.type('[');
  await expect.poll(async () => lastTold(editors)).toBe(`[${json}`);
  await editors.keyboard.press('Control+z');
  await expect.poll(async () => lastTold(editors)).toBe(json);
  await editors.keyboard.press('Control+s');
  expect(await editors.evaluate(() => window.editors.saved.length)).toBe(1);
  await editors.keyboard.press('Control+f');
  await editors.keyboard.type('Oslo');
  await expect(editors.locator('.cm-searchMatch')).toHaveText('Oslo');
  await expectAccessible(editors);
  await editors.keyboard.press('Escape');
  await expect(text).toBeFocused();
  await editors.keyboard.press('Escape');
  await editors.keyboard.press('Tab');
  await expect(text).not.toBeFocused();
});

test('a text of 5 MB opens and is written in', async ({ editors }) => {
  await editors.evaluate(() => {
    window.editors.show('TextEditor', { label: 'Long', language: 'json', value: `[\n${Array.from({ length: 90_000 }, (_, index) => `  { "id": ${index}, "name": "A row of a long text" },`).join('\n')}\n null]\n` });
  });
  await editors.getByRole('textbox', { name: 'Long' }).focus();
  await editors.keyboard.press('Control+End');
  await editors.keyboard.type(' ');
  await expect.poll(async () => editors.evaluate(() => String(window.editors.told.at(-1)).length)).toBeGreaterThan(4_500_000);
  expect(await editors.locator('.cm-line').count()).toBeLessThan(300);

  await editors.keyboard.type('last');
  const saved = await editors.evaluate(() => window.editors.saved.length);
  await editors.keyboard.press('Control+s');
  expect(await editors.evaluate(() => window.editors.saved.length)).toBe(saved + 1);
  // Told before it is saved, though a long text is told in pauses.
  expect(String(await lastTold(editors))).toContain('last');
});

test('a table of 100,000 rows is edited by keyboard alone, and only what was edited changes', async ({ editors }) => {
  await editors.evaluate(() => {
    window.editors.show('CsvGrid', { label: 'Table', value: `id;"city";mm\r\n${Array.from({ length: 100_000 }, (_, index) => `${index};"City ${index % 97}";${index}.5`).join('\r\n')}\r\n` });
  });
  const grid = editors.getByRole('grid', { name: 'Table' });
  await grid.focus();
  expect(await editors.getByRole('gridcell').count()).toBeLessThan(600);
  await editors.keyboard.press('ArrowDown');
  await editors.keyboard.press('ArrowRight');
  await editors.keyboard.type('O');
  await editors.keyboard.type('slo');
  await editors.keyboard.press('Enter');
  await expect(editors.getByRole('gridcell', { name: 'Oslo', exact: true })).toBeVisible();
  expect(String(await lastTold(editors)).slice(0, 60)).toBe('id;"city";mm\r\n0;"Oslo";0.5\r\n1;"City 1";1.5\r\n2;"City 2";2.5\r\n');

  await editors.keyboard.press('F2');
  await editors.keyboard.type('!');
  await editors.keyboard.press('Escape');
  await expect(grid).toBeFocused();
  await editors.keyboard.press('Control+z');
  expect(String(await lastTold(editors)).slice(0, 28)).toBe('id;"city";mm\r\n0;"City 0";0.5');
  await editors.keyboard.press('Control+End');
  await expect(editors.getByRole('gridcell', { name: '99999.5' })).toBeVisible();
  await expectAccessible(editors);
  await editors.keyboard.press('Control+f');
  await editors.keyboard.type('City 96');
  await expect(editors.getByText('0 of 1030')).toBeVisible();
  await editors.keyboard.press('Enter');
  await expect(editors.getByText('1 of 1030')).toBeVisible();
});

test('differences are shown beside each other and in one text', async ({ editors }) => {
  const both = { before: 'one\ntwo\nthree\n', after: 'one\n2\nthree\nfour\n', beforeLabel: 'Revision 1', afterLabel: 'Revision 2', language: 'txt' };
  await show(editors, 'DiffView', both);
  await expect(editors.getByText('2 differences')).toBeVisible();
  await expect(editors.getByRole('textbox', { name: 'Revision 1' })).toContainText('two');
  await expect(editors.getByRole('textbox', { name: 'Revision 2' })).toContainText('four');
  await expectAccessible(editors);

  await show(editors, 'DiffView', { ...both, layout: 'unified' });

  await expect(editors.locator('.cm-deletedChunk').first()).toContainText('two');
  await show(editors, 'StructureDiff', { label: 'Changes', changes: [{ path: '/name', before: 'Oslo', after: 'Rome' }, { path: '/gone', before: 1 }] });
  await expect(editors.getByRole('row', { name: '/name "Oslo" "Rome"' })).toBeVisible();
  await expectAccessible(editors);
});

test('a conflict is settled by keyboard, taken back by undo, and the text can be edited', async ({ editors }) => {
  await show(editors, 'MergeView', { base: 'a\nb\nc\nd\n', mine: 'a\nmine\nc\nd\n', theirs: 'a\ntheirs\nc\nD\n', mineLabel: 'Yours', theirsLabel: 'Saved by the command line', language: 'txt' });
  await expect(editors.getByText('1 conflict is open')).toBeVisible();
  expect(await lastTold(editors)).toEqual({ text: 'a\nmine\nc\nD\n', openConflicts: 1 });
  await expectAccessible(editors);

  await editors.getByRole('button', { name: 'Next open conflict' }).press('Enter');
  await expect(editors.getByRole('button', { name: 'Take yours' })).toBeFocused();
  await editors.keyboard.press('Tab');
  await editors.keyboard.press('Enter');

  await expect(editors.getByText('Every conflict is settled')).toBeVisible();
  expect(await lastTold(editors)).toEqual({ text: 'a\ntheirs\nc\nD\n', openConflicts: 0 });
  await editors.getByRole('textbox', { name: 'Merged text' }).focus();
  await editors.keyboard.press('Control+z');
  await expect.poll(async () => lastTold(editors)).toEqual({ text: 'a\nmine\nc\nD\n', openConflicts: 1 });
});

test('a PDF is shown page by page with its text, and what it would do is not done', async ({ editors, strayRequests }) => {
  const address = editors.url();
  await editors.evaluate((text) => { window.editors.show('PdfView', { label: 'PDF', bytes: new TextEncoder().encode(text) }); }, hostilePdf('http://127.0.0.1:9/leak'));

  await expect(editors.getByRole('region', { name: 'Page 1 of 2' })).toContainText('Hello from page 1');
  await editors.getByRole('button', { name: 'Next page' }).click();
  await expect(editors.getByRole('region', { name: 'Page 2 of 2' })).toContainText('Hello from page 2');
  await editors.getByRole('searchbox', { name: 'Find in the PDF' }).fill('page 1');
  await editors.keyboard.press('Enter');
  await expect(editors.getByText('On page 1')).toBeVisible();
  await expectAccessible(editors);
  await editors.getByRole('region', { name: 'Page 1 of 2' }).click();
  expect(editors.url()).toBe(address);
  expect(strayRequests).toEqual([]);
});

test('a damaged PDF says so', async ({ editors }) => {
  const cut = (await readFile(new URL(import.meta.url))).toString();
  await editors.evaluate((text) => { window.editors.show('PdfView', { label: 'PDF', bytes: new TextEncoder().encode(`%PDF-1.7\n${text}`) }); }, cut);

  await expect(editors.getByRole('heading', { name: 'This PDF cannot be read' })).toBeVisible();
});

import { expect, it } from 'vitest';
import { memoryHost } from '../../contracts/fixture/host-of-file.ts';
import { failureOf } from './failure-of.ts';

const { client } = await memoryHost();

const inspected = async (text: string | Uint8Array, file?: string) => failureOf(client.workflows.inspect({ content: Buffer.from(text).toString('base64'), file }));

it('what is wrong with an import is said of the file, as it is called', async () => {
  expect(await inspected('{ "name": ', 'a.json')).toMatchObject({ code: 'definition_invalid', message: expect.stringMatching(/^"a\.json" is not JSON: /u) });
  expect(await inspected('{ "name": ')).toMatchObject({ message: expect.stringMatching(/^The content is not JSON: /u) });
  expect(await inspected('{}', 'a.json')).toMatchObject({ message: expect.stringMatching(/^"a\.json" is no definition in the format aiwm\.workflow\/1: /u) });
});

it('what is neither text nor a ZIP is said to be neither', async () => {
  expect(await inspected(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]), 'a.png')).toMatchObject({ message: '"a.png" is no text, and no ZIP either.', next: 'Give a JSON file, or a folder or a ZIP with workflow.json at its top.' });
});

it('what a later program wrote is said to need one', async () => {
  expect(await inspected('{ "format": "aiwm.workflow/99" }', 'new.json')).toMatchObject({ code: 'definition_invalid', message: '"new.json" is in the format aiwm.workflow/99; this program reads aiwm.workflow/1.', next: expect.stringContaining('as new as the one that wrote it') });
});

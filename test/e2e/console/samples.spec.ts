import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { openPolicyService } from '../../scenarios/samples/policy-service.ts';
import { expect, openRunDialog, test } from '../window-test.ts';
import type { ServedHost } from '../served-host.ts';

interface Sample {
  readonly name: string;
  /** What has to be there before. */
  readonly prepare?: (host: ServedHost) => Promise<void>;
  /** Fills in the launch dialog, where its defaults do not do. */
  readonly fill?: (window: Page) => Promise<void>;
  /** What a person does while the run waits. */
  readonly steer?: (window: Page) => Promise<void>;
  /** A file it made, and words that stand in it; a document of another program is only there. */
  readonly makes?: readonly (readonly [file: string | RegExp, words?: RegExp])[];
  /** Words of its result. */
  readonly gives?: RegExp;
}

const example = (...names: readonly string[]): string => path.join(import.meta.dirname, '../../../examples', ...names);
const press = async (window: Page, name: string | RegExp): Promise<void> => window.getByRole('button', { name, exact: true }).first().click({ timeout: 20_000 });
const showTab = async (window: Page, name: string): Promise<void> => window.getByRole('tab', { name, exact: true }).click();

const samples: readonly Sample[] = [
  { name: 'Hello', gives: /Hello, world! It is good to have you here/u },
  { name: 'Sub-workflow', gives: /Hello, Ada!/u },
  {
    name: 'Map files',
    prepare: async ({ dataDirectory }) => {
      const folder = path.join(dataDirectory, 'files', 'texts');
      await mkdir(folder, { recursive: true });
      await Promise.all(['first', 'second'].map((name) => writeFile(path.join(folder, `${name}.txt`), `The ${name} text.`)));
    },
    makes: [['index.md', /first\.txt/u]],
  },
  {
    name: 'Parallel review',
    fill: async (window) => window.getByRole('dialog').getByRole('textbox', { name: 'Text' }).fill('The library opens at nine.'),
    gives: /Nothing has to change/u,
  },
  {
    name: 'Approval',
    steer: async (window) => {
      await answerCard(window, 'Reject', 'Shorter, please.');
      await answerCard(window, 'Approve');
    },
    makes: [['announcement.md', /This is draft 2/u], ['announcement.docx'], ['announcement.pdf']],
  },
  { name: 'Reply', steer: async (window) => press(window, 'Approve'), makes: [['reply.md', /Somebody will look at it tomorrow/u]] },
  { name: 'Agent desk', steer: async (window) => press(window, 'Approve'), makes: [['returns.md']], gives: /lamp|back|weeks/u },
  {
    name: 'Data report',
    fill: async (window) => {
      await window.getByRole('dialog').locator('input[type=file]').setInputFiles(example('data-report', 'weather.csv'));
      await expect(window.getByRole('dialog').getByRole('textbox', { name: 'CSV file' })).toHaveValue(/weather.*\.csv$/u);
    },
    makes: [[/^Open .*weather.*\.md/u, /Report on .*weather/u], [/^Open .*weather.*\.pdf/u]],
  },
  {
    name: 'Support guides',
    fill: async (window) => {
      await window.getByRole('dialog').locator('input[type=file]').setInputFiles(example('support-guides', 'product.yaml'));
      await expect(window.getByRole('dialog').getByRole('textbox', { name: 'Product facts' })).toHaveValue(/product.*\.yaml$/u);
    },
    makes: [['support-guide.html'], ['support-guide.docx']],
  },
  { name: 'Sales playbook', makes: [['playbook.docx'], ['playbook.pdf']] },
  {
    name: 'Content lab',
    steer: async (window) => {
      await showTab(window, 'Actions');
      await press(window, 'Propose a headline');
      await press(window, /^Take “Take this draft”/u);
      await window.getByRole('dialog').getByRole('button', { name: 'Take the transition' }).click();
    },
    makes: [['content.html'], ['content.pdf']],
  },
  {
    name: 'Payment',
    steer: async (window) => {
      await showTab(window, 'Actions');
      await press(window, 'Send a signal…');
      const dialog = window.getByRole('dialog');
      await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('payment');
      await dialog.getByRole('textbox', { name: /What it brings/u }).fill('{"amount": 120}');
      await dialog.getByRole('button', { name: 'Send the signal' }).click();
    },
    gives: /Please pay 120 within a week/u,
  },
];

for (const sample of samples) {
  test(`the sample “${sample.name}” goes from the launch dialog to its end in the window`, async ({ window, host }) => {
    test.slow();
    await sample.prepare?.(host);
    await runToItsEnd(window, sample);
  });
}

test('the sample “Policy review” goes from the launch dialog to its end in the window, once its service may be asked', async ({ window, host }) => {
  test.slow();
  await using service = await openPolicyService();
  await host.ask('settings', 'set', 'network', '--value', JSON.stringify({ allowedPrivateHosts: [new URL(service.address).host] }));

  await runToItsEnd(window, {
    name: 'Policy review',
    fill: async () => window.getByRole('dialog').getByRole('textbox', { name: 'Service' }).fill(service.address),
    makes: [['policy.md', /who decides/u], ['policy.html']],
  });

  expect(await service.read('remote-work')).toMatchObject({ version: 4 });
});

async function runToItsEnd(window: Page, { name, fill, steer, makes = [], gives }: Sample): Promise<void> {
  await openRunDialog(window, name);
  await fill?.(window);
  await window.getByRole('dialog').getByRole('button', { name: 'Start run' }).click();
  await steer?.(window);
  await expect(window.getByRole('status').filter({ hasText: `Run of ${name}: Completed` })).toBeAttached({ timeout: 30_000 });
  if (makes.length > 0) await showTab(window, 'Artifacts');
  for (const [file, words] of makes) await expectFile(window, file, words);
  if (gives === undefined) return;
  await showTab(window, 'Result');
  await expect(window.getByRole('tabpanel', { name: 'Result' })).toContainText(gives);
}

async function expectFile(window: Page, file: string | RegExp, words: RegExp | undefined): Promise<void> {
  const open = window.getByRole('button', { name: typeof file === 'string' ? `Open ${file}` : file });
  await expect(open.first()).toBeVisible();
  if (words === undefined) return;
  await open.first().click();
  await expect(window.getByRole('dialog')).toContainText(words);
  await window.keyboard.press('Escape');
}

async function answerCard(window: Page, decision: string, comments?: string): Promise<void> {
  await window.getByRole('link', { name: 'Answer the card' }).click({ timeout: 20_000 });
  await window.getByText(decision, { exact: true }).click();
  if (comments !== undefined) await window.getByRole('textbox', { name: 'Comments' }).fill(comments);
  await window.getByRole('button', { name: 'Send the decision' }).click();
  await window.getByRole('link', { name: 'Show the run' }).click();
}

import { expect, expectAccessible, test as base, visit } from './window-test.ts';
import type { Page } from '@playwright/test';

/** A window that somebody opens for the first time: it stands on the dashboard. */
const test = base.extend<{ readonly home: Page }>({
  home: async ({ window }, provide) => {
    await visit(window, '/', 'Home');
    await provide(window);
  },
});

test('from an empty directory to a green run, an answered card, an opened document and a workflow of one’s own', async ({ home, host }) => {
  test.slow();
  const steps = home.getByRole('region', { name: 'First steps' });
  await expect(steps.getByText('0 of 4 done')).toBeVisible();
  await expectAccessible(home);

  // The only question has its answer already.
  const question = home.getByRole('region', { name: 'Where may workflows read and write?' });
  await expect(question.getByRole('textbox', { name: 'Folder' })).toHaveValue(/files$/u);
  await question.getByRole('button', { name: 'Use this folder' }).click();
  await expect(question).toHaveCount(0);

  await steps.getByRole('button', { name: 'Run the sample' }).click();
  await expect(home.getByRole('heading', { level: 1, name: 'Hello' })).toBeVisible();
  await expect(home.getByRole('status').filter({ hasText: 'Run of Hello: Completed' })).toBeAttached({ timeout: 20_000 });

  await visit(home, '/', 'Home');
  await expect(steps.getByText('1 of 4 done')).toBeVisible();
  await steps.getByRole('button', { name: 'Start Approval' }).click();
  await expect(home.getByRole('heading', { level: 1, name: 'Approval' })).toBeVisible();

  await visit(home, '/', 'Home');
  await steps.getByRole('button', { name: 'Answer the card' }).click();
  await home.getByRole('radio', { name: 'Approve' }).press('Space');
  await home.getByRole('button', { name: 'Send the decision' }).click();
  await expect(home.getByText('This card is answered.')).toBeVisible();

  await visit(home, '/', 'Home');
  await steps.getByRole('button', { name: 'Open announcement.md' }).click();
  await expect(home.getByRole('dialog', { name: 'announcement.md' }).getByRole('heading', { name: 'New opening hours of the library' })).toBeVisible();
  await home.keyboard.press('Escape');

  await steps.getByRole('button', { name: 'Create a workflow' }).click();
  await expect(home.getByRole('heading', { level: 1, name: 'Ask a model' })).toBeVisible();
  await visit(home, '/', 'Home');
  await expect(steps.getByText('4 of 4 done')).toBeVisible();
  await expect(home.getByRole('region', { name: 'Continue' }).getByRole('button', { name: 'Resume editing Ask a model' })).toBeVisible();

  await steps.getByRole('button', { name: 'Hide the first steps' }).click();
  await expect(steps).toHaveCount(0);
  await expect.poll(() => host.ask('settings', 'get', 'appearance')).toMatchObject({ value: { firstSteps: 'hidden' } });
  await home.reload();
  await expect(home.getByRole('region', { name: 'Needs you' })).toBeVisible();
  await expect(steps).toHaveCount(0);
});

test('a folder that is not there is refused in words, and the question can be left out', async ({ home }) => {
  const question = home.getByRole('region', { name: 'Where may workflows read and write?' });
  await question.getByRole('textbox', { name: 'Folder' }).fill('/nowhere/at/all');
  await question.getByRole('button', { name: 'Use this folder' }).click();
  await expect(question.getByText(/\/nowhere\/at\/all/u)).toBeVisible();

  await question.getByRole('button', { name: 'Skip' }).click();
  await expect(question).toHaveCount(0);
  await expect(home.getByRole('heading', { name: 'First steps' })).toBeFocused();
  await home.reload();
  await expect(home.getByRole('region', { name: 'First steps' })).toBeVisible();
  await expect(question).toHaveCount(0);
});

test.describe('without samples', () => {
  test.use({ samples: false });

  test('every part says what would stand there and offers a step', async ({ home }) => {
    const steps = home.getByRole('region', { name: 'First steps' });
    await expect(steps.getByRole('button', { name: 'Show the workflows' }).first()).toBeVisible();
    await home.getByRole('region', { name: 'Continue' }).getByRole('button', { name: 'Create a workflow' }).click();
    await expect(home.getByRole('heading', { level: 1, name: 'Untitled' })).toBeVisible();
  });
});

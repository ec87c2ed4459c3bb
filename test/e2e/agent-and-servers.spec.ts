import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { goTo } from './designer/keyboard-only.ts';
import { expect, expectAccessible, test, visit } from './window-test.ts';

const desk = fileURLToPath(new URL('../adapters/mcp/desk-program.ts', import.meta.url));

test('a program is not started because a page says so; its tools are granted one by one in the page', async ({ window, host }) => {
  test.slow();
  await visit(window, '/settings/connectors', 'Settings');
  await window.getByRole('button', { name: 'Add a connector' }).click();
  await window.getByRole('textbox', { name: 'Id' }).fill('desk');
  await window.getByRole('button', { name: /Kind/u }).click();
  await window.getByRole('option', { name: /program on this machine/u }).click();
  await window.getByRole('textbox', { name: 'Command' }).fill(process.execPath);
  await window.getByRole('button', { name: 'Add to Arguments' }).click();
  await window.getByRole('textbox', { name: 'Arguments 1' }).fill(desk);
  await expectAccessible(window);
  await expect(window.getByText('aiwm connectors add desk --kind mcp-stdio')).toBeVisible();
  await window.getByRole('button', { name: 'Add', exact: true }).last().click();
  await expect(window.getByRole('dialog').getByRole('alert')).toContainText('access_denied');
  await window.keyboard.press('Escape');
  await host.ask('connectors', 'add', 'desk', '--kind', 'mcp-stdio', '--command', process.execPath, '--args', desk);

  await window.getByRole('button', { name: 'Details of desk' }).click();
  const echo = window.getByRole('listitem', { name: 'echo' });
  await echo.getByRole('switch').press('Space');
  await expect(echo.getByRole('switch')).toBeChecked();
  await expectAccessible(window);
  expect(await host.ask('connectors', 'get', 'desk')).toMatchObject({ server: { kind: 'mcp-stdio', args: [desk], tools: ['echo'] } });

  await window.keyboard.press('Escape');
  await visit(window, '/settings/sections', 'Settings');
  const servers = window.getByRole('group', { name: 'Servers of tools' });
  await expect(servers.getByRole('textbox', { name: 'Arguments 1' })).toHaveValue(desk);
  await expect(servers.getByRole('button', { name: /Kind of desk/u })).toContainText('A program on this machine');
});

test('what an agent may do is approved in the run by keyboard, and its calls are readable', async ({ window, host }) => {
  test.slow();
  const started = await host.ask('runs', 'start', 'agent-desk');
  const id = typeof started === 'object' && started !== null && 'id' in started ? String(started.id) : '';
  await visit(window, `/runs/${id}`, 'Agent desk');
  const asked = window.getByRole('region', { name: /put_down/u });
  await expect(asked).toContainText('agent-desk/reply.md');
  await expectAccessible(window);
  await asked.getByRole('button', { name: 'Approve' }).press('Enter');
  await expect(window.getByRole('status').filter({ hasText: 'Run of Agent desk: Completed' })).toBeAttached();

  await window.getByRole('tab', { name: 'Artifacts' }).focus();
  await goTo(window, window.getByRole('tab', { name: 'Calls' }), 'ArrowRight');
  const calls = window.getByRole('tabpanel', { name: 'Calls' });
  await expect(calls).toContainText('Asks for put_down');
  await expect(calls).toContainText('answered by mock');
  await expect(calls).toContainText('Approved by');
  await expectAccessible(window);
});

test('settings that were exported are imported again, differences first', async ({ window, host }) => {
  test.slow();
  await host.ask('settings', 'set', 'server', '--value', '{"port": 4400}');
  await visit(window, '/settings/sections', 'Settings');
  await window.getByRole('button', { name: 'Export', exact: true }).click();
  const download = window.waitForEvent('download');
  await window.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click();
  const file = await (await download).path();
  await host.ask('settings', 'set', 'server', '--value', '{"port": 4500}');

  await window.getByRole('button', { name: 'Import', exact: true }).click();
  const chooser = window.waitForEvent('filechooser');
  await window.getByRole('button', { name: 'Choose file…' }).click();
  await (await chooser).setFiles({ name: 'kept.json', mimeType: 'application/json', buffer: await readFile(file) });
  await window.getByRole('button', { name: 'Show what would change' }).click();
  await expect(window.getByRole('region', { name: 'What would change' })).toContainText('server.port');
  await expectAccessible(window);
});

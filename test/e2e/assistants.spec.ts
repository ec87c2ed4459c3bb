import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, expectAccessible, test, visit } from './window-test.ts';

interface Settings {
  readonly mcpServers: { readonly aiwm: { readonly url?: string; readonly command?: string; readonly args?: readonly string[] } };
}

test('an assistant is connected with what the settings say', async ({ host, window }) => {
  await visit(window, '/settings/assistants', 'Settings');
  const here = window.getByRole('region', { name: 'A program on this machine' });
  await expect(here).toContainText('aiwm mcp --access operate --data-dir ');
  await expectAccessible(window);
  await window.getByRole('radio', { name: 'Look at workflows and runs' }).click({ force: true });
  await expect(here).toContainText('aiwm mcp --access read --data-dir ');
  const started = JSON.parse((await here.locator('code').last().textContent()) ?? '') as Settings;
  expect(started.mcpServers.aiwm).toMatchObject({ command: 'aiwm', args: ['mcp', '--access', 'read', '--data-dir', expect.any(String)] });

  const asked = JSON.parse((await window.getByRole('region', { name: 'Over HTTP' }).locator('code').textContent()) ?? '') as Settings;
  const { token } = (await host.ask('tokens', 'create', 'desk', '--scopes', 'read')) as { readonly token: string };
  const client = new Client({ name: 'somebody', version: '1' }, { versionNegotiation: { mode: 'auto' } });
  await client.connect(new StreamableHTTPClientTransport(new URL(asked.mcpServers.aiwm.url ?? ''), { requestInit: { headers: { authorization: `Bearer ${token}` } } }));
  expect(await client.callTool({ name: 'workflows_list', arguments: {} })).toMatchObject({ structuredContent: { items: expect.any(Array) } });
  await client.close();

  await window.getByRole('button', { name: 'Make a token' }).click();
  await expect(window.getByRole('heading', { name: 'Access tokens' })).toBeVisible();
});

test('how an assistant is connected can be read on a phone', async ({ window }) => {
  await window.setViewportSize({ width: 390, height: 800 });
  await visit(window, '/settings/assistants', 'Settings');
  await expect(window.getByRole('region', { name: 'Over HTTP' })).toBeVisible();
  expect(await window.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
  await expectAccessible(window);
});

import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import type { ConfigService } from '../config/config-service.ts';
import { documentFormats, textFormats } from '../domain/model/document.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { CredentialVault } from '../domain/ports/credential-vault.ts';
import type { DocumentBuilderSet } from '../domain/ports/document-builder.ts';
import type { FormatterSet } from '../domain/ports/formatter.ts';
import type { WorkflowDataPort } from '../domain/ports/workflow-data-port.ts';
import { credentialView } from '../domain/services/credential-view.ts';
import type { SystemCheck } from '../domain/services/system-service.ts';
import type { DataDirectory } from '../storage/data-directory.ts';
import { readHostFile } from './host-file.ts';
import { rendererDirectory } from './product-files.ts';
import { check, type Finding, nodeFinding, ok } from './system-check.ts';

export interface SystemChecksDeps {
  readonly data: Pick<WorkflowDataPort, 'inspect'>;
  readonly directory: DataDirectory;
  readonly formatters: FormatterSet;
  readonly documents: DocumentBuilderSet;
  readonly config: Pick<ConfigService, 'faults'>;
  readonly vault: Pick<CredentialVault, 'status' | 'list'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** What `system doctor` looks at, one function each. */
export function systemChecks({ data, directory, formatters, documents, config, vault, clock }: SystemChecksDeps): (() => Promise<SystemCheck>)[] {
  return [
    check('node', 'Node.js', async () => nodeFinding('warning')),
    check('data-directory', 'Data directory', () => dataDirectory(directory)),
    check('database', 'Database', () => database(data)),
    check('instance', 'Place of the data', () => instance(data)),
    check('host', 'Host', () => host(directory)),
    check('settings', 'Settings', async () => settings(directory, await config.faults())),
    check('vault', 'Vault', () => vaultState(vault, clock.now())),
    check('formats', 'File formats', async () => {
      await Promise.all(textFormats.map((format) => formatters.get(format)));
      return ok(textFormats.join(', '));
    }),
    check('documents', 'Document builders', async () => {
      const { signal } = new AbortController();
      await Promise.all(documentFormats.map(async (format) => (await documents.get(format)).build({ title: 'Check', markdown: 'A word.' }, signal)));
      return ok(documentFormats.join(', '));
    }),
    check('page', 'Page for the browser', async () => page()),
  ];
}

async function dataDirectory({ root, files }: DataDirectory): Promise<Finding> {
  for (const place of [root, files]) {
    try {
      await access(place, constants.R_OK | constants.W_OK);
    } catch {
      return { state: 'failed', detail: `"${place}" cannot be written`, next: 'Make it writable, or choose another data directory with --data-dir.' };
    }
  }
  return ok(root);
}

async function database(data: Pick<WorkflowDataPort, 'inspect'>): Promise<Finding> {
  const facts = await data.inspect();
  const detail = `${String(facts['adapter'])}, schema ${String(facts['schemaVersion'])}, integrity ${String(facts['integrity'])}`;
  return facts['integrity'] === 'ok' ? ok(detail) : { state: 'failed', detail, next: 'Restore a backup of the data directory.' };
}

async function instance(data: Pick<WorkflowDataPort, 'inspect'>): Promise<Finding> {
  const facts = await data.inspect();
  if (facts['instanceChanged'] !== true) return ok('where it was made');
  return { state: 'warning', detail: 'the data was copied or moved here', next: 'Answer the incidents of its runs before they go on: `aiwm runs list --status waiting`.' };
}

async function host({ root }: DataDirectory): Promise<Finding> {
  const running = await readHostFile(root);
  if (running === undefined) return ok('none: a command that needs one becomes it');
  return ok(`process ${running.pid} since ${running.startedAt}${running.address === undefined ? '' : `, at ${running.address}`}`);
}

function settings({ config }: DataDirectory, faults: readonly string[]): Finding {
  if (faults.length === 0) return ok(config);
  return { state: 'failed', detail: faults.join(' '), next: 'Correct the file, or bring back an earlier state: `aiwm settings history`.' };
}

/** Nobody needs a vault before a secret is kept; one that is locked, or has secrets that end soon, is worth a word. */
async function vaultState(vault: SystemChecksDeps['vault'], now: number): Promise<Finding> {
  const [{ state, detail }, kept] = await Promise.all([vault.status(), vault.list()]);
  if (state === 'locked') return { state: 'warning', detail, next: '`aiwm vault unlock` opens that of a running host; where none runs, a command takes the password from the file AIWM_VAULT_PASSWORD_FILE names.' };
  const ending = kept.filter((credential) => ['expired', 'expires_soon'].includes(credentialView(credential, now).state)).map(({ connector, label }) => `"${label}" of "${connector}"`);
  if (ending.length === 0) return ok(detail);
  return { state: 'warning', detail: `${ending.join(', ')} has expired or will within two weeks`, next: '`aiwm connectors credentials rotate <connector> --label <label>` takes a new secret.' };
}

function page(): Finding {
  const file = path.join(rendererDirectory(), 'index.html');
  return existsSync(file) ? ok(file) : { state: 'warning', detail: `"${file}" is not built`, next: 'Run `npm run build`.' };
}

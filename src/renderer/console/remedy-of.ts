import type { RunView } from '../../core/domain/operations/runs.ts';
import { settingAddress } from '../state/addresses.ts';
import { runWords } from '../strings/runs.ts';

const words = runWords.remedy;

/** Where the settings stand whose change ends a failure, by its code. */
const remedies = {
  credential_missing: { label: words.keys, address: { to: '/settings/credentials' } },
  credential_rejected: { label: words.keys, address: { to: '/settings/credentials' } },
  vault_locked: { label: words.keys, address: { to: '/settings/credentials' } },
  connector_unavailable: { label: words.connectors, address: { to: '/settings/connectors' } },
  budget_exceeded: { label: words.budgets, address: { to: '/settings/usage' } },
  path_denied: { label: words.directories, address: { to: '/settings/directories' } },
  host_denied: { label: words.hosts, address: settingAddress('network.allowedPrivateHosts') },
} as const;

export type Remedy = (typeof remedies)[keyof typeof remedies];

/** The settings that lead out of how a run failed; undefined where no setting does. */
export function remedyOf({ code }: NonNullable<RunView['error']>): Remedy | undefined {
  return isRemedied(code) ? remedies[code] : undefined;
}

function isRemedied(code: unknown): code is keyof typeof remedies {
  return typeof code === 'string' && Object.hasOwn(remedies, code);
}

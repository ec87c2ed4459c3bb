import { AppError } from '../model/errors.ts';
import { own } from '../model/own.ts';
import type { SettingsByProfile } from '../ports/config-port.ts';
import type { Credential } from '../ports/credential-vault.ts';
import type { ProfileEditor } from '../ports/settings-editor.ts';

export type CredentialUsers = SettingsByProfile & Pick<ProfileEditor, 'profiles'>;

/** `conflict` where the settings of a profile name the key by its label and no other of that label would take its place. */
export async function demandUnnamed(key: Credential, kept: readonly Credential[], config: CredentialUsers): Promise<void> {
  const others = kept.filter(({ id, connector, label }) => id !== key.id && connector === key.connector && label === key.label);
  for (const { name } of await config.profiles()) {
    const isMeant = key.profile === undefined || key.profile === name;
    if (!isMeant || others.some(({ profile }) => profile === undefined || profile === name)) continue;
    const { models, tools } = (await config.under(name).get('connectors')).value;
    const [model, server] = [own(models, key.connector), own(tools, key.connector)];
    const isNamed = model?.credential === key.label || (server?.kind === 'mcp-http' && server.credential === key.label);
    if (isNamed) throw inUse(key, name);
  }
}

function inUse({ connector, label }: Credential, profile: string): AppError {
  return new AppError('conflict', `The settings of the profile "${profile}" let "${connector}" ask with its key "${label}".`, {
    next: `Name another first: \`aiwm connectors configure ${connector} --credential <label>\` under that profile, or replace the key: \`aiwm connectors credentials rotate ${connector} --label ${label}\`. With --force it is forgotten all the same.`,
    data: { connector, label, profile },
  });
}

import { assistantWords } from '../../strings/assistants.ts';
import { credentialWords } from '../../strings/credentials.ts';
import { logWords } from '../../strings/logs.ts';
import { profileWords, sectionWords } from '../../strings/sections.ts';
import { serverWords } from '../../strings/servers.ts';
import { settingsWords } from '../../strings/settings.ts';
import { tokenWords } from '../../strings/tokens.ts';
import { usageWords } from '../../strings/usage.ts';

/** The panels in the order they are listed. */
export const settingsPanels = [
  { to: '/settings/connectors', label: settingsWords.connectors },
  { to: '/settings/credentials', label: credentialWords.title },
  { to: '/settings/usage', label: usageWords.title },
  { to: '/settings/sections', label: sectionWords.title },
  { to: '/settings/profiles', label: profileWords.title },
  { to: '/settings/servers', label: serverWords.title },
  { to: '/settings/tokens', label: tokenWords.title },
  { to: '/settings/assistants', label: assistantWords.title },
  { to: '/settings/directories', label: settingsWords.directories },
  { to: '/settings/appearance', label: settingsWords.appearance },
  { to: '/settings/system', label: settingsWords.system },
  { to: '/settings/log', label: logWords.title },
  { to: '/settings/audit', label: settingsWords.audit },
] as const;

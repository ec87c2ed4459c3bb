import type { AreaName } from '../core/domain/operations/areas.ts';
import type { IconName } from './components/icon-paths.ts';
import { cardWords } from './strings/cards.ts';
import { credentialWords } from './strings/credentials.ts';
import { documentTitles } from './strings/document-titles.ts';
import { homeWords } from './strings/home.ts';
import { runWords } from './strings/runs.ts';
import { logWords } from './strings/logs.ts';
import { profileWords, sectionWords } from './strings/sections.ts';
import { settingsWords } from './strings/settings.ts';
import { serverWords } from './strings/servers.ts';
import { tokenWords } from './strings/tokens.ts';
import { usageWords } from './strings/usage.ts';
import { workflowWords } from './strings/workflows.ts';

export interface Screen {
  readonly to: ScreenPath;
  readonly title: string;
  readonly icon: IconName;
  /** Areas of the contract whose operations are found here. */
  readonly areas: readonly AreaName[];
  /** Stands in the navigation, and is reached by `g` and this letter. */
  readonly key?: string;
}

export type ScreenPath =
  | '/' | '/workflows' | '/runs' | '/cards' | '/documents' | '/documents/templates' | '/settings/connectors' | '/settings/credentials' | '/settings/usage' | '/settings/sections' | '/settings/profiles' | '/settings/servers' | '/settings/tokens' | '/settings/directories' | '/settings/appearance' | '/settings/system' | '/settings/log' | '/settings/audit';

/** Every screen, a line each: navigation, palette and shortcuts are made from this list. */
export const screens: readonly Screen[] = [
  { to: '/', title: homeWords.title, icon: 'home', areas: ['overview'], key: 'h' },
  { to: '/workflows', title: workflowWords.title, icon: 'workflow', areas: ['workflows'], key: 'w' },
  { to: '/runs', title: runWords.title, icon: 'runs', areas: ['runs', 'artifacts'], key: 'r' },
  { to: '/cards', title: cardWords.title, icon: 'card', areas: ['cards'], key: 'c' },
  { to: '/documents', title: documentTitles.documents, icon: 'file', areas: ['docs'], key: 'd' },
  { to: '/documents/templates', title: documentTitles.templates, icon: 'file', areas: ['doctemplates'] },
  { to: '/settings/connectors', title: settingsWords.title, icon: 'settings', areas: ['connectors'], key: 's' },
  { to: '/settings/credentials', title: credentialWords.title, icon: 'plug', areas: ['credentials', 'vault'] },
  { to: '/settings/usage', title: usageWords.title, icon: 'runs', areas: ['usage', 'budgets'] },
  { to: '/settings/sections', title: sectionWords.title, icon: 'settings', areas: ['settings'] },
  { to: '/settings/profiles', title: profileWords.title, icon: 'person', areas: ['profiles'] },
  { to: '/settings/servers', title: serverWords.title, icon: 'plug', areas: ['servers'] },
  { to: '/settings/tokens', title: tokenWords.title, icon: 'plug', areas: ['tokens'] },
  { to: '/settings/directories', title: settingsWords.directories, icon: 'folder', areas: ['filesandbox', 'files'] },
  { to: '/settings/appearance', title: settingsWords.appearance, icon: 'sun', areas: [] },
  { to: '/settings/system', title: settingsWords.system, icon: 'heart', areas: ['system'] },
  { to: '/settings/log', title: logWords.title, icon: 'list', areas: ['logs'] },
  { to: '/settings/audit', title: settingsWords.audit, icon: 'list', areas: ['audit'] },
];

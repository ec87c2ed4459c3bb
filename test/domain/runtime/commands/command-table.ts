/** What a person or a program tells a run, and where the part of the run it is about may stand. The page `docs/command-table.md` shows it. */
export const regionStates = ['idle', 'acting', 'validating', 'leaving', 'incident', 'paused', 'ended'] as const;
export type RegionStateName = (typeof regionStates)[number];

/** `yes`, or the reason of the refusal. */
export type Cell = 'yes' | 'stale' | 'started' | 'paused' | 'not_paused' | 'blocked' | 'busy' | 'ended' | 'not_there';

type Row = { readonly [State in RegionStateName]: Cell };

export const commandTable = {
  StartRun: { idle: 'started', acting: 'started', validating: 'started', leaving: 'started', incident: 'started', paused: 'started', ended: 'started' },
  PauseRun: { idle: 'yes', acting: 'yes', validating: 'yes', leaving: 'yes', incident: 'yes', paused: 'paused', ended: 'ended' },
  ResumeRun: { idle: 'not_paused', acting: 'not_paused', validating: 'not_paused', leaving: 'not_paused', incident: 'not_paused', paused: 'yes', ended: 'ended' },
  StopRun: { idle: 'yes', acting: 'yes', validating: 'yes', leaving: 'yes', incident: 'yes', paused: 'yes', ended: 'ended' },
  ForkRun: { idle: 'yes', acting: 'yes', validating: 'yes', leaving: 'yes', incident: 'yes', paused: 'yes', ended: 'ended' },
  MigrateRun: { idle: 'not_paused', acting: 'not_paused', validating: 'not_paused', leaving: 'not_paused', incident: 'not_paused', paused: 'yes', ended: 'ended' },
  FireTrigger: { idle: 'yes', acting: 'yes', validating: 'yes', leaving: 'stale', incident: 'blocked', paused: 'paused', ended: 'ended' },
  TriggerAction: { idle: 'yes', acting: 'busy', validating: 'yes', leaving: 'stale', incident: 'blocked', paused: 'paused', ended: 'ended' },
  SubmitCard: { idle: 'yes', acting: 'stale', validating: 'stale', leaving: 'stale', incident: 'stale', paused: 'yes', ended: 'ended' },
  DecideApproval: { idle: 'stale', acting: 'stale', validating: 'yes', leaving: 'stale', incident: 'stale', paused: 'yes', ended: 'ended' },
  ResolveIncident: { idle: 'stale', acting: 'stale', validating: 'stale', leaving: 'stale', incident: 'yes', paused: 'yes', ended: 'ended' },
  AdjustLoop: { idle: 'yes', acting: 'yes', validating: 'yes', leaving: 'yes', incident: 'yes', paused: 'yes', ended: 'ended' },
  BreakLoop: { idle: 'yes', acting: 'yes', validating: 'yes', leaving: 'yes', incident: 'yes', paused: 'yes', ended: 'ended' },
  Signal: { idle: 'yes', acting: 'yes', validating: 'yes', leaving: 'yes', incident: 'yes', paused: 'yes', ended: 'ended' },
} as const satisfies { readonly [command: string]: Row };
export type CommandName = keyof typeof commandTable;

/** The table as its page shows it. */
export function commandTableMarkdown(): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rows = Object.entries(commandTable).map(([command, row]) => line([`\`${command}\``, ...regionStates.map((state) => (row[state] === 'yes' ? 'yes' : `\`${row[state]}\``))]));
  return [line(['command', ...regionStates]), line(['---', ...regionStates.map(() => '---')]), ...rows].join('\n');
}

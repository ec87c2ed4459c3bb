import type { AreaPrinters, Look, Printed } from '../printer.ts';
import { details, table } from '../table.ts';
import { counted, localTime, shown, size } from '../words.ts';

/** Areas whose answers are a table and little else. */
export const artifacts: AreaPrinters<'artifacts'> = {
  list: ({ items }, look) =>
    items.length === 0
      ? { text: 'No artifacts.' }
      : { text: table(['artifact', 'name', 'type', 'size', 'node', 'made'], items.map((item) => [item.id, item.name, item.mediaType, size(item.bytes), item.nodeId, localTime(item.createdAt)]), look), next: `\`aiwm artifacts get <artifact> --out <file>\` saves one; \`aiwm artifacts bundle --run ${items[0]?.runId ?? ''} --out bundle.zip\` packs all.` },
  verify: ({ run, files: checked }) => ({ text: `The bundle is as it was packed: ${counted(checked.length, 'file')} of run ${run}, each with its checksum.` }),
  pin: ({ name }) => ({ text: `Pinned "${name}" to the start page.` }),
  unpin: ({ name }) => ({ text: `Took "${name}" from the start page.` }),
  pinned: ({ items }, look) =>
    items.length === 0
      ? { text: 'No pinned artifacts.', next: '`aiwm artifacts pin <artifact>` pins one.' }
      : { text: table(['artifact', 'name', 'workflow', 'run', 'size'], items.map((item) => [item.id, item.name, item.workflow.slug, item.runId, size(item.bytes)]), look) },
};

export const files: AreaPrinters<'files'> = {
  list: ({ items, path }, look) =>
    items.length === 0
      ? { text: `No files in ${path}.`, next: '`aiwm files upload --content-file <file>` puts one there.' }
      : { text: table(['path', 'kind', 'size', 'changed'], items.map((item) => [item.path, item.kind, item.kind === 'file' ? size(item.bytes) : '–', localTime(item.modifiedAt)]), look) },
  resolve: ({ path, access, allowed, realPath, kind, problem, next }) => ({
    text: allowed ? `Workflows may ${access} ${realPath ?? path} (${kind === 'missing' ? 'nothing is there' : shown(kind)}).` : `${path}: ${problem ?? 'may not be used'}`,
    ...(next === undefined ? {} : { next }),
  }),
  upload: ({ path, bytes }) => ({ text: path, next: `${size(bytes)} stored; use this path as an input.` }),
};

export const filesandbox: AreaPrinters<'filesandbox'> = {
  list: ({ items }, look) => ({
    text: table(['path', 'read', 'write', 'origin', 'state', 'verified'], items.map((item) => [item.path, shown(item.read), shown(item.write), item.origin, item.state, item.verifiedAt === undefined ? '–' : localTime(item.verifiedAt)]), look),
  }),
  add: ({ path, read, write }) => ({ text: `Workflows may ${[...(read ? ['read'] : []), ...(write ? ['write'] : [])].join(' and ')} in ${path}.` }),
  remove: ({ path }) => ({ text: `Workflows may no longer touch ${path}.` }),
  check: ({ realPath, access }) => ({ text: `Workflows may ${access} ${realPath}.` }),
  verify: ({ items, sound }, look) => ({
    text: [table(['state', 'path', 'verified', 'detail'], items.map((item) => [item.state, item.path, item.verifiedAt === undefined ? 'never' : localTime(item.verifiedAt), [item.problem, item.next].filter((part) => part !== undefined).join(' ')]), look), sound ? 'All allowed directories are as they should be.' : 'Something is wrong with an allowed directory.'].join('\n'),
  }),
};

export const catalogue: AreaPrinters<'catalogue'> = {
  list: ({ items }, look) => ({ text: table(['group', 'type', 'title', 'what it does'], items.map((item) => [item.group, item.type, item.title, item.summary]), look) }),
};

export const audit: AreaPrinters<'audit'> = {
  list: ({ items, next }, look) =>
    items.length === 0
      ? { text: 'Nothing was commanded yet.' }
      : {
          text: table(['at', 'actor', 'door', 'operation', 'target', 'outcome'], items.map((item) => [localTime(item.at), item.actor, item.door, item.operation, shown(item.target), item.outcome]), look),
          ...(next === undefined ? {} : { next: `There are more: add --after ${next}.` }),
        },
  export: ({ text }) => ({ text: text.trimEnd() }),
  verify: ({ intact, rows, head, fault }) => ({
    text: intact ? `The audit log is intact: ${rows} rows.` : `The audit log is not intact: ${fault?.message ?? ''}`,
    ...(head === undefined || !intact ? {} : { next: `Note this down elsewhere to check against it later: aiwm audit verify --id ${head.id} --hash ${head.hash}` }),
  }),
};

export const logs: AreaPrinters<'logs'> = {
  list: ({ items, next }, look) =>
    items.length === 0
      ? { text: 'No such lines.' }
      : {
          text: table(['at', 'level', 'module', 'message', 'correlation'], items.map((item) => [localTime(item.at), item.level, item.module, item.message, shown(item.correlationId)]), look),
          ...(next === undefined ? {} : { next: `There are more: add --after ${next}.` }),
        },
};

interface Checked {
  readonly healthy: boolean;
  readonly checks: readonly { readonly state: string; readonly title: string; readonly detail: string; readonly next?: string | undefined }[];
}

function checksTable({ healthy, checks }: Checked, look: Look): Printed {
  return { text: [table(['state', 'check', 'detail'], checks.map((check) => [check.state, check.title, check.next === undefined ? check.detail : `${check.detail} ${check.next}`]), look), healthy ? 'All is well.' : 'Something needs mending.'].join('\n') };
}

export const system: AreaPrinters<'system'> = {
  info: ({ host, ...facts }, look) => {
    const who = host === undefined ? 'nobody' : `process ${host.pid} since ${localTime(host.startedAt)}${host.address === undefined ? '' : `, at ${host.address}`}`;
    return { text: details([...Object.entries(facts).map(([name, value]) => [name, shown(value)] as const), ['host', who]], look) };
  },
  validate: checksTable,
  doctor: checksTable,
};

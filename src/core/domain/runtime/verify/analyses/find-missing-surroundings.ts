import { isJsonList, isJsonObject, type Json } from '../../../model/json.ts';
import { knownNames } from '../../../model/finding-data.ts';
import { present } from '../../../model/present.ts';
import { isInside } from '../../../model/permissions.ts';
import { hostsPermit } from '../../../model/permitted-hosts.ts';
import { type Analysis, type Draft, reachableNodes } from '../analysis.ts';
import { nearestName } from '../nearest-name.ts';
import type { FindingCode } from '../finding.ts';
import type { ActionStep } from '../../../model/workflow.ts';
import type { FlowNode } from '../../flow/flow-graph.ts';
import type { PlacedConfig } from '../fields-of-format.ts';
import { credentialsIn, findMissingCredentials } from './find-missing-credentials.ts';

/** Something of the outside that a config names, where no template makes it. */
interface Named {
  readonly where: string;
  readonly field: string;
  readonly name: string;
}

/** Fields of configs that name something outside of the workflow, and what is said when it is not there. */
const outside = {
  connector: { code: 'missing_connector', list: 'connectors', noun: 'connector', fix: 'Set it up, or name one that is there.' },
  toolServer: { code: 'missing_connector', list: 'toolServers', noun: 'tool server', fix: 'Add it with `aiwm connectors add`, or name one that is there.' },
  document: { code: 'missing_document', list: 'documents', noun: 'document', fix: 'Attach it to the workflow, or name one that is there.' },
} as const satisfies { readonly [field: string]: { readonly code: FindingCode; readonly list: 'connectors' | 'toolServers' | 'documents'; readonly noun: string; readonly fix: string } };

/** The connector of all its nodes that name none. */
function ofWorkflow({ compiled }: Analysis): readonly Named[] {
  const connector = compiled.definition.llm?.connector;
  return connector === undefined ? [] : [{ where: 'llm.connector', field: 'connector', name: connector }];
}

/** Connectors, documents, directories and credentials that are named and not there, as far as verify was told what is. */
export function findMissingSurroundings(analysis: Analysis): readonly Draft[] {
  const { context, notAnalysed } = analysis;
  const configs = reachableNodes(analysis).flatMap((node) => placedConfigs(node, context.catalogue));
  const keys = credentialsIn(configs, context.catalogue);
  // The service a key is of need not be a connector to a model.
  const ofKeys = new Set(keys.map(({ where }) => where));
  const named = [...ofWorkflow(analysis), ...configs.flatMap(textsOf)].filter(({ where }) => !ofKeys.has(where));
  const found: Draft[] = [];
  for (const [field, { code, list, noun, fix }] of Object.entries(outside)) {
    const there = context[list];
    const wanted = named.filter((one) => one.field === field);
    if (there === undefined && wanted.length > 0) notAnalysed.add(`whether the ${noun}s it names are there`);
    for (const { where, name } of there === undefined ? [] : wanted.filter((one) => !there.includes(one.name))) {
      const near = nearestName(name, there ?? []);
      found.push({ code, severity: 'error', where, message: `There is no ${noun} "${name}".`, fix: near === undefined ? fix : `Did you mean "${near}"?`, data: present({ name, near, known: knownNames(there ?? []) }) });
    }
  }
  return [...found, ...missingDirectories(analysis, named), ...findMissingCredentials(analysis, keys)];
}

/** Fields of configs that name a place in the file system. */
const pathFields: readonly string[] = ['path', 'file', 'from', 'to'];

function missingDirectories({ context: { directories }, notAnalysed }: Analysis, named: readonly Named[]): readonly Draft[] {
  const paths = named.filter(({ field, name }) => pathFields.includes(field) && isAbsolute(name));
  if (directories === undefined && paths.length > 0) notAnalysed.add('whether the directories it names may be used');
  if (directories === undefined) return [];
  return paths.filter(({ name }) => !directories.some((directory) => isInside(name, directory))).map(({ where, name }) => ({
    code: 'missing_directory',
    severity: 'error',
    where,
    message: `"${name}" lies in no allowed directory.`,
    fix: 'Allow its directory in the settings, or use a relative path.',
    data: { name },
  }));
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:[\\/]/u.test(path);
}

/** Where the permissions name what. */
const lists = { action: 'actions', connector: 'connectors', directory: 'directories', host: 'hosts' } as const;

/** What the permissions of the workflow do not name, and its nodes use. */
export function findUndeclared(analysis: Analysis): readonly Draft[] {
  const { permissions } = analysis.compiled.definition;
  if (permissions === undefined) return [];
  const found: Draft[] = [];
  const demand = (noun: keyof typeof lists, use: Named, isDeclared: boolean): void => {
    if (isDeclared) return;
    found.push({ code: 'permission_undeclared', severity: 'error', where: use.where, message: `It uses the ${noun} "${use.name}", which the workflow's permissions do not name.`, fix: 'Add it to permissions, or do without it.', data: { list: lists[noun], name: use.name, wanted: noun === 'host' && URL.canParse(use.name) ? new URL(use.name).host : use.name } });
  };
  for (const node of reachableNodes(analysis)) {
    for (const { where, step } of placedSteps(node)) {
      const taken = analysis.context.catalogue.actions.get(step.type)?.takes?.(step.config) ?? [];
      for (const name of new Set([step.type, ...taken])) demand('action', { where, field: 'type', name }, permissions.actions?.includes(name) ?? true);
    }
    for (const use of placedConfigs(node, analysis.context.catalogue).flatMap(textsOf)) {
      if (use.field === 'connector' || use.field === 'toolServer') demand('connector', use, permissions.connectors?.includes(use.name) ?? true);
      if (pathFields.includes(use.field) && use.field !== 'file' && isAbsolute(use.name)) demand('directory', use, permissions.directories?.some((one) => isInside(use.name, one)) ?? true);
      if (use.field === 'url') demand('host', use, isHostDeclared(use.name, permissions.hosts));
    }
  }
  return found;
}

function isHostDeclared(url: string, hosts: readonly string[] | undefined): boolean {
  return hosts === undefined || !URL.canParse(url) || hostsPermit(hosts, new URL(url));
}

/** Of an address that a template ends the part that stands, if its host does. */
function standing(field: string, text: string): string | undefined {
  if (!text.includes('{{')) return text;
  return field === 'url' ? /^https?:\/\/[^/?#{}\\]+(?=[/?#])/iu.exec(text)?.[0] : undefined;
}

/** Everything a node may do, what people set going included, each where it stands. */
function placedSteps({ id, written }: FlowNode): readonly { readonly where: string; readonly step: Pick<ActionStep, 'type' | 'config'> }[] {
  const own = [...written.entry, ...written.exit].map((step) => ({ where: `nodes.${id}.actions.${step.id}`, step }));
  return [...own, ...(written.userActions ?? []).map((user) => ({ where: `nodes.${id}.userActions.${user.id}.action`, step: user.action }))];
}

function placedConfigs(node: FlowNode, { actions, validators }: Analysis['context']['catalogue']): readonly PlacedConfig[] {
  return [
    { where: `nodes.${node.id}.config`, config: node.written.config, kind: node.compiled.kind },
    ...placedSteps(node).map(({ where, step }) => ({ where: `${where}.config`, config: step.config, kind: actions.get(step.type) })),
    ...node.out.flatMap((edge) => edge.written.validators.map((validator) => ({ where: `transitions.${edge.id}.validators.${validator.id}.config`, config: validator.config, kind: validators.get(validator.type) }))),
  ];
}

function textsOf({ where, config }: PlacedConfig): readonly Named[] {
  return [...textsIn(config, where)];
}

function* textsIn(value: Json, where: string): Generator<Named> {
  if (isJsonList(value)) for (const [at, item] of value.entries()) yield* textsIn(item, `${where}[${at}]`);
  if (!isJsonObject(value)) return;
  for (const [field, inside] of Object.entries(value)) {
    if (typeof inside !== 'string') yield* textsIn(inside, `${where}.${field}`);
    const name = typeof inside === 'string' ? standing(field, inside) : undefined;
    if (name !== undefined) yield { where: `${where}.${field}`, field: isToolServer(field, where) ? 'toolServer' : field, name };
  }
}

/** `server` names one where an agent is granted its tools, and may be anything elsewhere. */
function isToolServer(field: string, where: string): boolean {
  return field === 'server' && /\.config\.tools\[\d+\]$/u.test(where);
}

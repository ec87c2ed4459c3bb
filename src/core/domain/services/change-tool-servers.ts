import { AppError } from '../model/errors.ts';
import { normalJson } from '../model/normal-json.ts';
import type { Settings } from '../model/settings.ts';
import { toolServerKinds, ToolServerSettings } from '../model/tool-server.ts';
import type { CallContext } from '../model/caller.ts';
import type { ConnectorRegistryPort } from '../ports/connector-registry-port.ts';
import type { SettingsEditor } from '../ports/settings-editor.ts';
import { changeBy } from './change-by.ts';

export interface ChangeToolServersDeps {
  readonly registry: Pick<ConnectorRegistryPort, 'list'>;
  readonly config: Pick<SettingsEditor, 'get' | 'save'>;
}

type Said = { readonly [field: string]: unknown };

interface SaidOf {
  readonly id: string;
  readonly said: Said;
  /** Forget what was said before. */
  readonly reset?: boolean;
}

export function isToolServerKind(kind: string): kind is ToolServerSettings['kind'] {
  return (toolServerKinds as readonly string[]).includes(kind);
}

/** Servers of tools added, changed and removed in the settings section `connectors`, each written whole or not at all. */
export function changeToolServers({ registry, config }: ChangeToolServersDeps) {
  const change = async (call: CallContext, by: (settings: Settings['connectors']) => Settings['connectors']): Promise<void> => {
    const { value, revision } = await config.get('connectors');
    await config.save([{ section: 'connectors', value: normalJson(by(value)), expectedRevision: revision }], changeBy(call));
  };
  const kept = async (id: string): Promise<ToolServerSettings | undefined> => {
    const { tools } = (await config.get('connectors')).value;
    return Object.hasOwn(tools, id) ? tools[id] : undefined;
  };

  return {
    kept,
    async add({ id, said }: SaidOf, call: CallContext): Promise<void> {
      if ((await registry.list()).some((info) => info.id === id)) throw new AppError('conflict', `There is a connector "${id}" already.`, { next: `Choose another id, or change it with \`aiwm connectors configure ${id}\`.`, data: { id } });
      await change(call, (settings) => withServer(settings, id, said));
    },
    configure: ({ id, said, reset = false }: SaidOf, call: CallContext) =>
      change(call, (settings) => {
        const { kind, ...before } = settings.tools[id] ?? { kind: 'mcp-stdio' };
        return withServer(settings, id, { kind, ...(reset ? {} : before), ...present(said) });
      }),
    remove: (id: string, call: CallContext) =>
      change(call, (settings) => {
        const { [id]: _, ...tools } = settings.tools;
        return { ...settings, tools };
      }),
  };
}

function withServer(settings: Settings['connectors'], id: string, said: Said): Settings['connectors'] {
  const parsed = ToolServerSettings.safeParse(present(said));
  if (parsed.success) return { ...settings, tools: { ...settings.tools, [id]: parsed.data } };
  const [issue] = parsed.error.issues;
  const field = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : (issue?.path.join('.') ?? '');
  const next = said['kind'] === 'mcp-stdio' ? 'Give the program with --command, and --args, --env, --tools.' : 'Give the address with --base-url, and --tools, --credential.';
  throw new AppError('input_invalid', `The tool server "${id}" cannot be kept so: ${field}: ${issue?.message ?? ''}.`, { next, data: { id, field } });
}

/** Only what was said. */
function present(said: Said): Said {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

import { AppError } from '../model/errors.ts';
import { isModelConnectorKind, type ModelConnectorSettings } from '../model/model-connector.ts';
import type { Settings } from '../model/settings.ts';
import type { ConfigPort } from '../ports/config-port.ts';
import type { ConnectorInfo, ConnectorRegistryPort } from '../ports/connector-registry-port.ts';

export interface ChangeConnectorsDeps {
  readonly registry: Pick<ConnectorRegistryPort, 'list'>;
  readonly config: Pick<ConfigPort, 'get' | 'set'>;
}

type Said = { readonly [Field in keyof Omit<ModelConnectorSettings, 'kind'>]?: ModelConnectorSettings[Field] | undefined };

/** Changes of the settings section `connectors`, each written whole or not at all. */
export function changeConnectors({ registry, config }: ChangeConnectorsDeps) {
  const change = async (by: (settings: Settings['connectors'], infos: readonly ConnectorInfo[]) => Settings['connectors']): Promise<Settings['connectors']> => {
    const [{ value, revision }, infos] = await Promise.all([config.get('connectors'), registry.list()]);
    return (await config.set('connectors', by(value, infos), revision)).value;
  };

  return {
    async add(id: string, { kind, ...said }: Pick<ModelConnectorSettings, 'kind'> & Said): Promise<void> {
      await change((settings, infos) => {
        if (infos.some((info) => info.id === id)) throw new AppError('conflict', `There is a connector "${id}" already.`, { next: `Choose another id, or change it with \`aiwm connectors configure ${id}\`.`, data: { id } });
        return withModel(settings, id, { kind, ...present(said) });
      });
    },
    async configure(id: string, said: Said, reset: boolean): Promise<void> {
      if (!reset && Object.keys(present(said)).length === 0) throw new AppError('input_invalid', `Nothing was said that would change the connector "${id}".`, { next: `\`aiwm connectors configure --help\` shows what can be set; \`aiwm connectors get ${id}\` what stands there.`, data: { id } });
      await change((settings, infos) => {
        const kind = settings.models[id]?.kind ?? kindOf(modelAmong(infos, id));
        return withModel(settings, id, { ...(reset ? {} : settings.models[id]), kind, ...present(said) });
      });
    },
    async remove(id: string): Promise<void> {
      await change((settings, infos) => {
        const info = modelAmong(infos, id);
        if (settings.llm === id || settings.fallback === id) throw new AppError('conflict', `The connector "${id}" is in use.`, { next: `Let another take its place with \`aiwm connectors activate <id>${settings.llm === id ? '' : ' --as-fallback'}\` first.`, data: { id } });
        if (settings.models[id] === undefined) throw new AppError('precondition_failed', `The connector "${info.id}" comes with the program and was not changed.`, { next: 'It costs nothing to have it there.', data: { id } });
        const { [id]: _, ...models } = settings.models;
        return { ...settings, models };
      });
    },
    async activate(id: string, asFallback: boolean): Promise<{ readonly llm: string; readonly fallback?: string }> {
      const { llm, fallback } = await change((settings, infos) => {
        modelAmong(infos, id);
        return asFallback ? { ...settings, fallback: id } : { ...settings, llm: id };
      });
      // Nobody stands in for itself.
      return { llm, ...(fallback === undefined || fallback === llm ? {} : { fallback }) };
    },
  };
}

function withModel(settings: Settings['connectors'], id: string, model: ModelConnectorSettings): Settings['connectors'] {
  return { ...settings, models: { ...settings.models, [id]: model } };
}

function modelAmong(infos: readonly ConnectorInfo[], id: string): ConnectorInfo {
  const models = infos.filter((info) => info.category === 'llm');
  const found = models.find((info) => info.id === id);
  if (found !== undefined) return found;
  throw new AppError('not_found', `There is no model connector "${id}".`, { next: `Use one of: ${models.map((info) => info.id).join(', ')}; \`aiwm connectors add\` adds one.`, data: { id } });
}

function kindOf({ id, kind }: ConnectorInfo): ModelConnectorSettings['kind'] {
  if (kind !== undefined && isModelConnectorKind(kind)) return kind;
  throw new AppError('precondition_failed', `The connector "${id}" has no settings.`, { next: 'Add one of another kind with `aiwm connectors add`.', data: { id } });
}

/** Only what was said. */
function present(said: Said): Said {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

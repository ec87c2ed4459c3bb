import { z } from 'zod';

/** What hooks know by name, besides patterns. */
export const privateKinds = ['email', 'phone', 'iban', 'card'] as const;
export type PrivateKind = (typeof privateKinds)[number];

/** What is done with texts on their way to a model, or with its answer: one rule. */
export const ModelHook = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9](?:[a-z0-9_-]{0,58}[a-z0-9])?$/u, 'Use small letters, digits, dashes and underscores').describe('Its name in facts and errors'),
    do: z.enum(['redact', 'block', 'annotate']).describe('`redact` puts a placeholder there that nobody can turn back; `block` refuses the call; `annotate` notes it'),
    when: z.enum(['before', 'after', 'both']).default('before').describe('Texts to the model, its answer, or both'),
    kinds: z.array(z.enum(privateKinds)).min(1).max(privateKinds.length).optional().describe('E-mail addresses, phone numbers, IBANs and card numbers, checked by their digits'),
    pattern: z.string().min(1).max(256).optional().describe('An RE2 pattern'),
    note: z.string().max(500).optional().describe('What is noted, or said to whoever is refused'),
  })
  .refine(({ kinds, pattern }) => kinds !== undefined || pattern !== undefined, 'Say what it looks for: `kinds`, `pattern` or both.');
export type ModelHook = z.infer<typeof ModelHook>;

export const ModelHooks = z.array(ModelHook).max(50).refine((hooks) => new Set(hooks.map(({ id }) => id)).size === hooks.length, 'Two hooks have one id.');

/** What a hook did with one call. */
export const HookNote = z.strictObject({
  hook: z.string(),
  did: z.enum(['redacted', 'annotated']),
  in: z.enum(['prompt', 'answer']),
  count: z.int().min(1),
  note: z.string().optional(),
});
export type HookNote = z.infer<typeof HookNote>;

/** The model connector of a workflow, where its nodes name none, and the hooks of its calls. */
export const WorkflowModel = z.strictObject({
  connector: z.string().min(1).optional().describe('The one chosen in settings if absent'),
  model: z.string().min(1).optional().describe('A model of the connector'),
  hooks: ModelHooks.optional().describe('Besides those of the settings'),
  untrustedSystem: z.boolean().optional().describe('Data of others may stand in system texts, between tags; a run refuses that if absent'),
});
export type WorkflowModel = z.infer<typeof WorkflowModel>;

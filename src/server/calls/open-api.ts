import { type OpenAPI, OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { productVersion } from '../../core/app/product-files.ts';
import { type ErrorCode, errorCodes } from '../../core/domain/model/errors.ts';
import type { Contract } from '../../core/domain/operations/areas.ts';
import type { OperationFacts, OperationMeta } from '../../core/domain/operations/define-operation.ts';

/** What any operation may answer besides its own codes. */
const commonErrors: readonly ErrorCode[] = ['input_invalid', 'access_denied', 'rate_limited', 'unexpected', 'interrupted'];

/** The OpenAPI 3.1 document of `/api`, made from the contract: every operation with its failures and an example. */
export async function openApiDocument(contract: Contract): Promise<OpenAPI.Document> {
  // The only lazy schema is that of any JSON value, which is no restriction at all.
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter({ maxLazyDepth: 0 })] });
  const document = await generator.generate(contract, {
    info: {
      title: 'AI Workflow Manager',
      version: productVersion,
      description: 'Design, run, schedule, supervise and share AI workflows. Streams are server-sent events; an item with a `seq` carries it as the event’s id, and `Last-Event-ID` goes on after it.',
    },
    servers: [{ url: '/api' }],
    security: [{ token: [] }],
    tags: Object.keys(contract).map((name) => ({ name })),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'The token of host.json in the data directory, or one of `aiwm tokens create`' } },
      schemas: { Failure: failureSchema },
    },
  });
  const facts = factsByName(contract);
  for (const path of Object.values(document.paths ?? {})) {
    for (const operation of [path?.get, path?.post]) {
      const known = facts.get(operation?.operationId ?? '');
      if (operation !== undefined && known !== undefined) describe(operation, known);
    }
  }
  return document;
}

const failureSchema: OpenAPI.SchemaObject = {
  type: 'object',
  required: ['code', 'message'],
  properties: {
    code: { enum: Object.keys(errorCodes) },
    message: { type: 'string', description: 'What happened to which thing' },
    next: { type: 'string', description: 'What to do now' },
    data: { type: 'object', description: 'Facts: ids, names, limits' },
  },
};

function factsByName(contract: Contract): ReadonlyMap<string, OperationFacts> {
  const operations = Object.values(contract).flatMap((area: { readonly [verb: string]: { readonly '~orpc': { readonly meta: OperationMeta } } }) => Object.values(area));
  return new Map(operations.flatMap(({ '~orpc': { meta: { operation } } }) => (operation === undefined ? [] : [[operation.name, operation]])));
}

function describe(operation: OpenAPI.OperationObject, facts: OperationFacts): void {
  operation.description = `${facts.kind === 'command' ? 'A command' : facts.kind === 'stream' ? 'A stream' : 'A query'}, needs the level \`${facts.access}\`.`;
  operation.responses = { ...operation.responses, ...failures(facts) };
  for (const parameter of operation.parameters ?? []) {
    if ('name' in parameter && Object.hasOwn(facts.example, parameter.name)) parameter.example = facts.example[parameter.name];
  }
  const body = operation.requestBody;
  const json = body !== undefined && 'content' in body ? body.content['application/json'] : undefined;
  if (json !== undefined) json.example = withoutParameters(facts.example, operation.parameters ?? []);
}

function withoutParameters(example: OperationFacts['example'], parameters: NonNullable<OpenAPI.OperationObject['parameters']>): OperationFacts['example'] {
  const elsewhere = new Set(parameters.map((parameter) => ('name' in parameter ? parameter.name : '')));
  return Object.fromEntries(Object.entries(example).filter(([field]) => !elsewhere.has(field)));
}

/** One answer for each HTTP status, naming the codes that have it. */
function failures({ errors }: OperationFacts): OpenAPI.ResponsesObject {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set([...errors, ...commonErrors])) {
    const { http } = errorCodes[code];
    byStatus.set(http, [...(byStatus.get(http) ?? []), code]);
  }
  byStatus.set(401, ['access_denied']);
  const schema = (codes: ErrorCode[]): OpenAPI.SchemaObject => ({ allOf: [{ $ref: '#/components/schemas/Failure' }, { properties: { code: { enum: codes } } }] });
  return Object.fromEntries(
    [...byStatus].toSorted(([a], [b]) => a - b).map(([status, codes]) => [status, { description: codes.join(', '), content: { 'application/json': { schema: schema(codes) } } }]),
  );
}

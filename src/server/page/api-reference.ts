import type { OpenAPI } from '@orpc/openapi';
import { html, type Markup } from './html-text.ts';

interface Described {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly operation: OpenAPI.OperationObject;
}

/**
 * The OpenAPI document as a page to read: every operation with what it takes, an example to copy, what it answers and how it
 * fails. It holds no script and asks for nothing but its own sheet, so that it is read anywhere, offline, and can do nothing.
 */
export function apiReference(document: OpenAPI.Document): string {
  const areas = Map.groupBy(operationsOf(document), ({ operation }) => operation.tags?.[0] ?? '');
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${document.info.title}: interface for programs</title>
<link rel="stylesheet" href="/api/openapi.css">
</head>
<body>
<header>
<h1>Interface for programs</h1>
<p>${document.info.title} ${document.info.version}. ${document.info.description ?? ''}</p>
<p>Send <code>authorization: Bearer …</code> with the token of <code>host.json</code>, or one that <code>aiwm tokens create</code> printed. The same for programs: <a href="/api/openapi.json">OpenAPI 3.1</a>.</p>
<nav aria-label="Areas"><ul>${[...areas.keys()].map((area) => html`<li><a href="#${area}">${area}</a></li>`)}</ul></nav>
</header>
<main>
${[...areas].map(([area, operations]) => html`<section id="${area}" aria-labelledby="of-${area}">
<h2 id="of-${area}">${area}</h2>
${operations.map(describe)}
</section>`)}
</main>
</body>
</html>
`;
  return page.text;
}

function operationsOf({ paths = {} }: OpenAPI.Document): readonly Described[] {
  return Object.entries(paths).flatMap(([path, methods]) => {
    const { get, post } = methods ?? {};
    return [...(get === undefined ? [] : [{ method: 'GET' as const, path, operation: get }]), ...(post === undefined ? [] : [{ method: 'POST' as const, path, operation: post }])];
  });
}

function describe({ method, path, operation }: Described): Markup {
  const { operationId = path, summary = '', description = '', parameters = [], requestBody } = operation;
  const body = requestBody !== undefined && !('$ref' in requestBody) ? requestBody.content['application/json'] : undefined;
  return html`<details id="${operationId}">
<summary><h3><span class="method">${method}</span> <code>/api${path}</code></h3> <span>${summary}</span></summary>
<p><strong>${operationId}</strong>. ${description}</p>
${parameters.length === 0 ? '' : html`<h4>In the address</h4>${parameterTable(parameters)}`}
${body?.schema === undefined ? '' : html`<h4>Body</h4>${code(body.schema)}`}
<h4>Example</h4>
<pre tabindex="0">${exampleOf({ method, path, operation }, body?.example)}</pre>
${answers(operation.responses ?? {})}
</details>
`;
}

function parameterTable(parameters: NonNullable<OpenAPI.OperationObject['parameters']>): Markup {
  const rows = parameters.flatMap((each) => (!('$ref' in each) ? [html`<tr><td><code>${each.name}</code></td><td>${each.required === true ? 'required' : 'optional'}</td><td>${each.description ?? descriptionIn(each.schema)}</td></tr>`] : []));
  return html`<table><thead><tr><th scope="col">Name</th><th scope="col">Needed</th><th scope="col">Meaning</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function descriptionIn(schema: unknown): string {
  return typeof schema === 'object' && schema !== null && 'description' in schema && typeof schema.description === 'string' ? schema.description : '';
}

/** In the spelling of the how-to, which sets both variables. */
function exampleOf({ method, path, operation: { parameters = [] } }: Described, body: unknown): string {
  const given = parameters.flatMap((each) => (!('$ref' in each) && each.example !== undefined ? [{ name: each.name, value: textOf(each.example), place: each.in }] : []));
  const filled = given.reduce((address, { name, value, place }) => (place === 'path' ? address.replace(`{${name}}`, value) : address), path);
  const query = new URLSearchParams(given.filter(({ place }) => place === 'query').map(({ name, value }): [string, string] => [name, value])).toString();
  const lines = [`curl -H "authorization: Bearer $token"`, ...(method === 'GET' ? [] : ['-H "content-type: application/json"', `-d '${JSON.stringify(body ?? {}).replaceAll("'", String.raw`'\''`)}'`]), `"$address/api${filled}${query === '' ? '' : `?${query}`}"`];
  return lines.join(' \\\n  ');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function answers(responses: OpenAPI.ResponsesObject): Markup {
  const known = Object.entries(responses).flatMap(([status, answer]) => (answer !== undefined && !('$ref' in answer) ? [{ status, description: answer.description ?? '', content: answer.content ?? {} }] : []));
  const good = known.filter(({ status }) => status.startsWith('2'));
  const failures = known.filter(({ status }) => !status.startsWith('2'));
  return html`${good.map(({ status, content }) => html`<h4>Answer ${status}</h4>${Object.entries(content).map(([type, { schema }]) => html`<p><code>${type}</code></p>${code(schema)}`)}`)}
<h4>Failures</h4>
<table><thead><tr><th scope="col">Status</th><th scope="col">Codes</th></tr></thead><tbody>${failures.map(({ status, description }) => html`<tr><td>${status}</td><td>${description}</td></tr>`)}</tbody></table>`;
}

function code(schema: unknown): Markup {
  return html`<pre tabindex="0">${JSON.stringify(schema ?? {}, null, 2)}</pre>`;
}

/** Its sheet: the colours of the system, one column, wide things scroll by themselves. */
export const apiReferenceStyle = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; --line: light-dark(#d0d0d0, #4a4a4a); --soft: light-dark(#f4f4f4, #242424); --ink: light-dark(#1a1a1a, #ececec); --link: light-dark(#0b57d0, #8ab4f8); }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; color: var(--ink); background: light-dark(#fff, #181818); }
a { color: var(--link); }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; padding: 0; list-style: none; }
nav a { display: inline-block; min-height: 24px; }
details { border-top: 1px solid var(--line); padding: 0.5rem 0; }
summary { cursor: pointer; padding: 0.25rem 0; overflow-wrap: anywhere; }
summary h3 { display: inline; font-size: 1rem; }
.method { display: inline-block; min-width: 3.5rem; font-weight: 600; }
h4 { margin: 1rem 0 0.25rem; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.875rem; }
pre { overflow: auto; max-height: 24rem; padding: 0.75rem; border: 1px solid var(--line); border-radius: 6px; background: var(--soft); }
table { border-collapse: collapse; width: 100%; }
th, td { padding: 0.25rem 0.75rem 0.25rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
`;

import { z } from 'zod';
import { isHostWithin } from './permitted-hosts.ts';

/**
 * What a workflow may reach. A list that is missing restricts nothing; an empty one allows nothing. A called workflow may
 * reach only what every workflow around it may.
 */
export const Permissions = z.strictObject({
  /** `example.com` for any port of a host, `example.com:8443` for one. */
  hosts: z.array(z.string()).optional(),
  connectors: z.array(z.string()).optional(),
  directories: z.array(z.string()).optional(),
  actions: z.array(z.string()).optional(),
  /** Micro-units of money one run may spend. */
  spend: z.int().min(0).optional(),
});

type Lists = { readonly [Kind in 'hosts' | 'connectors' | 'directories' | 'actions']?: readonly string[] };
export type Permissions = Lists & { readonly spend?: number };

/** What both allow. A directory allows what lies in it. */
export function intersect(outer: Permissions, inner: Permissions): Permissions {
  const spend = outer.spend === undefined || inner.spend === undefined ? (outer.spend ?? inner.spend) : Math.min(outer.spend, inner.spend);
  const lists = (['connectors', 'actions'] as const).map((kind) => [kind, inBoth(outer[kind], inner[kind], (one, other) => one === other)] as const);
  const hosts = inBoth(outer.hosts, inner.hosts, isHostWithin);
  const directories = inBoth(outer.directories, inner.directories, isInside);
  const kept = [['hosts', hosts] as const, ...lists, ['directories', directories] as const].filter(([, list]) => list !== undefined);
  return { ...Object.fromEntries(kept), ...(spend === undefined ? {} : { spend }) };
}

function inBoth(outer: readonly string[] | undefined, inner: readonly string[] | undefined, isIn: (one: string, other: string) => boolean): readonly string[] | undefined {
  if (outer === undefined || inner === undefined) return outer ?? inner;
  const narrow = inner.filter((one) => outer.some((other) => isIn(one, other)));
  const wide = outer.filter((one) => !narrow.includes(one) && inner.some((other) => isIn(one, other)));
  return [...narrow, ...wide];
}

/** Whether a path is the directory itself or lies in it. */
export function isInside(path: string, directory: string): boolean {
  const folder = plain(directory);
  return folder === '' ? !path.startsWith('/') && !plain(path).startsWith('..') : `${plain(path)}/`.startsWith(`${folder}/`);
}

/** The path without `.`, `..` and doubled separators, so that it cannot say one place and mean another. */
function plain(path: string): string {
  const parts: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return (path.startsWith('/') ? '/' : '') + parts.join('/');
}

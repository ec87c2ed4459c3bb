import type { SystemInfo } from '../domain/services/system-service.ts';
import type { DataDirectory } from '../storage/data-directory.ts';
import { readHostFile } from './host-file.ts';
import { productVersion } from './product-files.ts';

/** What program this is, and who drives its data directory. */
export async function systemInfo({ root }: Pick<DataDirectory, 'root'>): Promise<SystemInfo> {
  const running = await readHostFile(root);
  return {
    version: productVersion,
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    dataDirectory: root,
    ...(running === undefined ? {} : { host: { pid: running.pid, startedAt: running.startedAt, address: running.address } }),
  };
}

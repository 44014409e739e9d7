import { accessSync, constants } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { DdbdbgError, systemErrorText } from '../errors';
import { makeFolder } from '../make-folder';

/** A local engine that is running. */
export interface Engine {
  /** `http://127.0.0.1:<port>` */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/**
 * Starts dynalite in this process, on loopback only. Port 0 picks any free port. Data is stored in `dataDir`, or else in memory.
 * Throws a DdbdbgError when the port is in use or the folder can't be used.
 */
export async function startDynalite(port: number, dataDir?: string): Promise<Engine> {
  if (dataDir !== undefined) makeWritable(dataDir);
  const { default: dynalite } = await import('dynalite');
  const server = dynalite({
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
    ...(dataDir !== undefined && { path: dataDir }),
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EADDRINUSE' ? 'the port is in use' : cause.message;
      const remedy = { kind: 'choose-port' } as const;
      reject(
        new DdbdbgError('service', `The engine cannot listen on port ${port}: ${why}.`, { remedy, cause }),
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Creates the folder if it does not exist. Throws a DdbdbgError when the engine could not store data in it. */
export function makeWritable(dataDir: string): void {
  try {
    makeFolder(resolve(dataDir));
    accessSync(dataDir, constants.W_OK);
  } catch (cause) {
    throw new DdbdbgError('usage', `Cannot store data in ${dataDir}: ${systemErrorText(cause)}.`, {
      about: { part: 'setting', name: 'dataDir' },
      cause,
    });
  }
}

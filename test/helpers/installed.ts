import { spawnSync } from 'node:child_process';

/** Whether a program is there, on a machine that need not have it. */
export function isInstalled(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}

// Writes the man page, dist/ddbdbg.1, from the declarations of the commands.
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build } from 'esbuild';

const outfile = 'dist/man-page.cjs';
await build({
  entryPoints: ['scripts/man-page.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  // Only declarations are needed. What a command runs is loaded on demand, so never here.
  packages: 'external',
});
const { manPage } = createRequire(import.meta.url)(`../${outfile}`);
rmSync(outfile);
writeFileSync('dist/ddbdbg.1', manPage());

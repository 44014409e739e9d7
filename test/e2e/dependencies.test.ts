import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

/** The packages in the first column of the tables in a section of docs/dependencies.md. */
function listed(part: string): readonly string[] {
  const text =
    read('docs/dependencies.md')
      .split('\n## ')
      .find((one) => one.startsWith(part)) ?? '';
  const cells = [...text.matchAll(/^\| (`[^|]+) \|/gm)].map(([, cell = '']) => cell);
  return sorted(cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)));
}

test('docs/dependencies.md lists exactly what is installed with the program', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean }>;
  };
  const installed = Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  expect(listed('Installed')).toEqual(sorted(installed));
});

test('docs/dependencies.md lists exactly what is bundled', () => {
  const licences = read('dist/THIRD-PARTY-LICENSES.txt');
  const bundled = [...licences.matchAll(/^((?:@[\w-]+\/)?[\w.-]+) \d+\.\d+\.\d\S* \(.*\)$/gm)];
  expect(listed('Bundled')).toEqual(sorted(bundled.map(([, name = '']) => name)));
});

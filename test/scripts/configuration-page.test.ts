import { expect, test } from 'vitest';
import { configurationPage } from '../../scripts/configuration-page';

test('docs/configuration.md is up to date (vitest run --update test/scripts/configuration-page.test.ts writes it)', async () => {
  await expect(configurationPage()).toMatchFileSnapshot('../../docs/configuration.md');
});

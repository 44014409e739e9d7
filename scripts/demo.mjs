// `npm run demo`: answers the main question with an engine in the process, and suggests what to try next.
import { spawnSync } from 'node:child_process';

const question = '--demo executions --tenant acme --status failure --since 24h';
const next = [
  '--demo executions --tenant acme --status failure,timeout --since 7d -o json',
  '--demo executions --tenant acme --since 24h --count',
  '--demo executions --tenant acme --status failure --explain',
  'executions --help',
];

console.log(`$ node bin/ddbdbg.js ${question}\n`);
const { status } = spawnSync(process.execPath, ['bin/ddbdbg.js', ...question.split(' ')], {
  stdio: 'inherit',
});
console.log(['\nMore to try:', ...next.map((command) => `  npx . ${command}`)].join('\n'));
process.exitCode = status ?? 1;

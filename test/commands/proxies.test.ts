import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { proxyFor } from '../../src/dynamo/client/proxy-choice';
import { awsServers, respond } from '../helpers/aws-servers';
import { isInstalled } from '../helpers/installed';
import { runMain } from '../helpers/run-main';

const root = mkdtempSync(join(tmpdir(), 'ddbdbg-proxies-'));
afterAll(() => rmSync(root, { recursive: true }));

const TABLES = ['tables', '-o', 'json'];
const ENV = { HOME: root, AWS_MAX_ATTEMPTS: '1' };

describe('the proxy of an address', () => {
  const P = 'http://proxy:3128';
  test.each([
    ['https://a.example', { HTTPS_PROXY: P }, P],
    ['https://a.example', { https_proxy: P }, P],
    ['https://a.example', { https_proxy: P, HTTPS_PROXY: 'http://other' }, P],
    ['https://a.example', { https_proxy: '', HTTPS_PROXY: P }, undefined],
    ['https://a.example', { HTTP_PROXY: P }, undefined],
    ['https://a.example', { ALL_PROXY: P }, undefined],
    ['http://a.example', { HTTP_PROXY: P, HTTPS_PROXY: 'http://other' }, P],
    ['http://127.0.0.1:8000', { HTTP_PROXY: P }, P],
    ['https://a.example', { HTTPS_PROXY: 'proxy:3128' }, P],
    ['https://a.example', { HTTPS_PROXY: '//proxy:3128' }, P],
    ['https://a.example', { HTTPS_PROXY: P, NO_PROXY: 'a.example' }, undefined],
    ['https://a.example', { HTTPS_PROXY: P, no_proxy: 'x, .example' }, undefined],
    ['https://a.example', { HTTPS_PROXY: P, NO_PROXY: 'EXAMPLE' }, undefined],
    ['https://a.example', { HTTPS_PROXY: P, NO_PROXY: '*.example' }, undefined],
    ['https://a.example', { HTTPS_PROXY: P, NO_PROXY: '*' }, undefined],
    ['https://an.example', { HTTPS_PROXY: P, NO_PROXY: 'n.example' }, P],
    ['https://a.example', { HTTPS_PROXY: P, NO_PROXY: 'a.example:443' }, undefined],
    ['https://a.example:8443', { HTTPS_PROXY: P, NO_PROXY: 'a.example:443' }, P],
    ['http://10.1.2.3', { HTTP_PROXY: P, NO_PROXY: '10.1.0.0/16' }, undefined],
    ['http://10.2.2.3', { HTTP_PROXY: P, NO_PROXY: '10.1.0.0/16,10.2.0.0/99' }, P],
    ['http://[::1]:8000', { HTTP_PROXY: P, NO_PROXY: '::1' }, undefined],
  ])('%s with %j: %s', (address, env, expected) => {
    expect(proxyFor(new URL(address), env)?.url.origin).toBe(expected);
  });

  test.each(['socks5://me:pass@proxy', 'http://', 'ftp://proxy'])(
    '%s is refused without a request',
    async (HTTPS_PROXY) => {
      const { code, stderr } = await runMain(TABLES, { env: { ...ENV, HTTPS_PROXY } });
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: 'ddbdbg: HTTPS_PROXY is not the URL of an http or https proxy.\n',
      });
    },
  );
});

describe('plain HTTP', () => {
  test('is forwarded by the proxy of HTTP_PROXY', async () => {
    const servers = awsServers();
    const endpoint = await servers.url('a');
    const words = [...TABLES, '--endpoint-url', endpoint];
    const env = { ...ENV, HTTP_PROXY: await servers.url('proxy') };
    expect(await runMain(words, { env })).toMatchObject({ code: 0, stderr: '' });
    expect(servers.arrivals).toMatchObject([{ server: 'proxy', url: `${endpoint}/`, key: 'test' }]);
  });

  test('is sent directly with NO_PROXY', async () => {
    const servers = awsServers();
    const words = [...TABLES, '--endpoint-url', await servers.url('a')];
    const env = { ...ENV, http_proxy: await servers.url('proxy'), NO_PROXY: 'localhost,127.0.0.1' };
    expect(await runMain(words, { env })).toMatchObject({ code: 0, stderr: '' });
    expect(servers.arrivals).toMatchObject([{ server: 'a' }]);
  });

  test('does not leave this machine by a proxy elsewhere', async () => {
    const words = [...TABLES, '--endpoint-url', 'http://localhost:8000'];
    const { code, stderr } = await runMain(words, {
      env: { ...ENV, HTTP_PROXY: 'http://u:pw@proxy.example:3128' },
    });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'ddbdbg: HTTP_PROXY: Plain HTTP to localhost:8000 through the proxy http://proxy.example:3128 would be unencrypted.\n' +
        'Add localhost to NO_PROXY. Use https, or permit plain HTTP with --insecure.\n',
    });
  });

  test('to a proxy that demands a password', async () => {
    const { url } = await fixedProxy(
      'HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n',
    );
    const words = [...TABLES, '--endpoint-url', 'http://127.0.0.1:8000'];
    const { code, stderr } = await runMain(words, { env: { ...ENV, HTTP_PROXY: url } });
    expect(code).toBe(1);
    expect(stderr).toContain(`The proxy ${url} of HTTP_PROXY demands a user name and password (HTTP 407 `);
  });
});

/** A proxy that gives one answer to everything, and the first line of each request with its credentials. */
async function fixedProxy(answer: string) {
  const requests: string[] = [];
  const server = createTcpServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (data) => {
      const text = data.toString();
      const [, basic = ''] = /proxy-authorization: basic (\S+)/i.exec(text) ?? [];
      requests.push(`${text.split('\r\n')[0]} ${Buffer.from(basic, 'base64')}`.trim());
      socket.end(answer);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

describe('HTTPS through a proxy that refuses names the proxy', () => {
  test.each([
    [
      '403 Forbidden',
      /^ddbdbg: The proxy (\S+) of HTTPS_PROXY refused to connect to dynamodb\.us-east-1\.amazonaws\.com:443 \(HTTP 403 Forbidden\)\.\nCheck HTTPS_PROXY, or add the host to NO_PROXY/,
    ],
    [
      '502 Bad Gateway',
      /^ddbdbg: The proxy (\S+) of HTTPS_PROXY refused to connect to \S+ \(HTTP 502 Bad Gateway\)/,
    ],
    [
      '407 Proxy Authentication Required',
      /^ddbdbg: The proxy (\S+) of HTTPS_PROXY demands a user name and password \(HTTP 407 .*\nPut them into HTTPS_PROXY/,
    ],
  ])('%s', async (status, expected) => {
    const { url, requests } = await fixedProxy(
      `HTTP/1.1 ${status}\r\ncontent-type: text/html\r\n\r\n<html></html>`,
    );
    const HTTPS_PROXY = url.replace('//', '//me:secret%21word@');
    const { code, stderr } = await runMain(TABLES, { env: { ...ENV, HTTPS_PROXY } });
    expect(code).toBe(1);
    expect(expected.exec(stderr)?.[1]).toBe(url);
    expect(stderr).not.toContain('secret');
    expect(requests).toEqual(['CONNECT dynamodb.us-east-1.amazonaws.com:443 HTTP/1.1 me:secret!word']);
  });

  test('nobody listens', async () => {
    const { code, stderr } = await runMain(TABLES, { env: { ...ENV, HTTPS_PROXY: 'http://127.0.0.1:1' } });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^ddbdbg: The proxy http:\/\/127\.0\.0\.1:1 of HTTPS_PROXY can't be reached \(ECONNREFUSED\)\.\n/,
    );
  });

  test('while credentials are obtained', async () => {
    const { url } = await fixedProxy('HTTP/1.1 403 Forbidden\r\n\r\n');
    const config = join(root, 'role');
    const role = 'role_arn = arn:aws:iam::123456789012:role/r\nsource_profile = base';
    writeFileSync(
      config,
      `[profile role]\n${role}\n[profile base]\naws_access_key_id = a\naws_secret_access_key = b\n`,
    );
    const env = { ...ENV, HTTPS_PROXY: url, AWS_CONFIG_FILE: config };
    const { code, stderr } = await runMain([...TABLES, '--profile', 'role'], { env });
    expect(code).toBe(3);
    expect(stderr).toContain(
      `The AWS credentials of profile role can't be obtained: The proxy ${url} of HTTPS_PROXY refused to connect to sts.us-east-1.amazonaws.com:443`,
    );
  });
});

describe.skipIf(!isInstalled('openssl'))('HTTPS with a certificate of its own', () => {
  const file = (name: string) => join(root, name);
  beforeAll(() => {
    const names =
      'subjectAltName=DNS:dynamodb.us-east-1.amazonaws.com,DNS:sts.us-east-1.amazonaws.com,DNS:*.ddb.us-east-1.amazonaws.com,IP:127.0.0.1';
    const words = [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=test',
      '-addext',
      names,
    ];
    execFileSync('openssl', [...words, '-keyout', file('key.pem'), '-out', file('ca.pem')], {
      stdio: 'ignore',
    });
    writeFileSync(file('empty.pem'), 'nothing\n');
  });

  /** A server that plays AWS over TLS, and a proxy that leads every host to it. */
  async function secureServers() {
    const secure = createServer(
      { key: readFileSync(file('key.pem')), cert: readFileSync(file('ca.pem')) },
      respond,
    );
    secure.listen(0, '127.0.0.1');
    await once(secure, 'listening');
    onTestFinished(() => {
      secure.closeAllConnections();
      secure.close();
    });
    const { port } = secure.address() as AddressInfo;
    const servers = awsServers();
    return { endpoint: `https://127.0.0.1:${port}`, proxy: await servers.url(`proxy to ${port}`), servers };
  }

  const config = (...lines: readonly string[]) => {
    writeFileSync(file('config'), ['[default]', ...lines, ''].join('\n'));
    return { AWS_CONFIG_FILE: file('config') };
  };

  test.each([
    ['AWS_CA_BUNDLE', () => ({ AWS_CA_BUNDLE: file('ca.pem') })],
    ['ca_bundle of the profile', () => config(`ca_bundle = ${file('ca.pem')}`)],
    [
      'AWS_CA_BUNDLE rather than ca_bundle',
      () => ({ ...config('ca_bundle = /nowhere'), AWS_CA_BUNDLE: file('ca.pem') }),
    ],
  ])('is trusted by %s, directly and through a tunnel', async (_, trust) => {
    const { endpoint, proxy, servers } = await secureServers();
    const direct = await runMain([...TABLES, '--endpoint-url', endpoint], { env: { ...ENV, ...trust() } });
    expect(direct).toMatchObject({ code: 0, stdout: '[]\n', stderr: '' });
    const tunnel = await runMain(TABLES, { env: { ...ENV, ...trust(), HTTPS_PROXY: proxy } });
    expect(tunnel).toMatchObject({ code: 0, stdout: '[]\n', stderr: '' });
    expect(servers.arrivals.map(({ url }) => url)).toEqual(['dynamodb.us-east-1.amazonaws.com:443']);
  });

  test('is trusted by STS too', async () => {
    const { proxy, servers } = await secureServers();
    const role = 'role_arn = arn:aws:iam::123456789012:role/r\nsource_profile = base';
    writeFileSync(
      file('role'),
      `[profile role]\n${role}\n[profile base]\naws_access_key_id = a\naws_secret_access_key = b\n`,
    );
    const env = { ...ENV, AWS_CONFIG_FILE: file('role'), AWS_CA_BUNDLE: file('ca.pem'), HTTPS_PROXY: proxy };
    expect(await runMain([...TABLES, '--profile', 'role'], { env })).toMatchObject({ code: 0, stderr: '' });
    expect(servers.arrivals.map(({ url }) => url)).toEqual([
      'sts.us-east-1.amazonaws.com:443',
      // The endpoint of the account, which STS tells.
      '123456789012.ddb.us-east-1.amazonaws.com:443',
    ]);
  });

  test('is refused otherwise, with the way to trust it', async () => {
    const { endpoint } = await secureServers();
    const { code, stderr } = await runMain([...TABLES, '--endpoint-url', endpoint], { env: ENV });
    expect(code).toBe(1);
    expect(stderr).toMatch(/ is not secure: .*\n.*AWS_CA_BUNDLE/);
  });

  test.each([
    ['/nowhere/ca.pem', /AWS_CA_BUNDLE: \/nowhere\/ca\.pem can't be read \(ENOENT\)/],
    [join(root, 'empty.pem'), /AWS_CA_BUNDLE: .* contains no certificates in PEM format/],
  ])('is not looked for in %s', async (AWS_CA_BUNDLE, about) => {
    const { code, stderr } = await runMain(TABLES, { env: { ...ENV, AWS_CA_BUNDLE } });
    expect(code).toBe(2);
    expect(stderr).toMatch(about);
  });
});

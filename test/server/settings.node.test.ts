import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { it } from 'node:test';
import { Limiter } from '../../src/server/http/limit.ts';
import { readSettings } from '../../src/server/settings.ts';

const faultsOf = (env: Record<string, string>, flags: string[] = []): string => {
  const read = readSettings(env, flags);
  return read.ok ? '' : read.faults.join('\n');
};

it('with no settings it serves this machine from ./data', () => {
  const read = readSettings({}, []);
  assert.ok(read.ok);
  assert.deepEqual(read.settings, {
    port: 8080,
    host: '127.0.0.1',
    dataDir: resolve('data'),
    databaseUrl: undefined,
    publicUrl: 'http://localhost:8080',
    behindProxy: false,
    metricsToken: undefined,
    demo: false,
  });
  const demo = readSettings({ PORT: '9000' }, ['--demo']);
  assert.ok(demo.ok);
  assert.equal(demo.settings.dataDir, resolve('data/demo'));
  assert.equal(demo.settings.publicUrl, 'http://localhost:9000');
});

it('a bad setting is named, with what is wrong and an example', () => {
  const cases: [Record<string, string>, RegExp][] = [
    [{ PORT: 'http' }, /PORT is "http": .*whole number.* PORT=8080/],
    [{ PORT: '70000' }, /PORT is "70000"/],
    [{ HOST: 'a b' }, /HOST is "a b": .* HOST=0\.0\.0\.0/],
    [{ PUBLIC_URL: 'example.com' }, /PUBLIC_URL is "example.com": .* PUBLIC_URL=https:/],
    [{ PUBLIC_URL: 'https://example.com/app' }, /PUBLIC_URL/],
    [{ BEHIND_PROXY: 'yes' }, /BEHIND_PROXY is "yes": .* BEHIND_PROXY=1/],
  ];
  for (const [env, said] of cases) assert.match(faultsOf(env), said);
  const secret = faultsOf({ DATABASE_URL: 'mysql://user:geheim@host/db' });
  assert.match(secret, /DATABASE_URL .* DATABASE_URL=postgres:/);
  assert.doesNotMatch(secret, /geheim/);
  assert.match(faultsOf({}, ['--dmeo']), /no "--dmeo"/);
  assert.equal(faultsOf({ PORT: 'x', HOST: '?' }).split('\n').length, 2, 'all at once');
});

it('a bucket refills with time, keeps clients apart, and says how long to wait', () => {
  let now = 0;
  const limiter = new Limiter(() => now);
  const rate = { burst: 10, perSecond: 0.5 };
  assert.equal(limiter.take('a', rate, 10), 0);
  assert.equal(limiter.take('a', rate), 2);
  assert.equal(limiter.take('b', rate), 0);
  now = 2000;
  assert.equal(limiter.take('a', rate), 0);
  assert.ok(limiter.take('a', rate) > 0);
  now = 100_000;
  assert.equal(limiter.take('a', rate, 30), 0, 'more than it ever holds, when full');
  assert.ok(limiter.take('a', rate) > 40, 'and then owes it');
});
